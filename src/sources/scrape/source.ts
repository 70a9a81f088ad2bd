import type { Reading } from '../../core/sample.ts'
import { createScrapedStore } from '../../core/scraped/store.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { PollResult, Source } from '../../core/source.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { openDeadline } from '../http/deadline.ts'
import { createQuestioner, type Elapsed, withPast } from '../query/question.ts'
import type { Environment } from '../secret/read.ts'
import { answer } from './answer.ts'
import { createUnderstanding, keeping } from './asked.ts'
import type { ScrapeConfig } from './config.ts'
import { examine } from './examine.ts'
import { fill } from './fill.ts'
import { createIngest } from './ingest.ts'
import { scrapeAll } from './scrapeAll.ts'
import { openTarget } from './target.ts'

/** What a target exposed at past moments, oldest first. */
export type PastExpositions = readonly { readonly at: EpochMs; readonly body: string }[]

export type ScrapeSourceOptions = {
  readonly id: string
  readonly config: ScrapeConfig
  readonly signals: readonly SignalConfig[]
  /** What `$since_deployment` and `$before_deployment` are made of now, and the most the first ever stands for. */
  readonly elapsed: () => Elapsed
  readonly mostSinceMs: DurationMs
  readonly now: () => EpochMs
  readonly env: Environment
  /** The past of a target by its URL, in the text format of Prometheus; empty where it can't tell, as real ones can't. */
  readonly pastOf: (url: string) => PastExpositions
}

/** Readings by PromQL over what it scrapes itself. A poll is a scrape of every target, then every question at one moment. */
export function createScrapeSource(options: ScrapeSourceOptions): Source {
  const { id, config, signals, elapsed, mostSinceMs, now, env, pastOf } = options
  const { lookback: lookbackMs } = config
  const questionsFor = createQuestioner(signals)
  const understand = createUnderstanding()
  const longest = createQuestioner(signals)({ sinceMs: mostSinceMs, ageMs: mostSinceMs }).map(
    createUnderstanding(),
  )
  const keepFor = keeping(longest, { lookbackMs, mostMs: mostSinceMs })
  const store = createScrapedStore()
  const targets = config.targets.map((each) => {
    const target = openTarget(each, config, { env, now })
    return { target, ingest: createIngest({ ...config, store, labels: target.labels, keepFor }) }
  })
  let first: EpochMs | null = null
  for (const [index, { ingest }] of targets.entries()) {
    for (const { at, body } of pastOf(config.targets[index]?.url ?? '')) {
      const refusal = ingest.take({ at, durationMs: 0, body, format: 'prometheus' })
      if (refusal === null) first = Math.min(first ?? at, at)
    }
  }

  async function poll(signal: AbortSignal): Promise<PollResult> {
    const deadline = openDeadline(config.deadline, signal)
    try {
      const round = await scrapeAll(targets, deadline)
      const at = now()
      store.sweep(at)
      if (!round.ok) return round
      first ??= round.at
      const moment = { store, at, lookbackMs, since: first, intervalMs: config.interval }
      let readings: readonly Reading[] | null = null
      return {
        ok: true,
        // Worked out when somebody reads them: nobody does while what stands in is at rest.
        get readings() {
          readings ??= questionsFor(elapsed()).flatMap((question) => answer(understand(question), moment))
          return readings
        },
        alerts: null,
        warnings: round.warnings,
        skewMs: round.skewMs,
        scraping: { targets: targets.length, answered: round.answered, since: first },
      }
    } finally {
      deadline.close()
    }
  }

  return {
    id,
    kind: config.kind,
    poll,
    fill: async (range) => {
      if (first === null) return { ok: true, histories: [] }
      const asked = withPast(questionsFor(elapsed()), range).map(understand)
      return fill(asked, range, { store, at: now(), lookbackMs, since: first, intervalMs: config.interval })
    },
    examine: (signal) => examine(options, questionsFor(elapsed()).map(understand), signal),
    close: async () => {
      await Promise.all(targets.map(({ target }) => target.close()))
    },
  }
}
