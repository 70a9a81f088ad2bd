import { describe, expect, it } from 'vitest'
import type { SignalConfig } from '../../../src/core/signal.ts'
import { type HostField, hostConfig } from '../../../src/sources/host/config.ts'
import type { Machine } from '../../../src/sources/host/machine.ts'
import { createHostSource } from '../../../src/sources/host/source.ts'
import { eventually } from '../../support/eventually.ts'

const NOW = Date.UTC(2026, 10, 23)
const open = (): AbortSignal => new AbortController().signal
const never = <T>(): Promise<T> => new Promise<T>(() => {})

const signalOf = (field: string, label: string | null = null): SignalConfig => ({
  id: field,
  title: field,
  source: 'host',
  read: { by: 'field', field },
  label,
  expect: [],
  unit: 'ratio',
  digits: null,
  staleAfterMs: 30_000,
  failures: 1,
  onFailure: 'unknown',
  isOptional: false,
  hasBaseline: false,
  states: {},
  rules: [],
})
const SINGLE = ['cpu_ratio', 'memory_ratio', 'swap_ratio', 'load1'] satisfies HostField[]

/** A machine that works 25 ticks of every 100. */
function machine(over: Partial<Machine> = {}): Machine {
  let readings = 0
  return {
    cpuTimes: async () => {
      readings += 1
      return { busy: readings * 25, total: readings * 100 }
    },
    memory: async () => ({ total: 1000, available: 400, swapTotal: 100, swapFree: 75 }),
    load1: () => 1.5,
    isMounted: async (path) => path !== '/nowhere',
    mounts: async () => ['/', '/data'],
    diskUse: async () => ({ used: 30, available: 70 }),
    ...over,
  }
}

type SourceOver = {
  machine?: Partial<Machine>
  disks?: string[]
  deadline?: string
  signals?: SignalConfig[]
}

function source({ machine: over = {}, disks = ['/'], deadline = '2s', signals }: SourceOver = {}) {
  const config = hostConfig.parse({ kind: 'host', disks, deadline })
  const all = signals ?? [...SINGLE.map((field) => signalOf(field)), signalOf('disk_ratio', 'mount')]
  return createHostSource({ id: 'host', config, signals: all, now: () => NOW, machine: machine(over) })
}

/** What a poll says: `signal` or `signal mount` → value or reason. */
async function read(one: ReturnType<typeof source>): Promise<Record<string, unknown>> {
  const result = await one.poll(open())
  if (!result.ok) throw new Error(result.failure.message)
  return Object.fromEntries(
    result.readings.map(({ signal, labels, sample }) => [
      labels.mount === undefined ? signal : `${signal} ${labels.mount}`,
      sample.kind === 'value' ? sample.value : `${sample.kind}: ${sample.reason}`,
    ]),
  )
}

describe('poll', () => {
  it('reads every field, the CPU twice at the first poll', async () => {
    const host = source()
    const rest = { memory_ratio: 0.6, swap_ratio: 0.25, load1: 1.5, 'disk_ratio /': 0.3 }
    expect(await read(host)).toEqual({ cpu_ratio: 0.25, ...rest })
    expect(await read(host)).toEqual({ cpu_ratio: 0.25, ...rest })
  })

  it('asks only for what a signal reads', async () => {
    const failing = {
      memory: () => Promise.reject(new Error('asked')),
      diskUse: () => Promise.reject(new Error('asked')),
    }
    expect(await read(source({ machine: failing, signals: [signalOf('load1')] }))).toEqual({ load1: 1.5 })
  })

  it.each<[string, SourceOver, string, string]>([
    [
      'no swap',
      { machine: { memory: async () => ({ total: 1, available: 1, swapTotal: 0, swapFree: 0 }) } },
      'swap_ratio',
      'absent: no data: this machine has no swap',
    ],
    [
      'unknown memory',
      { machine: { memory: async () => ({ total: 0, available: 0, swapTotal: 0, swapFree: 0 }) } },
      'memory_ratio',
      'absent: no data: the memory is unknown',
    ],
    [
      'no load average',
      { machine: { load1: () => null } },
      'load1',
      'absent: no data: this system has no load average',
    ],
    [
      'a disk without a size',
      { machine: { diskUse: async () => ({ used: 0, available: 0 }) } },
      'disk_ratio /',
      'absent: no data: it has no size',
    ],
    [
      'a disk that is not mounted',
      { disks: ['/', '/nowhere'] },
      'disk_ratio /nowhere',
      'absent: no data: nothing is mounted at /nowhere; mounted are /, /data',
    ],
    [
      'a disk that may not be read',
      { machine: { diskUse: () => Promise.reject(Object.assign(new Error(), { code: 'EACCES' })) } },
      'disk_ratio /',
      "failed: / can't be read (EACCES)",
    ],
    [
      'an error of /proc',
      { machine: { cpuTimes: () => Promise.reject(Object.assign(new Error(), { code: 'ENOENT' })) } },
      'cpu_ratio',
      "failed: cpu_ratio can't be read (ENOENT)",
    ],
    [
      'an unknown field',
      { signals: [signalOf('fan')] },
      'fan',
      'absent: no data: the field "fan" is unknown to this source; it has cpu_ratio, memory_ratio, swap_ratio, load1, disk_ratio',
    ],
    [
      'disks without a label',
      { disks: ['/', '/data'], signals: [signalOf('disk_ratio')] },
      'disk_ratio',
      'absent: no data: 2 series answer; give the signal "label: mount"',
    ],
  ])('says what is wrong: %s', async (_, over, key, expected) => {
    expect(await read(source(over))).toMatchObject({ [key]: expected })
  })

  it('keeps its deadline when something hangs, and reads the rest', async () => {
    const begun = performance.now()
    const host = source({ machine: { memory: never }, deadline: '200ms' })
    expect(await read(host)).toMatchObject({
      memory_ratio: "failed: memory_ratio can't be read (no answer in time)",
    })
    expect(performance.now() - begun).toBeLessThan(5_000)
  })

  it('asks a disk that hangs only once, until it answers', async () => {
    const dead = Promise.withResolvers<{ used: number; available: number }>()
    let asked = 0
    const diskUse = (mount: string) => {
      if (mount !== '/nfs') return Promise.resolve({ used: 30, available: 70 })
      asked += 1
      return dead.promise
    }
    const host = source({ machine: { diskUse }, disks: ['/nfs', '/'], deadline: '400ms' })
    expect(await read(host)).toMatchObject({
      'disk_ratio /nfs': 'failed: /nfs gave no answer within 0.1 s',
      'disk_ratio /': 0.3,
    })
    expect(await read(host)).toMatchObject({ 'disk_ratio /nfs': 'failed: /nfs gives no answer for 0 s' })
    expect(asked).toBe(1)
    dead.resolve({ used: 50, available: 50 })
    await eventually(async () => expect(await read(host)).toMatchObject({ 'disk_ratio /nfs': 0.5 }))
  })

  it('lets no more than two disks hang, so that other sources keep their threads', async () => {
    const asked: string[] = []
    const diskUse = (mount: string): Promise<never> => {
      asked.push(mount)
      return never()
    }
    const host = source({ machine: { diskUse }, disks: ['/a', '/b', '/c', '/d'], deadline: '100ms' })
    expect(await read(host)).toMatchObject({
      'disk_ratio /c': 'failed: /c is not asked while /a and /b hang',
    })
    expect(asked).toEqual(['/a', '/b'])
  })

  it('shows hostile mount points as escapes', async () => {
    const disks = ['/\u001b[31mred']
    expect(await read(source({ disks }))).toHaveProperty(['disk_ratio /\\x1b[31mred'], 0.3)
  })
})

describe('this machine', () => {
  it('is read by default', async () => {
    const config = hostConfig.parse({ kind: 'host' })
    const signals = [...SINGLE.map((field) => signalOf(field)), signalOf('disk_ratio', 'mount')]
    const host = createHostSource({ id: 'host', config, signals, now: Date.now })
    const findings = await host.examine(open())
    const ok = findings.filter(({ outcome }) => outcome === 'ok').map(({ subject }) => subject)
    expect(ok).toEqual(expect.arrayContaining(['cpu_ratio', 'memory_ratio', 'load1', 'disk_ratio']))
    await host.close()
  })
})
