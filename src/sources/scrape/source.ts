import type { Reading } from '../../core/sample.ts'
import type { PollResult, Source } from '../../core/source.ts'
import type { EpochMs } from '../../core/time.ts'
import { openDeadline } from '../http/deadline.ts'
import { createQuestioner, withPast } from '../query/question.ts'
import { answer } from './answer.ts'
import { createUnderstanding } from './asked.ts'
import { examine } from './examine.ts'
import { fill } from './fill.ts'
import type { ScrapeSourceOptions } from './options.ts'
import { scrapeAll } from './scrapeAll.ts'
import { type OpenedTargets, openTargets } from './targets.ts'

/** Readings by PromQL over what it scrapes itself. A poll is a scrape of every target, then every question at one moment. */
export function createScrapeSource(options: ScrapeSourceOptions): Source {
  const { id, config, signals, elapsed, now } = options
  const { lookback: lookbackMs } = config
  const questionsFor = createQuestioner(signals)
  const understand = createUnderstanding()
  let opened: OpenedTargets | null = null
  // Not before the first poll: to understand every expression takes its time, and what stands in is seldom asked at once.
  const open = (): OpenedTargets => {
    opened ??= openTargets(options)
    first ??= opened.since
    return opened
  }
  let first: EpochMs | null = null

  async function poll(signal: AbortSignal): Promise<PollResult> {
    const deadline = openDeadline(config.deadline, signal)
    try {
      const { store, targets } = open()
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
      return fill(asked, range, {
        store: open().store,
        at: now(),
        lookbackMs,
        since: first,
        intervalMs: config.interval,
      })
    },
    examine: (signal) => examine(options, questionsFor(elapsed()).map(understand), signal),
    close: async () => {
      await Promise.all(opened?.targets.map(({ target }) => target.close()) ?? [])
    },
  }
}
