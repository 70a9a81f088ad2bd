import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headline } from '../../src/core/headline.ts'
import type { StandIn, WatchProfile } from '../../src/core/profile.ts'
import { pointsOf } from '../../src/core/series.ts'
import { speakerFor } from '../../src/core/standIn.ts'
import { answer, failure, M, profile, REFUSED, reading, S, signal, source, T0 } from './given.ts'
import { type Played, played } from './update/played.ts'

const TERMS: StandIn = { for: 'prometheus', afterFailures: 2, backAfterMs: 5 * M, isWarm: true }

const scrape = (terms: Partial<StandIn> = {}) =>
  source({ id: 'scrape', kind: 'scrape', short: 'scrape', standsIn: { ...TERMS, ...terms } })

const withStandIn = (terms: Partial<StandIn> = {}): WatchProfile =>
  profile([signal()], [source(), scrape(terms)])

/** What the servers do from second to second: `up` answers with its value, `down` fails, null does not answer at all. */
type World = (second: number) => { readonly prometheus: number | null; readonly scrape: number | null }

/** Ticks every second; every poll is answered at once by what the world is then. Tells who spoke for the signal at each second. */
function run(program: Played, from: number, to: number, world: World): string[] {
  const speakers: string[] = []
  for (let second = from; second <= to; second++) {
    program.tick(second)
    for (const effect of program.effects()) {
      if (effect.type !== 'poll') continue
      const value = effect.source === 'prometheus' ? world(second).prometheus : world(second).scrape
      const scraping = effect.source === 'scrape' ? { scraping: { targets: 3, answered: 3, since: T0 } } : {}
      const result = value === null ? failure() : answer([reading(value, T0 + second * S)], scraping)
      program.answer(second, effect.source, result)
    }
    speakers.push(speakerFor(program.model().sources, 'prometheus')?.config.id ?? 'nobody')
  }
  return speakers
}

const BOTH: World = () => ({ prometheus: 1, scrape: 2 })
const outage =
  (from: number, to: number): World =>
  (second) => ({ prometheus: second >= from && second < to ? null : 1, scrape: 2 })

const shown = (program: Played): unknown =>
  program.model().signals.get('latency')?.instances.get('')?.verdict.value

/** At which seconds the speaker changed, and to whom. */
const changes = (speakers: readonly string[]): string[] =>
  speakers.flatMap((speaker, second) =>
    second > 0 && speaker !== speakers[second - 1] ? [`${second} ${speaker}`] : [],
  )

describe('a stand-in', () => {
  it('is silent while the other one answers, though it is read', () => {
    const program = played(withStandIn())
    expect(new Set(run(program, 0, 60, BOTH))).toEqual(new Set(['prometheus']))
    expect(shown(program)).toBe(1)
    expect(program.model().sources.get('scrape')?.answeredAt).not.toBeNull()
  })

  it('takes over after two failed polls in a row, and its value is shown', () => {
    const program = played(withStandIn())
    const speakers = run(program, 0, 30, outage(10, 1_000))
    // The polls of seconds 10 and 15 fail.
    expect(changes(speakers)).toEqual(['15 scrape'])
    expect(shown(program)).toBe(2)
    expect(program.model().signals.get('latency')?.instances.get('')?.verdict).toMatchObject({ level: 'ok' })
  })

  it.each([
    ['one failed poll', outage(10, 14)],
    ['no failed poll', BOTH],
  ])('does not take over after %s', (_, world) => {
    expect(changes(run(played(withStandIn()), 0, 60, world))).toEqual([])
  })

  it('does not take over without an answer of its own', () => {
    const program = played(withStandIn())
    expect(changes(run(program, 0, 60, (s) => ({ prometheus: s < 10 ? 1 : null, scrape: null })))).toEqual([])
  })

  it.each([
    ['after a short outage when it has answered as long as it was away', 10, 40, 60],
    ['after a long one when it has answered for five minutes', 10, 1_000, 1_300],
  ])('gives back %s', (_, from, to, soonest) => {
    const speakers = run(played(withStandIn()), 0, to + 400, outage(from, to))
    const back = changes(speakers).at(-1) ?? ''
    expect(back).toMatch(/ prometheus$/)
    // Failed polls wait up to 15 s, so the first answer comes a little later than the end of the outage.
    expect(Number.parseInt(back, 10)).toBeGreaterThanOrEqual(soonest)
    expect(Number.parseInt(back, 10)).toBeLessThanOrEqual(soonest + 30)
  })

  it('does not flap when the other one does', () => {
    const flapping: World = (s) => ({ prometheus: s >= 20 && s % 60 < 40 ? null : 1, scrape: 2 })
    const speakers = run(played(withStandIn()), 0, 1_800, flapping)
    expect(changes(speakers)).toHaveLength(1)
  })

  it('gives back at once when it gives no answer itself and the other one does', () => {
    const world: World = (s) => ({ prometheus: s >= 10 && s < 600 ? null : 1, scrape: s < 590 ? 2 : null })
    const speakers = run(played(withStandIn()), 0, 640, world)
    const [, back = ''] = changes(speakers)
    expect(Number.parseInt(back, 10)).toBeLessThan(620)
  })

  it('leaves no hole in the chart, on either side', () => {
    const program = played(withStandIn())
    run(program, 0, 900, outage(100, 400))
    const points = pointsOf(program.model().signals.get('latency')?.instances.get('')?.series ?? never())
    const gaps = points.slice(1).map(({ at }, i) => (at - (points[i]?.at ?? 0)) / S)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30)
  })

  it('rests until it is needed when it is not warm', () => {
    const program = played(withStandIn({ isWarm: false }))
    run(program, 0, 60, BOTH)
    expect(program.model().sources.get('scrape')?.seq).toBe(0)
    const speakers = run(program, 61, 100, outage(61, 1_000))
    expect(speakers.at(-1)).toBe('scrape')
    expect(shown(program)).toBe(2)
  })

  it.each([
    ['is not in the profile', profile([signal()], [scrape()])],
    ['is switched off', profile([signal()], [source({ enabled: false }), scrape({ isWarm: false })])],
  ])('speaks from the start when the other one %s', (_, given) => {
    const program = played(given)
    expect(new Set(run(program, 0, 10, BOTH))).toEqual(new Set(['scrape']))
    expect(shown(program)).toBe(2)
  })

  it('never speaks when it is switched off', () => {
    const off = { ...scrape(), enabled: false }
    const speakers = run(played(profile([signal()], [source(), off])), 0, 120, outage(10, 1_000))
    expect(changes(speakers)).toEqual([])
  })

  it('never speaks of a source that answers, nor leaves one unspoken for that could be, whatever happens', () => {
    const step = fc.record({
      seconds: fc.integer({ min: 1, max: 90 }),
      prometheus: fc.boolean(),
      scrape: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, isWarm) => {
        const program = played(withStandIn({ isWarm }))
        let second = 0
        for (const { seconds, prometheus, scrape: scraped } of steps) {
          run(program, second, second + seconds, () => ({
            prometheus: prometheus ? 1 : null,
            scrape: scraped ? 2 : null,
          }))
          second += seconds
          const { sources } = program.model()
          const main = sources.get('prometheus')
          const own = sources.get('scrape')
          const speaker = speakerFor(sources, 'prometheus')?.config.id
          if (speaker === 'scrape') expect(own?.answeredAt).not.toBeNull()
          const isLost = (main?.failures ?? 0) >= 2 && own?.failure === null && own.answeredAt !== null
          if (isLost) expect(speaker).toBe('scrape')
          if (main?.failure === null && own?.failure !== null) expect(speaker).toBe('prometheus')
        }
      }),
      { seed: 3, numRuns: 150 },
    )
  })
})

describe('the headline', () => {
  const program = played(withStandIn())
  run(program, 0, 130, outage(10, 1_000))

  it('says that a source is down and who speaks for it, and calls it a warning', () => {
    expect(headline(program.model())).toEqual({
      level: 'warn',
      clauses: [
        `prometheus gives no answer for 2 m, scrape stands in (scraping 3 targets, history since 14:00): ${REFUSED.message}`,
      ],
      more: 0,
    })
  })

  it('is calm when a stand-in at rest gives no answer', () => {
    const calm = played(withStandIn())
    run(calm, 0, 60, () => ({ prometheus: 1, scrape: null }))
    expect(headline(calm.model()).level).toBe('ok')
  })

  it('is stale when both are gone', () => {
    const lost = played(withStandIn())
    run(lost, 0, 200, (s) => ({ prometheus: s < 10 ? 1 : null, scrape: s < 60 ? 2 : null }))
    expect(headline(lost.model())).toEqual({
      level: 'stale',
      clauses: [
        `prometheus gives no answer for 3 m, nor does scrape, 1 signal can't be seen: ${REFUSED.message}`,
      ],
      more: 0,
    })
  })
})

function never(): never {
  throw new Error('the signal has a series')
}
