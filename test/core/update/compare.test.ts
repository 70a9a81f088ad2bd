import { describe, expect, it } from 'vitest'
import { answer, H, M, profile, REFUSED, reading, S, signal, source, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const watched = (deployedHoursAgo: number | null, hasBaseline = true) =>
  profile([signal({ id: 'latency', hasBaseline }), signal({ id: 'other' })], [source()], {
    deployment: {
      at: deployedHoursAgo === null ? null : T0 - deployedHoursAgo * H,
      version: null,
      windowMs: 48 * H,
      versionFrom: null,
      startFrom: null,
    },
  })

/** A program that has been answered, whose charts are filled, and which has recalled the window. */
function filled(game: Played): Played {
  game.tick(0)
  game.answer(0, 'prometheus', answer([reading(1, T0)]))
  game.send({ type: 'filled', now: T0, source: 'prometheus', result: { ok: true, histories: [] } })
  if (game.model().past.asked.has('prometheus'))
    game.send({ type: 'recalled', now: T0, source: 'prometheus', result: { ok: true, histories: [] } })
  return game
}

const comparisons = (game: Played) => game.effects().filter(({ type }) => type === 'compare')
const answered = (game: Played, at = 0) =>
  game.send({
    type: 'compared',
    now: T0 + at,
    source: 'prometheus',
    result: {
      ok: true,
      histories: [{ signal: 'latency', labels: {}, points: [{ at: T0 - 24 * H, value: 2 }] }],
    },
  })

describe('the same hours before the deployment', () => {
  it.each<[hours: number, days: number, aheadMs: number]>([
    [3, 1, H],
    [40, 2, H],
    // Ahead only as far as that still lies before the deployment.
    [23.75, 1, M * 15],
    [24, 1, 0],
    [200, 9, H],
  ])('are asked for %s h after it: %i days back', (hours, days, aheadMs) => {
    expect(comparisons(filled(played(watched(hours))))).toEqual([
      {
        type: 'compare',
        source: 'prometheus',
        range: {
          lengthMs: 2 * H + aheadMs,
          stepMs: 15 * S,
          part: { signals: ['latency'], endedMs: days * 24 * H - aheadMs },
        },
        deadlineMs: 30_000,
      },
    ])
  })

  it.each<[what: string, game: () => Played]>([
    ['nobody says when it was', () => filled(played(watched(null)))],
    ['it is still to come', () => filled(played(watched(-1)))],
    ['no signal is compared', () => filled(played(watched(3, false)))],
    [
      'the charts are not filled yet',
      () => {
        const game = played(watched(3))
        game.tick(0)
        game.answer(0, 'prometheus', answer([reading(1, T0)]))
        return game
      },
    ],
    [
      'the window is being recalled',
      () => {
        const game = played(watched(3))
        game.tick(0)
        game.answer(0, 'prometheus', answer([reading(1, T0)]))
        game.send({ type: 'filled', now: T0, source: 'prometheus', result: { ok: true, histories: [] } })
        return game
      },
    ],
  ])('are not asked for while %s', (_, game) => expect(comparisons(game())).toEqual([]))

  it('lie under the present ones', () => {
    const game = filled(played(watched(3)))
    answered(game)
    expect(game.model().before.get('prometheus')).toMatchObject({ outcome: 'known', offsetMs: 24 * H })
    expect(game.model().before.get('prometheus')?.points.get('latency')).toEqual([{ at: T0, value: 2 }])
  })

  it('are asked for again before those ahead are used up, and meanwhile kept', () => {
    const game = filled(played(watched(3)))
    comparisons(game)
    game.tick(1)
    expect(comparisons(game)).toEqual([])
    answered(game)
    game.tick((29 * M) / S)
    expect(comparisons(game)).toEqual([])
    game.tick((31 * M) / S)
    expect(comparisons(game)).toHaveLength(1)
    expect(game.model().before.get('prometheus')?.points.size).toBe(1)
  })

  it('are another day when the age passes a day, and what lay under the old ones is forgotten', () => {
    const game = filled(played(watched(23.99)))
    comparisons(game)
    answered(game)
    game.tick(M / S)
    expect(comparisons(game)).toMatchObject([{ range: { part: { endedMs: 47 * H } } }])
    expect(game.model().before.get('prometheus')?.points.size).toBe(0)
  })

  it('are said to be unknown where they could not be had, and asked for again', () => {
    const game = filled(played(watched(3)))
    comparisons(game)
    game.send({ type: 'compared', now: T0, source: 'prometheus', result: { ok: false, failure: REFUSED } })
    expect(game.model().before.get('prometheus')?.outcome).toBe('failed')
    game.tick((6 * M) / S)
    expect(comparisons(game)).toHaveLength(1)
  })

  it('of a source that was not asked change nothing', () => {
    const game = filled(played(watched(3)))
    const before = game.model()
    game.send({ type: 'compared', now: before.now, source: 'nobody', result: { ok: true, histories: [] } })
    expect(game.model()).toEqual(before)
  })
})
