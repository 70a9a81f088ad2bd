import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Source } from '../../../src/core/source.ts'
import { prometheusConfig } from '../../../src/sources/prometheus/config.ts'
import { createPrometheusSource } from '../../../src/sources/prometheus/source.ts'
import { scrapeConfig } from '../../../src/sources/scrape/config.ts'
import { createScrapeSource } from '../../../src/sources/scrape/source.ts'
import { eventually } from '../../support/eventually.ts'
import { type Exporter, startExporter } from '../../support/exporter.ts'
import { isMissing, type RunningProgram, startPrometheus } from '../../support/processes.ts'
import { querySignal } from '../../support/signals.ts'

const never = new AbortController().signal
const byJob = { label: 'job' }
/** What does not depend on the very moment of a scrape. */
const SIGNALS = [
  querySignal('up', 'up', byJob),
  querySignal('x', 'x', { label: 'mode' }),
  querySignal('labels', 'count by (job, instance, exported_job) (x)', { label: 'exported_job' }),
  querySignal('own', 'own', byJob),
  querySignal('samples', 'scrape_samples_scraped', byJob),
  querySignal('absent', 'absent(x{mode="slow"})'),
  querySignal('sum', 'sum(x) / count(x)'),
  querySignal('rejected', 'x + on () group_left x'),
]

/** Readings without their times, which differ by the moment of the scrape. */
async function toldBy(source: Source): Promise<readonly string[]> {
  const result = await source.poll(never)
  if (!result.ok) return [result.failure.message]
  return result.readings
    .map(({ signal, labels, sample }) => {
      const told = sample.kind === 'value' ? sample.value : sample.reason.replace(/rejected: .*/, 'rejected')
      return JSON.stringify([signal, Object.entries(labels).sort(), told])
    })
    .sort()
}

describe.skipIf(isMissing('prometheus'))('beside a real Prometheus that scrapes the same', () => {
  let changing: Exporter
  let living: Exporter
  let prometheus: RunningProgram
  let theirs: Source
  let ours: Source

  beforeAll(async () => {
    changing = await startExporter(
      () => 'x{mode="fast",job="inner"} 3\nx{mode="slow",job="inner"} 5\nown{instance="me"} 1\n',
    )
    living = await startExporter(() => 'own 2\n')
    const targets = { changing: changing.address, living: living.address }
    prometheus = await startPrometheus(Object.entries(targets).map(([job, address]) => ({ job, address })))
    const given = {
      id: 'source',
      signals: SIGNALS,
      elapsed: () => ({ sinceMs: 60_000, ageMs: 60_000 }),
      now: Date.now,
      env: {},
    }
    theirs = createPrometheusSource({
      ...given,
      config: prometheusConfig.parse({ kind: 'prometheus', url: prometheus.url }),
    })
    ours = createScrapeSource({
      ...given,
      config: scrapeConfig.parse({
        kind: 'scrape',
        targets: Object.entries(targets).map(([job, address]) => ({ job, url: `http://${address}` })),
      }),
      mostSinceMs: 60_000,
      pastOf: () => [],
    })
  })
  afterAll(async () => {
    await Promise.all([ours.close(), theirs.close(), prometheus.stop(), living.kill()])
    await changing.kill().catch(() => undefined)
  })

  /** Until Prometheus has seen what is there now as well. */
  const untilTheSame = (where: (told: string) => boolean): Promise<void> =>
    eventually(async () => {
      const mine = await toldBy(ours)
      expect(where(mine.join('\n'))).toBe(true)
      expect(mine).toEqual(await toldBy(theirs))
    })

  it('the same readings come of it', () =>
    untilTheSame((told) => told.includes('inner') && told.includes('slow')))

  it('a series that vanishes vanishes in both', async () => {
    changing.text = 'x{mode="fast",job="inner"} 4\n'
    await untilTheSame((told) => told.includes('"fast"]],4') && !told.includes('"slow"]],5'))
  })

  it('an exposition that is refused is refused in both, and ends what was there', async () => {
    // In the first line: series of lines before it would not end in Prometheus, whose second thoughts forget them.
    changing.text = 'x{mode="slow} 5\nx{mode="fast",job="inner"} 4\n'
    await untilTheSame((told) => !told.includes('fast'))
  })

  it('a target that comes back comes back in both, and one that dies dies', async () => {
    changing.text = 'x{mode="fast",job="inner"} 6\n'
    await untilTheSame((told) => told.includes('fast'))
    await changing.kill()
    await untilTheSame((told) => !told.includes('fast'))
  })
})
