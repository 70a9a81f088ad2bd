import type { StoredSeries } from '../../../../../src/core/promql/storage.ts'
import type { Labels } from '../../../../../src/core/sample.ts'
import type { DurationMs, EpochMs } from '../../../../../src/core/time.ts'
import type { ScenarioName } from '../../../../../src/demo/model/scenarios.ts'
import { createPlatform } from '../../../../../src/demo/platform.ts'
import { keyOf, parseExposition } from '../../../../demo/exposition.ts'
import { type Drawn, minute, SEED, seriesOf } from './draw.ts'

const EVERY_MS: DurationMs = 5_000
/** How long ago the deployment was when the first scrape happens: a checkpoint has been saved by then. */
const START_AGE_SECONDS = 13_260

export const SCRAPED: { readonly from: EpochMs; readonly to: EpochMs } = { from: minute(0), to: minute(50) }

/** What a life of one instance looks like: from when to when, in which scenario. */
type Life = { readonly from: EpochMs; readonly to: EpochMs; readonly scenario: ScenarioName }

/** One instance lives throughout; the other dies, and comes back with its counters at zero. */
const INSTANCES: Readonly<Record<string, readonly Life[]>> = {
  'one:8001': [{ ...SCRAPED, scenario: 'all-at-once' }],
  'two:8001': [
    { from: minute(0), to: minute(22), scenario: 'breaker-open' },
    { from: minute(31), to: minute(50), scenario: 'rollback-storm' },
  ],
}

/** The simulated platform as Prometheus would have scraped it: `job`, `instance` and `up`, and markers where a target died. */
export async function scrapedSeries(): Promise<readonly StoredSeries[]> {
  const series = await Promise.all(
    Object.entries(INSTANCES).map(([instance, lives], n) => seriesOfInstance(instance, lives, n)),
  )
  return series.flat()
}

type Scraped = { readonly name: string; readonly labels: Labels; readonly samples: Drawn[] }

async function seriesOfInstance(
  instance: string,
  lives: readonly Life[],
  n: number,
): Promise<readonly StoredSeries[]> {
  const found = new Map<string, Scraped>()
  for (const { from, to, scenario } of lives) {
    let now = from
    const platform = createPlatform({
      seed: SEED + n,
      scenario,
      speed: 1,
      startAgeSeconds: START_AGE_SECONDS,
      now: () => now,
    })
    for (; now < to; now += EVERY_MS) {
      platform.catchUp()
      for (const sample of parseExposition(await platform.metrics.expose())) {
        const labels = { job: 'api', instance, ...sample.labels }
        const one: Scraped = found.get(keyOf(sample)) ?? { name: sample.name, labels, samples: [] }
        found.set(keyOf(sample), one)
        one.samples.push([now, sample.value])
      }
    }
    for (const { samples } of found.values()) samples.push([now, null])
  }
  return [
    seriesOf('up', { job: 'api', instance }, up(lives)),
    ...[...found.values()].map(({ name, labels, samples }) => seriesOf(name, labels, samples)),
  ]
}

function up(lives: readonly Life[]): Drawn[] {
  const samples: Drawn[] = []
  for (let now = SCRAPED.from; now <= SCRAPED.to; now += EVERY_MS)
    samples.push([now, lives.some(({ from, to }) => now >= from && now < to) ? 1 : 0])
  return samples
}
