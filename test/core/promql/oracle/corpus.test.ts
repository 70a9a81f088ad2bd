import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isMissing } from '../../../support/processes.ts'
import { type Both, type Moment, type SideBySide, startSideBySide, told } from './both.ts'
import { isEmpty } from './compare.ts'
import { readCorpus, type Verdict } from './corpus.ts'
import { allSeries } from './data/all.ts'
import { minute } from './data/draw.ts'
import { INSTANTS, RANGES } from './moments.ts'

const CORPUS = readCorpus()

/** What is refused is refused by its form, nearly always: one moment of each kind shows it. */
const ONE_OF_EACH: readonly Moment[] = [minute(45), { start: minute(40), end: minute(50), stepMs: 60_000 }]
const MOMENTS: Readonly<Record<Verdict, readonly Moment[]>> = {
  answers: [...INSTANTS, ...RANGES],
  'answers at one moment': INSTANTS,
  nothing: [...INSTANTS, ...RANGES],
  'theirs is wrong': [...INSTANTS, ...RANGES],
  refused: ONE_OF_EACH,
  'answered by us alone': ONE_OF_EACH,
  'refused by us alone': ONE_OF_EACH,
}

describe.skipIf(isMissing('prometheus'))('the real Prometheus and ours agree', () => {
  let both: SideBySide
  beforeAll(async () => {
    both = await startSideBySide(allSeries())
  })
  afterAll(() => both?.stop())

  const ask = (query: string, verdict: Verdict): Promise<readonly Both[]> =>
    Promise.all(MOMENTS[verdict].map((moment) => both.ask(query, moment)))

  describe.each(CORPUS)('on $theme', ({ expressions }) => {
    const answered = (verdict: 'answers' | 'answers at one moment') => async (query: string) => {
      const answers = await ask(query, verdict)
      expect(told(answers)).toEqual([])
      // What is empty everywhere would agree with anything.
      expect(answers.some(({ theirs }) => theirs.ok && !isEmpty(theirs.value))).toBe(true)
      expect(answers.every(({ moment, theirs }) => theirs.ok || typeof moment !== 'number')).toBe(true)
    }
    it.concurrent.each(expressions.answers)('%s', answered('answers'))
    it.concurrent.each(expressions['answers at one moment'])('%s', answered('answers at one moment'))

    it.concurrent.each(expressions.nothing)('nothing: %s', async (query) => {
      const answers = await ask(query, 'nothing')
      expect(told(answers)).toEqual([])
      expect(answers.filter(({ theirs }) => theirs.ok && !isEmpty(theirs.value))).toEqual([])
    })

    // Once these agree, the real one has been mended.
    it.concurrent.each(expressions['theirs is wrong'])('theirs is wrong: %s', async (query) => {
      const answers = await ask(query, 'theirs is wrong')
      const atOne = answers.filter(({ moment }) => typeof moment === 'number')
      expect(atOne.every(({ theirs, ours }) => theirs.ok && ours.ok)).toBe(true)
      expect(told(answers)).not.toEqual([])
    })

    it.concurrent.each(expressions.refused)('refused: %s', async (query) => {
      const answers = await ask(query, 'refused')
      expect(told(answers)).toEqual([])
      expect(answers.filter(({ theirs }) => theirs.ok)).toEqual([])
      for (const { ours } of answers) expectReason(query, ours)
    })

    it.concurrent.each(expressions['answered by us alone'])('answered by us alone: %s', async (query) => {
      const [{ theirs, ours } = expect.unreachable()] = await ask(query, 'answered by us alone')
      expect([theirs.ok, ours.ok]).toEqual([false, true])
    })

    it.concurrent.each(expressions['refused by us alone'])('refused by us alone: %s', async (query) => {
      const answers = await ask(query, 'refused by us alone')
      expect(answers.some(({ theirs }) => theirs.ok)).toBe(true)
      for (const { ours } of answers) expectReason(query, ours)
    })
  })
})

describe('the corpus', () => {
  const all = CORPUS.flatMap(({ expressions }) => Object.values(expressions).flat())

  it('is large', () => expect(all.length).toBeGreaterThan(1_000))

  it('has no expression twice', () => {
    expect(all.filter((query, i) => all.indexOf(query) !== i)).toEqual([])
  })
})

/** A sentence without a full stop, with a place in the text. */
function expectReason(query: string, ours: Both['ours']): void {
  if (ours.ok) expect.unreachable('ours answers')
  const { message, span } = ours.error
  expect(message).toMatch(/\w.*[^.]$/s)
  expect(span.from).toBeGreaterThanOrEqual(0)
  expect(span.to).toBeGreaterThanOrEqual(span.from)
  expect(span.to).toBeLessThanOrEqual(query.length)
}
