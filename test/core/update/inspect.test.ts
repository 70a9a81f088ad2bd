import { describe, expect, it } from 'vitest'
import { piecesOf } from '../../../src/core/closeUp.ts'
import type { FillResult } from '../../../src/core/source.ts'
import { answer, GRID, H, M, profile, REFUSED, reading, S, signal, source, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const latency = signal({ id: 'latency' })
const health = signal({ id: 'health', title: 'health' })

/** A program in the zoom of a series whose charts reach two hours back, and that was deployed 47 hours ago. */
function zoomed(): Played {
  const game = opened(T0 - 47 * H)
  game.send({ type: 'filled', now: T0 + S, source: 'prometheus', result: points(GRID.lengthMs, GRID.stepMs) })
  game.send({ type: 'recalled', now: T0 + S, source: 'prometheus', result: points(47 * H, 118 * S) })
  game.tick(1)
  press(game, 'enter')
  if (game.model().view.zoom?.series !== 'latency') throw new Error('the zoom is of something else')
  game.effects()
  return game
}

/** One that was answered once, and asked for nothing's past yet. */
function opened(deployedAt: number): Played {
  const game = played(
    profile([latency, health], [source()], {
      panels: [{ id: 'p', kind: 'table', title: 'p' }],
      shown: new Map([['p', ['latency', 'health']]]),
      deployment: { at: deployedAt, version: null, windowMs: 48 * H, versionFrom: null, startFrom: null },
    }),
  )
  game.tick(0)
  game.answer(0, 'prometheus', answer([reading(1, T0), reading('healthy', T0, {}, 'health')]))
  return game
}

/** One point every step, from so long ago up to now, each with how many steps ago it was. */
function points(lengthMs: number, stepMs: number, endedMs = 0): FillResult {
  const count = Math.floor(lengthMs / stepMs)
  return {
    ok: true,
    histories: [
      {
        signal: 'latency',
        labels: {},
        points: Array.from({ length: count }, (_, i) => ({
          at: T0 - endedMs - (count - 1 - i) * stepMs,
          value: count - 1 - i,
        })),
      },
    ],
  }
}

const press = (game: Played, ...keys: readonly string[]): void => {
  for (const key of keys) game.send({ type: 'key', now: game.model().now, key, isBlind: false })
}
const asked = (game: Played) => game.effects().filter(({ type }) => type === 'inspect')
const tell = (game: Played, result: FillResult): void =>
  game.send({ type: 'inspected', now: game.model().now, source: 'prometheus', result })

describe('a close-up', () => {
  it('is not asked for what the charts hold', () => {
    const game = zoomed()
    press(game, '+', '-', 'left')
    expect(asked(game)).toEqual([])
  })

  it('is not asked for where the window is as fine as the chart', () => {
    const game = zoomed()
    press(game, '-')
    // 6 h in at most 720 points is one every 30 s, and the window has one about every two minutes.
    expect(asked(game)).toHaveLength(1)
    tell(game, points(9 * H, 30 * S))
    press(game, '-')
    // 48 h is one every four minutes, but an hour of it was before the deployment.
    expect(asked(game)).toMatchObject([{ range: { stepMs: 240 * S } }])
    press(game, '>', 'home', '+', '+')
    // The hour around the deployment is asked for as fine as the charts are.
    expect(asked(game)).toEqual([])
    tell(game, points(48 * H, 240 * S))
    expect(asked(game)).toMatchObject([{ range: { stepMs: 15 * S } }])
  })

  it('is asked of the signal alone, half of what is shown on both sides', () => {
    const game = zoomed()
    press(game, '<', '<', '<', '<', '<', '<')
    // The hour up to three hours ago: the first that the charts do not hold was asked for.
    const [first, ...others] = asked(game)
    expect(first).toEqual({
      type: 'inspect',
      source: 'prometheus',
      deadlineMs: 30_000,
      range: {
        lengthMs: expect.closeTo(2 * H, -6),
        stepMs: 15 * S,
        part: { signals: ['latency'], endedMs: expect.closeTo(M * 60, -6) },
      },
    })
    expect(others).toEqual([])
  })

  it('is asked for once at a time; where somebody moved on, the next follows the answer', () => {
    const game = zoomed()
    press(game, '<', '<', '<', '<', '<', '<', '<', '<', '<', '<')
    expect(asked(game)).toHaveLength(1)
    game.tick(2)
    expect(asked(game)).toEqual([])
    tell(game, points(2 * H, 15 * S, H))
    expect(asked(game)).toHaveLength(1)
    tell(game, points(2 * H, 15 * S, 4.5 * H))
    game.tick(3)
    expect(asked(game)).toEqual([])
  })

  it('is not asked for again where a step aside is covered', () => {
    const game = zoomed()
    press(game, '-')
    asked(game)
    tell(game, points(9 * H, 30 * S))
    press(game, '<')
    expect(asked(game)).toEqual([])
  })

  it('that was refused is told, and asked for again a minute later', () => {
    const game = zoomed()
    press(game, '-')
    asked(game)
    tell(game, { ok: false, failure: REFUSED })
    expect(game.model().closeUp.asked?.outcome).toBe('failed')
    game.tick(30)
    expect(asked(game)).toEqual([])
    game.tick(62)
    expect(asked(game)).toHaveLength(1)
  })

  it('that comes after the zoom was closed is kept, and asks for nothing more', () => {
    const game = zoomed()
    press(game, '-')
    asked(game)
    press(game, 'escape')
    tell(game, points(9 * H, 30 * S))
    game.tick(2)
    expect(asked(game)).toEqual([])
    expect(game.model().closeUp.seen?.points.get('latency')).toHaveLength(1_080)
  })

  it('is not asked of a word, which has no past', () => {
    const game = zoomed()
    press(game, 'down', '-', '-', '<')
    expect(game.model().view.zoom?.series).toBe('health')
    expect(asked(game)).toEqual([])
  })

  it('is not asked of a source that has no past yet', () => {
    const game = opened(T0 - 47 * H)
    press(game, 'enter')
    press(game, '-')
    expect(asked(game)).toEqual([])
  })

  it('never has a key ask for anything but the past', () => {
    const game = zoomed()
    press(game, '-', '-', '<', '>', 'left', 'home', 'end', 'up', 'down')
    expect(new Set(game.effects().map(({ type }) => type))).toEqual(new Set(['inspect']))
  })
})

describe('the pieces of a past', () => {
  it('lie before each other, the finest first, and a gap stays one', () => {
    const game = zoomed()
    press(game, '-')
    // The close-up knows nothing of the fourth hour.
    const whole = points(9 * H, 30 * S)
    if (!whole.ok) throw new Error('it is')
    const isInGap = (at: number) => at > T0 - 4 * H && at <= T0 - 3 * H
    tell(game, {
      ok: true,
      histories: whole.histories.map((one) => ({
        ...one,
        points: one.points.filter(({ at }) => !isInGap(at)),
      })),
    })
    const [instance] = game.model().signals.get('latency')?.instances.values() ?? []
    if (instance === undefined) throw new Error('no series')
    const pieces = piecesOf(game.model(), latency, instance)
    const ends = pieces.map(({ stepMs, points }) => [
      stepMs / S,
      ((points[0]?.at ?? 0) - T0) / H,
      ((points.at(-1)?.at ?? 0) - T0) / H,
    ])
    expect(ends).toEqual([
      [15, expect.closeTo(-2, 1), expect.closeTo(0, 1)],
      [30, expect.closeTo(-9, 1), expect.closeTo(-2, 1)],
      [118, expect.closeTo(-46.9, 1), expect.closeTo(-9.1, 1)],
    ])
    expect(pieces.flatMap(({ points }) => points).filter(({ at }) => isInGap(at))).toEqual([])
  })
})
