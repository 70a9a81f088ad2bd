import { readFileSync } from 'node:fs'
import { platform } from 'node:os'
import { describe, expect, it } from 'vitest'
import { createCpuMeter } from '../../../src/sources/host/cpu.ts'
import { elsewhere } from '../../../src/sources/host/elsewhere.ts'
import { linux, parseMeminfo, parseMounts, parseStat } from '../../../src/sources/host/linux.ts'

describe('parseStat', () => {
  it.each([
    ['a modern kernel', 'cpu  100 10 50 800 20 1 2 7 30 5\ncpu0 1 1 1 1\n', { busy: 170, total: 990 }],
    ['an old kernel', 'cpu 1 2 3 4\n', { busy: 6, total: 10 }],
    ['nothing', '', { busy: 0, total: 0 }],
  ])('reads %s', (_, text, times) => expect(parseStat(text)).toEqual(times))
})

describe('parseMeminfo', () => {
  const kB = 1024
  it.each([
    [
      'all of it',
      'MemTotal:  100 kB\nMemFree: 10 kB\nMemAvailable:  60 kB\nSwapTotal: 8 kB\nSwapFree:  2 kB\n',
      { total: 100 * kB, available: 60 * kB, swapTotal: 8 * kB, swapFree: 2 * kB },
    ],
    [
      'a kernel without MemAvailable',
      'MemTotal: 100 kB\nMemFree: 10 kB\nCached: 30 kB\n',
      { total: 100 * kB, available: 40 * kB, swapTotal: 0, swapFree: 0 },
    ],
    ['nothing', '', { total: 0, available: 0, swapTotal: 0, swapFree: 0 }],
  ])('reads %s', (_, text, memory) => expect(parseMeminfo(text)).toEqual(memory))
})

describe('parseMounts', () => {
  it('names devices and servers first, and mends spaces', () => {
    const text = 'proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw 0 0\nnas:/x /mnt/my\\040files nfs rw 0 0\n'
    expect(parseMounts(text)).toEqual(['/', '/mnt/my files', '/proc'])
  })
})

describe('createCpuMeter', () => {
  const steps = (...times: [number, number][]) => {
    const meter = createCpuMeter()
    return times.map(([busy, total]) => meter.measure({ busy, total }))
  }
  it.each<[string, [number, number][], (number | string)[]]>([
    [
      'the share of the time between',
      [
        [10, 100],
        [35, 200],
      ],
      ['needs two readings', 0.25],
    ],
    [
      'nothing new within one tick, and then the time since',
      [
        [10, 100],
        [10, 100],
        [60, 200],
      ],
      ['needs two readings', 'needs two readings further apart', 0.5],
    ],
    [
      'counters that went back',
      [
        [10, 100],
        [5, 50],
        [30, 100],
      ],
      ['needs two readings', 'the counters of the CPUs went back', 0.5],
    ],
    [
      'no more than one',
      [
        [10, 100],
        [40, 110],
      ],
      ['needs two readings', 1],
    ],
    [
      'no less than zero',
      [
        [10, 100],
        [5, 110],
      ],
      ['needs two readings', 0],
    ],
  ])('tells %s', (_, times, expected) => expect(steps(...times)).toEqual(expected))
})

describe.runIf(platform() === 'linux')('this machine', () => {
  const meminfo = (name: string): number =>
    Number(new RegExp(`^${name}: +(\\d+)`, 'm').exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) * 1024

  it.each([
    ['linux', linux],
    ['elsewhere', elsewhere],
  ])('%s tells the memory that /proc tells', async (_, machine) => {
    const { total, available, swapTotal } = await machine.memory()
    expect(total).toBe(meminfo('MemTotal'))
    expect(swapTotal).toBe(meminfo('SwapTotal'))
    expect(Math.abs(available - meminfo('MemAvailable')) / total).toBeLessThan(0.1)
  })

  it.each([
    ['linux', linux],
    ['elsewhere', elsewhere],
  ])('%s tells CPU time, load and the root disk', async (_, machine) => {
    const { busy, total } = await machine.cpuTimes()
    expect(busy).toBeGreaterThan(0)
    expect(total).toBeGreaterThan(busy)
    expect(machine.load1()).toBeGreaterThanOrEqual(0)
    expect(await machine.isMounted('/')).toBe(true)
    expect(await machine.isMounted('/usr/bin')).toBe(false)
    const { used, available } = await machine.diskUse('/')
    expect(used).toBeGreaterThan(0)
    expect(available).toBeGreaterThanOrEqual(0)
  })

  it('counts CPU time as /proc/stat does', async () => {
    const fields =
      readFileSync('/proc/stat', 'utf8').split('\n')[0]?.trim().split(/ +/).slice(1, 9).map(Number) ?? []
    const before = fields.reduce((sum, ticks) => sum + ticks, 0)
    const { total } = await linux.cpuTimes()
    expect(total).toBeGreaterThanOrEqual(before)
    expect(total - before).toBeLessThan(6_000)
  })
})
