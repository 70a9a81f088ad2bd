import fc, { type Arbitrary } from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EvaluationRange } from '../../../../src/core/promql/value.ts'
import type { EpochMs } from '../../../../src/core/time.ts'
import { isMissing } from '../../../support/processes.ts'
import { type Both, type SideBySide, startSideBySide, told } from './both.ts'
import { isEmpty } from './compare.ts'
import { allSeries } from './data/all.ts'
import { END, minute, SEED, START } from './data/draw.ts'
import { matrix, row, scalar, vector } from './expressions.ts'

/** From before the first sample to after the last, mostly in between. */
const instant: Arbitrary<EpochMs> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: START, max: END }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 100 }).map(minute) },
  { weight: 1, arbitrary: fc.integer({ min: START - 600_000, max: END + 600_000 }) },
)

const range: Arbitrary<EvaluationRange> = fc
  .tuple(
    instant,
    fc.integer({ min: 0, max: 30 }),
    fc.constantFrom(15_000, 60_000, 1_000, 17_321, 420_000, 3, 61_000),
  )
  .map(([start, steps, stepMs]) => ({ start, end: start + steps * stepMs, stepMs }))

const ENOUGH_TO_SHRINK_MS = 120_000

/** What is left of numbers that should have cancelled, of the size of those in the series. */
const ROUNDED = 1e-12

const KINDS: readonly { kind: string; expression: Arbitrary<string>; runs: number; answered: number }[] = [
  { kind: 'scalars', expression: scalar, runs: 200, answered: 0.9 },
  { kind: 'vectors', expression: vector, runs: 2_000, answered: 0.6 },
  { kind: 'matrices', expression: matrix, runs: 400, answered: 0.6 },
  { kind: 'operators in a row', expression: row, runs: 400, answered: 0.6 },
]

describe.skipIf(isMissing('prometheus'))('the real Prometheus and ours agree on whatever chance asks', () => {
  let both: SideBySide
  beforeAll(async () => {
    both = await startSideBySide(allSeries(), { zeroWithin: ROUNDED })
  })
  afterAll(() => both?.stop())

  it.each(KINDS)(
    '$runs $kind',
    async ({ expression, runs, answered }) => {
      let full = 0
      let forgiven = 0
      await fc.assert(
        fc.asyncProperty(expression, instant, range, async (query, at, over) => {
          const answers = await Promise.all([both.ask(query, at), both.ask(query, over)])
          if (answers.some(({ theirs }) => theirs.ok && !isEmpty(theirs.value))) full += 1
          const grave = answers.filter((answer) => !isForgiven(query, answer))
          forgiven += answers.length - grave.length
          expect(told(grave)).toEqual([])
        }),
        { seed: SEED, numRuns: runs },
      )
      // What is nearly always empty, or refused, would say little.
      expect(full / runs).toBeGreaterThan(answered)
      expect(forgiven / runs).toBeLessThan(0.01)
    },
    ENOUGH_TO_SHRINK_MS,
  )
})

/** The real one refuses for steps of a subquery that lie in no range; ours does not evaluate them. */
const isForgiven = (query: string, { theirs, ours }: Both): boolean =>
  /\[\w+:\w*\]/.test(query) && !theirs.ok && ours.ok
