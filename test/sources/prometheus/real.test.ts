import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reading } from '../../../src/core/sample.ts'
import type { SignalConfig } from '../../../src/core/signal.ts'
import type { Source } from '../../../src/core/source.ts'
import { prometheusConfig } from '../../../src/sources/prometheus/config.ts'
import { createPrometheusSource } from '../../../src/sources/prometheus/source.ts'
import { eventually } from '../../support/eventually.ts'
import { type Exporter, startExporter } from '../../support/exporter.ts'
import { isMissing, type RunningProgram, startPrometheus } from '../../support/processes.ts'
import { querySignal } from '../../support/signals.ts'

const never = new AbortController().signal
const byMode = { label: 'mode', expect: ['fast', 'slow'] }
const SIGNALS: readonly SignalConfig[] = [
  querySignal('rate', 'sum by (mode) (rate(x_total[5m]))', byMode),
  querySignal('raw', 'x_total', byMode),
  querySignal('ratio', 'sum(rate(x_total{mode="fast"}[5m])) / sum(rate(x_total[5m]))'),
  querySignal('errors', 'sum(rate(x_total{mode="none"}[5m])) or vector(0)'),
  querySignal('since', 'sum(increase(x_total[$since_deployment]))'),
  querySignal('both', 'sum(rate(x_total[5m])) / sum(rate(alive_total[5m]))'),
  querySignal('alive', 'alive_total'),
  querySignal('constant', 'time() * 0 + 7'),
  querySignal('nan', 'vector(0) / 0'),
  querySignal('nothing', 'no_such_metric'),
  querySignal('broken', 'rate(x_total'),
  querySignal('typed', 'rate(x_total)'),
  querySignal('many', 'x_total'),
  querySignal('text', '"hello"'),
  querySignal('unlabelled', 'sum(x_total)', byMode),
  querySignal('gone', 'absent(no_such_metric)'),
]

function sourceAt(url: string, signals: readonly SignalConfig[] = SIGNALS): Source {
  return createPrometheusSource({
    id: 'prometheus',
    config: prometheusConfig.parse({ kind: 'prometheus', url }),
    signals,
    elapsed: () => ({ sinceMs: 120_000, ageMs: 120_000 }),
    now: Date.now,
    env: {},
  })
}

async function readingsOf(source: Source): Promise<readonly Reading[]> {
  const result = await source.poll(never)
  if (!result.ok) throw new Error(result.failure.message)
  return result.readings
}

const of = (readings: readonly Reading[], signal: string, mode?: string): Reading => {
  const found = readings.filter(
    (each) => each.signal === signal && (mode === undefined || each.labels.mode === mode),
  )
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} readings of ${signal} ${mode}`)
  return only
}
const reasonOf = ({ sample }: Reading): string => (sample.kind === 'value' ? 'a value' : sample.reason)
const ageMs = (reading: Reading): number => Date.now() - reading.sample.measuredAt

describe.skipIf(isMissing('prometheus'))('a real Prometheus', () => {
  let target: Exporter
  let living: Exporter
  let prometheus: RunningProgram
  let source: Source
  let killedAt = 0
  beforeAll(async () => {
    const count = (): number => Math.floor(Date.now() / 100)
    target = await startExporter(
      () => `x_total{mode="fast"} ${count()}\nx_total{mode="slow"} ${2 * count()}\n`,
    )
    living = await startExporter(() => `alive_total ${count()}\n`)
    prometheus = await startPrometheus([
      { job: 'target', address: target.address },
      { job: 'living', address: living.address },
    ])
    source = sourceAt(prometheus.url)
    await eventually(async () => expect(of(await readingsOf(source), 'both').sample.kind).toBe('value'))
  })
  afterAll(async () => {
    await source.close()
    await prometheus.stop()
    await target.kill().catch(() => undefined)
    await living.kill()
  })

  /** The age of the dead is looked for in steps of ten seconds: wait until one of them saw the target alive. */
  async function untilSeenByCoarseSteps(): Promise<void> {
    const query = encodeURIComponent('max_over_time(timestamp(x_total)[1m:10s])')
    await eventually(async () => {
      const answer = await fetch(`${prometheus.url}/api/v1/query?query=${query}`)
      expect(await answer.text()).toContain('"mode":"slow"')
    })
  }

  it('gives what it gives to anyone', async () => {
    const readings = await readingsOf(source)
    const answer = await fetch(`${prometheus.url}/api/v1/query?query=x_total`)
    const body: unknown = await answer.json()
    const fast = of(readings, 'raw', 'fast').sample
    expect(JSON.stringify(body)).toContain(`"mode":"fast"`)
    expect(fast.kind === 'value' && Math.abs(Number(fast.value) - Date.now() / 100)).toBeLessThan(30)
    expect(of(readings, 'ratio').sample).toMatchObject({ kind: 'value', value: expect.closeTo(1 / 3, 2) })
    expect(of(readings, 'constant').sample).toMatchObject({ kind: 'value', value: 7 })
    expect(of(readings, 'errors').sample).toMatchObject({ kind: 'value', value: 0 })
    expect(of(readings, 'gone').sample).toMatchObject({ kind: 'value', value: 1 })
    for (const id of ['ratio', 'errors', 'since', 'both', 'alive', 'constant', 'gone']) {
      expect([id, ageMs(of(readings, id)) < 5_000]).toEqual([id, true])
    }
    expect(of(readings, 'rate', 'slow').labels).toEqual({ mode: 'slow' })
  })

  it('says why there is no value', async () => {
    const readings = await readingsOf(source)
    expect(reasonOf(of(readings, 'nan'))).toContain('NaN')
    expect(reasonOf(of(readings, 'nothing'))).toBe('no data: the query returned no series')
    expect(reasonOf(of(readings, 'broken'))).toBe(
      'no data: the query was rejected: 1:13: parse error: unclosed left parenthesis',
    )
    expect(reasonOf(of(readings, 'typed'))).toContain('expected type range vector in call to function "rate"')
    expect(reasonOf(of(readings, 'many'))).toContain('gives 2 series where one is expected')
    expect(reasonOf(of(readings, 'text'))).toContain('a text')
    expect(reasonOf(of(readings, 'unlabelled'))).toContain('no label "mode"')
  })

  it('tells its clock', async () => {
    const result = await source.poll(never)
    expect(result.ok && Math.abs(result.skewMs ?? 9e9)).toBeLessThan(1_500)
    expect(result.ok && result.warnings).toEqual([])
  })

  it('fills the charts with its past, on our grid', async () => {
    const filled = await source.fill?.({ lengthMs: 60_000, stepMs: 1_000 }, never)
    if (filled?.ok !== true) throw new Error('not filled')
    const fast = filled.histories.find(({ signal, labels }) => signal === 'raw' && labels.mode === 'fast')
    expect(fast?.points.length).toBeGreaterThan(0)
    for (const { at, value } of fast?.points ?? []) {
      expect(Math.abs(value - at / 100)).toBeLessThan(30)
      expect((at - (fast?.points[0]?.at ?? 0)) % 1000).toBe(0)
    }
    expect(new Set(filled.histories.map(({ signal }) => signal)).has('broken')).toBe(false)
    expect(new Set(filled.histories.map(({ signal }) => signal)).has('constant')).toBe(true)
  })

  it('is examined', async () => {
    const extra = [
      querySignal('partly', 'x_total', { label: 'mode', expect: ['fast', 'creative'] }),
      querySignal('unmatched', 'x_total{mode="turbo"}'),
      querySignal('too_short', 'rate(x_total[1s])'),
    ]
    const examined = sourceAt(prometheus.url, [...SIGNALS, ...extra])
    const findings = await examined.examine(never)
    await examined.close()
    const said = Object.fromEntries(
      findings.map(({ subject, outcome, message }) => [subject, `${outcome}: ${message}`]),
    )
    expect(said[prometheus.url]).toMatch(/^ok: answers \(version 2\.\d+/)
    expect(said.broken).toBe('failed: column 13: the expression ends before a bracket is closed')
    expect(said.nothing).toBe('failed: there is no metric no_such_metric')
    expect(said.unmatched).toBe('failed: x_total exists, but no series with mode="turbo"')
    expect(said.too_short).toMatch(/^failed: the query returned no series, though x_total has some/)
    expect(said.partly).toMatch(/^warn: no series for mode=creative; there is fast .*, slow /)
    expect(said.unlabelled).toMatch(/^failed: no data: the series has no label "mode" \(it has none\)/)
    expect(said.nan).toMatch(/^failed: no data: the answer is NaN/)
    expect(said.constant).toBe('ok: 7.00')
  })

  it('never lets the values of a dead target look live', { timeout: 60_000 }, async () => {
    await untilSeenByCoarseSteps()
    await target.kill()
    killedAt = Date.now()
    await eventually(async () => expect(of(await readingsOf(source), 'raw').sample.kind).toBe('absent'))
    // The series are gone, but their rates answer for five minutes more.
    for (let i = 0; i < 2; i++) {
      const readings = await readingsOf(source)
      for (const reading of [
        of(readings, 'rate', 'fast'),
        of(readings, 'rate', 'slow'),
        of(readings, 'ratio'),
        of(readings, 'since'),
        of(readings, 'both'),
      ]) {
        expect([reading.signal, reading.sample.kind]).toEqual([reading.signal, 'value'])
        expect(reading.sample.measuredAt).toBeLessThanOrEqual(killedAt)
      }
      for (const id of ['alive', 'constant', 'errors', 'gone']) {
        expect([id, ageMs(of(readings, id)) < 5_000]).toEqual([id, true])
      }
    }
  })

  it('tells the age of the dead to ten seconds, and it grows', { timeout: 60_000 }, async () => {
    const first = of(await readingsOf(source), 'both').sample.measuredAt
    expect(killedAt - first).toBeLessThan(15_000)
    await eventually(() => expect(Date.now() - killedAt).toBeGreaterThan(6_000))
    const later = of(await readingsOf(source), 'both').sample.measuredAt
    expect(later).toBeLessThanOrEqual(killedAt)
    expect(killedAt - later).toBeLessThan(15_000)
  })

  it('is examined when the target is dead', async () => {
    const examined = sourceAt(prometheus.url, [
      querySignal('both', 'sum(rate(x_total[5m]))', { staleAfterMs: 500 }),
    ])
    const findings = await examined.examine(never)
    await examined.close()
    expect(findings[1]).toMatchObject({ subject: 'both', outcome: 'warn' })
    expect(findings[1]?.message).toMatch(/but the newest sample is \d+ s old/)
  })
})
