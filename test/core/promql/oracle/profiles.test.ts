import { existsSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../../../src/config/load.ts'
import { formatMistake } from '../../../../src/config/mistake.ts'
import type { DurationMs } from '../../../../src/core/time.ts'
import { createQuestioner } from '../../../../src/sources/query/question.ts'
import { isMissing } from '../../../support/processes.ts'
import { type Moment, type SideBySide, startSideBySide, told } from './both.ts'
import { isEmpty } from './compare.ts'
import { minute } from './data/draw.ts'
import { SCRAPED, scrapedSeries } from './data/scraped.ts'

/** Before, at and after the death and the return of one instance. */
const MOMENTS: readonly Moment[] = [
  minute(4) + 321,
  minute(21) + 59_000,
  minute(22) + 7_000,
  minute(26),
  minute(31) + 20_000,
  minute(45),
  { start: minute(5), end: minute(50), stepMs: 15_000 },
  { start: minute(20) + 1_234, end: minute(40), stepMs: 7_000 },
  { start: minute(0), end: SCRAPED.to + 10 * 60_000, stepMs: 6 * 60_000 },
]
/** How long ago the deployment was: just now, and the hour before the first scrape. */
const SINCE: readonly DurationMs[] = [0, 17 * 60_000, 100 * 60_000]

const CONFIGS = new URL('../../../../configs/', import.meta.url)
const yamlIn = (folder: string): string[] => {
  const url = new URL(folder, CONFIGS)
  const files = existsSync(url) ? readdirSync(url) : []
  return files.filter((file) => file.endsWith('.yaml')).map((file) => new URL(file, url).pathname)
}

/**
 * Every query of every shipped profile, with each overlay that fits and without, and whether there may be nothing to it:
 * some ask for what this platform does not tell, or for days that lie before its first scrape.
 */
async function shippedQueries(): Promise<ReadonlyMap<string, { readonly mayBeEmpty: boolean }>> {
  const queries = new Map<string, { readonly mayBeEmpty: boolean }>()
  for (const file of yamlIn('./')) {
    for (const overlays of [[], ...yamlIn('overlays/').map((overlay) => [overlay])]) {
      const result = await loadProfile({ file, overlays, sets: [], env: {} })
      if (!result.ok && overlays.length === 0) throw new Error(result.mistakes.map(formatMistake).join('\n'))
      if (!result.ok) continue
      const ask = createQuestioner(result.profile.signals)
      for (const since of SINCE)
        for (const { query, signal } of ask({ sinceMs: since, ageMs: since }))
          queries.set(query, { mayBeEmpty: signal.isOptional })
    }
  }
  return queries
}

const QUERIES = await shippedQueries()

describe.skipIf(isMissing('prometheus'))('the real Prometheus and ours agree on the shipped profiles', () => {
  let both: SideBySide
  beforeAll(async () => {
    // Of buckets about 0 a quantile of 0 may be left with what rounding makes of the bounds.
    both = await startSideBySide(await scrapedSeries(), { zeroWithin: 1e-15 })
  })
  afterAll(() => both?.stop())

  it('which ask something', () => expect(QUERIES.size).toBeGreaterThan(30))

  it.concurrent.each([...QUERIES])('%s', async (query, { mayBeEmpty }) => {
    const answers = await Promise.all(MOMENTS.map((moment) => both.ask(query, moment)))
    expect(told(answers)).toEqual([])
    expect(answers.every(({ theirs }) => theirs.ok)).toBe(true)
    if (!mayBeEmpty) expect(answers.some(({ theirs }) => theirs.ok && !isEmpty(theirs.value))).toBe(true)
  })
})
