import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DurationMs } from '../../../../src/core/time.ts'
import { isMissing } from '../../../support/processes.ts'
import { type SideBySide, startSideBySide, told } from './both.ts'
import { allSeries } from './data/all.ts'
import { INSTANTS, RANGES } from './moments.ts'

/** What looks back, and what does not. */
const EXPRESSIONS = [
  'load',
  'lives',
  'single',
  'slow_total',
  'queue',
  'random',
  'count by (__name__) ({__name__=~".+"})',
  'timestamp(capacity)',
  'absent(single{at="now"})',
  'lives offset 50s',
  // Of just the right age at minute 45, to the millisecond.
  'single offset -20s',
  'single offset -15m',
  'single @ 1709167530',
  'rate(slow_total[10m])',
  'count_over_time(lives[5m])',
  'count_over_time(lives[5m:13s])',
]

describe.skipIf(isMissing('prometheus')).each<DurationMs>([20_000, 15 * 60_000])(
  'looking back for %i ms',
  (lookbackMs) => {
    let both: SideBySide
    beforeAll(async () => {
      both = await startSideBySide(allSeries(), { lookbackMs })
    })
    afterAll(() => both?.stop())

    it.each(EXPRESSIONS)('%s', async (query) => {
      const answers = await Promise.all([...INSTANTS, ...RANGES].map((moment) => both.ask(query, moment)))
      expect(told(answers)).toEqual([])
      expect(answers.every(({ theirs }) => theirs.ok)).toBe(true)
    })
  },
)
