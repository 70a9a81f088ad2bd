import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reading } from '../../../src/core/sample.ts'
import type { Source } from '../../../src/core/source.ts'
import { prometheusConfig } from '../../../src/sources/prometheus/config.ts'
import { createPrometheusSource } from '../../../src/sources/prometheus/source.ts'
import { eventually } from '../../support/eventually.ts'
import { isMissing, type RunningProgram, startVictoriaMetrics } from '../../support/processes.ts'
import { querySignal } from '../../support/signals.ts'

const never = new AbortController().signal
const OLD_MS = 100_000

describe.skipIf(isMissing('victoriaMetrics'))('a real VictoriaMetrics', () => {
  let program: RunningProgram
  let source: Source
  beforeAll(async () => {
    program = await startVictoriaMetrics()
    source = createPrometheusSource({
      id: 'vm',
      config: prometheusConfig.parse({ kind: 'prometheus', url: program.url }),
      signals: [
        querySignal('raw', 'x_total', { label: 'mode' }),
        querySignal('rate', 'sum by (mode) (rate(x_total[5m]))', { label: 'mode' }),
        querySignal('constant', '1 + 1'),
        querySignal('nan', 'vector(0) / 0'),
        querySignal('broken', 'rate(x_total'),
        querySignal('metricsql', 'sum(rate(x_total)) default 0'),
      ],
      elapsed: () => ({ sinceMs: 0, ageMs: 0 }),
      now: Date.now,
      env: {},
    })
    const now = Date.now()
    const lines = Array.from({ length: 40 }, (_, i) => [
      `x_total{mode="fast"} ${i} ${now - 40_000 + i * 1000}`,
      `x_total{mode="slow"} ${i} ${now - 40_000 + i * 1000 - OLD_MS}`,
    ])
    await fetch(`${program.url}/api/v1/import/prometheus`, { method: 'POST', body: lines.flat().join('\n') })
    await fetch(`${program.url}/internal/force_flush`)
    await eventually(async () => expect((await find('raw', 'fast')).sample.kind).toBe('value'))
  })
  afterAll(async () => {
    await source.close()
    await program.stop()
  })

  async function find(signal: string, mode?: string): Promise<Reading> {
    const result = await source.poll(never)
    if (!result.ok) throw new Error(result.failure.message)
    const found = result.readings.find((each) => each.signal === signal && each.labels.mode === mode)
    if (found === undefined) throw new Error(`no reading of ${signal} ${mode}`)
    return found
  }

  it('is asked for now, not for 30 seconds ago', async () => {
    const { sample } = await find('raw', 'fast')
    expect(sample).toMatchObject({ kind: 'value', value: 39 })
    expect(Date.now() - sample.measuredAt).toBeLessThan(20_000)
  })

  it('tells old samples from new ones', async () => {
    const { sample } = await find('rate', 'slow')
    expect(sample.kind).toBe('value')
    expect(Date.now() - sample.measuredAt).toBeGreaterThan(OLD_MS - 5_000)
  })

  it('differs, and is understood', async () => {
    expect((await find('constant')).sample).toMatchObject({ kind: 'value', value: 2 })
    expect((await find('nan')).sample).toMatchObject({ kind: 'absent' })
    expect((await find('broken')).sample).toMatchObject({ kind: 'absent' })
    expect(JSON.stringify((await find('broken')).sample)).toContain('unexpected token')
    expect((await find('metricsql')).sample.kind).toBe('value')
  })

  it('fills the charts', async () => {
    const filled = await source.fill?.({ lengthMs: 300_000, stepMs: 5_000 }, never)
    expect(filled?.ok && filled.histories.filter(({ signal }) => signal === 'rate').length).toBe(2)
  })

  it('is examined', async () => {
    const findings = await source.examine(never)
    expect(findings[0]).toMatchObject({ outcome: 'ok', message: 'answers (it does not tell its version)' })
    expect(findings.find(({ subject }) => subject === 'broken')?.message).toMatch(/^column 13/)
    expect(findings.find(({ subject }) => subject === 'rate')?.outcome).toBe('warn')
  })
})
