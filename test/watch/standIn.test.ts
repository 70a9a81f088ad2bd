import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Folder, openFolder, profileOf } from '../cli/program.ts'
import { type Exporter, startExporter } from '../support/exporter.ts'
import { isMissing, type RunningProgram, startPrometheus } from '../support/processes.ts'
import type { PtyProgram } from '../support/pty.ts'
import { hasFooter, openWatch } from './watch.ts'

const isUnable = isMissing('prometheus')

let exporter: Exporter
let prometheus: RunningProgram
let folder: Folder
let queue = 42
const startedAt = Date.now()
const open: PtyProgram[] = []

/** A queue, and requests that are counted at two a second. */
const exposition = (): string =>
  `queue_length ${queue}\nrequests_total ${Math.floor((Date.now() - startedAt) / 500)}\n`

beforeAll(async () => {
  if (isUnable) return
  folder = await openFolder()
  exporter = await startExporter(exposition)
  prometheus = await startPrometheus([{ job: 'app', address: exporter.address }])
})
afterEach(async () => {
  queue = 42
  for (const pty of open.splice(0)) await pty.dispose()
})
afterAll(async () => {
  if (isUnable) return
  await Promise.all([prometheus.stop(), exporter.kill()])
  await folder.remove()
})

async function watching(standsIn: object): Promise<PtyProgram> {
  const times = { interval: '1s', deadline: '1s' }
  const sources = {
    prometheus: { kind: 'prometheus', short: 'prom', url: prometheus.url, ...times },
    scrape: {
      kind: 'scrape',
      ...times,
      standsIn: { for: 'prometheus', ...standsIn },
      targets: [{ job: 'app', url: exporter.url }],
    },
  }
  const common = { source: 'prometheus', staleAfter: '10s' }
  const signals = {
    queue: {
      ...common,
      title: 'queue',
      query: 'max(queue_length)',
      unit: 'count',
      rules: [{ above: { warn: 50 } }],
    },
    rate: { ...common, title: 'rate', query: 'sum(rate(requests_total[1m]))', unit: 'perSecond' },
  }
  const panels = [{ id: 'work', kind: 'table', title: 'Work', signals: ['queue', 'rate'] }]
  const file = await folder.write('stand-in.yaml', profileOf(sources, signals, panels))
  const pty = openWatch(['--profile', file])
  open.push(pty)
  return pty
}

const shows = (value: number) => (screen: string) =>
  hasFooter(screen) && new RegExp(`queue +${value} `).test(screen)
const onDuty = (screen: string): boolean =>
  /◐ scraping 1 target, history since \d\d:\d\d/.test(screen) && /Work .*via scrape/.test(screen)
const atRest = (screen: string): boolean => /● prom ○ scrape/.test(screen) && !/via scrape/.test(screen)

/** Kills Prometheus; gives what starts another one in its place. */
async function killed(): Promise<() => Promise<void>> {
  const { port } = prometheus
  process.kill(prometheus.pid, 'SIGKILL')
  await prometheus.stop()
  return async () => {
    prometheus = await startPrometheus([{ job: 'app', address: exporter.address }], { port })
  }
}

describe.skipIf(isUnable)('a Prometheus that is killed, with something to stand in for it', () => {
  it('is stood in for by the same expressions, and speaks again when it is back', async () => {
    const pty = await watching({ back: '2s' })
    await pty.until((screen) => shows(42)(screen) && atRest(screen))
    const restart = await killed()
    await pty.until((screen) => onDuty(screen) && /✖ prom \d+s/.test(screen), 20_000)
    expect(pty.screen()).toMatch(/prometheus gives no answer for \d+ s, scrape stands in/)
    // What is shown now was read while Prometheus was dead.
    queue = 57
    await pty.until((screen) => shows(57)(screen) && /57 .*▲ WARN/.test(screen) && onDuty(screen))
    await restart()
    await pty.until((screen) => shows(57)(screen) && atRest(screen), 40_000)
    pty.type('q')
    expect(await pty.exited).toEqual({ exitCode: 0, signal: 0 })
  }, 90_000)

  it('leaves windows to be filled where what stands in has rested; until then they are unknown', async () => {
    const pty = await watching({ warm: false, back: '2s' })
    await pty.until((screen) => shows(42)(screen) && atRest(screen))
    const restart = await killed()
    const filling = await pty.until(
      (screen) => onDuty(screen) && /filling, \d+ s? ?of 60 s/.test(screen),
      20_000,
    )
    expect(filling).toMatch(/rate .*\? UNKNOWN/)
    expect(filling).toMatch(/queue +42 .*● OK/)
    await restart()
    await pty.until((screen) => shows(42)(screen) && atRest(screen), 40_000)
  }, 90_000)
})
