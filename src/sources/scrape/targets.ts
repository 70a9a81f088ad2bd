import { createScrapedStore, type ScrapedStore } from '../../core/scraped/store.ts'
import type { EpochMs } from '../../core/time.ts'
import { createQuestioner } from '../query/question.ts'
import { createUnderstanding, keeping } from './asked.ts'
import { createIngest } from './ingest.ts'
import type { ScrapeSourceOptions } from './options.ts'
import type { IngestedTarget } from './scrapeAll.ts'
import { openTarget } from './target.ts'

export type OpenedTargets = {
  readonly store: ScrapedStore
  readonly targets: readonly IngestedTarget[]
  /** When what they tell of their past begins; null where they tell none. */
  readonly since: EpochMs | null
}

/** The targets of a source, with a store that keeps what its expressions ask for, and with the past they can tell. */
export function openTargets(options: ScrapeSourceOptions): OpenedTargets {
  const { config, signals, mostSinceMs, now, env, pastOf } = options
  const longest = createQuestioner(signals)({ sinceMs: mostSinceMs, ageMs: mostSinceMs }).map(
    createUnderstanding(),
  )
  const keepFor = keeping(longest, { lookbackMs: config.lookback, mostMs: mostSinceMs })
  const store = createScrapedStore()
  const targets = config.targets.map((each) => {
    const target = openTarget(each, config, { env, now })
    return { target, ingest: createIngest({ ...config, store, labels: target.labels, keepFor }) }
  })
  let since: EpochMs | null = null
  for (const [index, { ingest }] of targets.entries()) {
    for (const { at, body } of pastOf(config.targets[index]?.url ?? '')) {
      const refusal = ingest.take({ at, durationMs: 0, body, format: 'prometheus' })
      if (refusal === null) since = Math.min(since ?? at, at)
    }
  }
  return { store, targets, since }
}
