import { describe, expect, it } from 'vitest'
import { eachPointWithPast } from '../../../src/core/past.ts'
import { answer, H, M, profile, REFUSED, reading, S, signal, source, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const latency = signal({ id: 'latency' })
const watched = (deployedHoursAgo: number | null) =>
  profile([latency], [source()], {
    deployment: {
      at: deployedHoursAgo === null ? null : T0 - deployedHoursAgo * H,
      version: null,
      windowMs: 48 * H,
      versionFrom: null,
      startFrom: null,
    },
  })

/** A program that has been answered, and whose charts are filled. */
function filled(game: Played): Played {
  game.tick(0)
  game.answer(0, 'prometheus', answer([reading(1, T0)]))
  game.send({ type: 'filled', now: T0 + S, source: 'prometheus', result: { ok: true, histories: [] } })
  return game
}

const recalls = (game: Played) => game.effects().filter(({ type }) => type === 'recall')
const past = (points: readonly (readonly [hoursAgo: number, value: number])[]) => ({
  ok: true as const,
  histories: [
    { signal: 'latency', labels: {}, points: points.map(([ago, value]) => ({ at: T0 - ago * H, value })) },
  ],
})

describe('the past of the whole window', () => {
  it.each<[hours: number | null, lengthMs: number | null, stepMs: number]>([
    [47, 47 * H + S, 118 * S],
    [5, 5 * H + S, 15 * S],
    // No longer than the window.
    [72, 48 * H, 120 * S],
    // The history of the charts reaches back as far.
    [1, null, 0],
    // Nobody knows since when.
    [null, null, 0],
    [-1, null, 0],
  ])('of a deployment %s h ago is asked for once the charts are filled', (hours, lengthMs, stepMs) => {
    const effects = recalls(filled(played(watched(hours))))
    expect(effects).toEqual(
      lengthMs === null
        ? []
        : [{ type: 'recall', source: 'prometheus', range: { lengthMs, stepMs }, deadlineMs: 30_000 }],
    )
  })

  it('is kept beside the history, and the history goes first', () => {
    const game = filled(played(watched(47)))
    game.send({
      type: 'recalled',
      now: T0 + 2 * S,
      source: 'prometheus',
      result: past([
        [40, 4],
        [3, 3],
        [0, 9],
      ]),
    })
    const [instance] = game.model().signals.get('latency')?.instances.values() ?? []
    if (instance === undefined) throw new Error('no series')
    const values: number[] = []
    eachPointWithPast(game.model().past, instance, (_, value) => values.push(value))
    expect(values).toEqual([4, 3, 1])
  })

  it('is not asked for twice, but again before the history has forgotten what came after', () => {
    const game = filled(played(watched(47)))
    expect(recalls(game)).toHaveLength(1)
    game.tick(10)
    expect(recalls(game)).toEqual([])
    game.send({ type: 'recalled', now: T0 + 11 * S, source: 'prometheus', result: past([]) })
    game.tick(12)
    expect(recalls(game)).toEqual([])
    game.tick((61 * M) / S)
    expect(recalls(game)).toHaveLength(1)
  })

  it('is said to be missing where it could not be had', () => {
    const game = filled(played(watched(47)))
    game.send({
      type: 'recalled',
      now: T0 + 2 * S,
      source: 'prometheus',
      result: { ok: false, failure: REFUSED },
    })
    expect(game.model().past.asked.get('prometheus')?.outcome).toBe('failed')
  })

  it('of a source that is not there changes nothing', () => {
    const game = filled(played(watched(47)))
    const before = game.model()
    game.send({ type: 'recalled', now: before.now, source: 'nobody', result: past([]) })
    expect(game.model()).toEqual(before)
  })
})
