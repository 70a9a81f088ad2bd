import { describe, expect, it } from 'vitest'
import type { Model, SourceState } from '../../../src/core/model.ts'
import type { StandIn } from '../../../src/core/profile.ts'
import { startModel } from '../../../src/core/start.ts'
import { sourceSpans } from '../../../src/ui/screen/sources.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { M, profile, REFUSED, S, source, T0 } from '../../core/given.ts'

const STANDS_IN: StandIn = { for: 'prometheus', afterFailures: 2, backAfterMs: 5 * M, isWarm: true }
const scrape = source({ id: 'scrape', short: 'scrape', standsIn: STANDS_IN })
const ANSWERS: Partial<SourceState> = { answeredAt: T0 }
const FAILS: Partial<SourceState> = { failure: REFUSED, failingSince: T0 - 2 * M }
const ON_DUTY: Partial<SourceState> = {
  ...ANSWERS,
  onDutySince: T0 - 90 * S,
  scraping: { targets: 3, answered: 3, since: T0 - 12 * M },
}

function modelOf(prometheus: Partial<SourceState>, standIn: Partial<SourceState>): Model {
  const model = startModel(profile([], [source(), scrape]), T0, { columns: 120, rows: 36 })
  const given: Record<string, Partial<SourceState>> = { prometheus, scrape: standIn }
  return {
    ...model,
    sources: new Map([...model.sources].map(([id, state]) => [id, { ...state, ...given[id] }])),
  }
}

describe('a stand-in in the header', () => {
  it.each([
    ['is quiet at rest', ANSWERS, ANSWERS, true, '● prom ○ scrape no data'],
    ['says that it could not help', ANSWERS, FAILS, true, "● prom ○ scrape can't stand in no data"],
    [
      'says on what the values rest',
      FAILS,
      ON_DUTY,
      true,
      '✖ prom 2m ◐ scraping 3 targets, history since 13:48 no data',
    ],
    ['is short where there is little room', FAILS, ON_DUTY, false, '✖ prom 2m ◐ scraping 3/3 no data'],
    [
      'says how many targets answer where not all do',
      FAILS,
      { ...ON_DUTY, scraping: { targets: 3, answered: 2, since: T0 - 12 * M } },
      true,
      '✖ prom 2m ◐ scraping 2 of 3 targets, history since 13:48 no data',
    ],
    [
      'says since when, where it reads no targets',
      FAILS,
      { ...ON_DUTY, scraping: null },
      true,
      '✖ prom 2m ◐ scrape since 13:58 no data',
    ],
    ['is down as well', FAILS, { ...ON_DUTY, ...FAILS }, true, '✖ prom 2m ✖ scrape 2m no data'],
  ])('%s', (_, prometheus, standIn, isRoomy, text) => {
    expect(plainText(sourceSpans(modelOf(prometheus, standIn), isRoomy))).toBe(text)
  })
})
