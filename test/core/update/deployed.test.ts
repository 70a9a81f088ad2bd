import { describe, expect, it } from 'vitest'
import type { Value } from '../../../src/core/sample.ts'
import { startModel } from '../../../src/core/start.ts'
import { answer, H, M, profile, reading, S, signal, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const version = signal({ id: 'version', title: 'version', unit: 'state' })
const start = signal({ id: 'start', title: 'start', unit: 'number', isOptional: true })
const watched = (at: number | null = null) =>
  profile([version, start], undefined, {
    deployment: { at, version: null, windowMs: 48 * H, versionFrom: 'version', startFrom: 'start' },
  })

/** Polls at these seconds with this version, and this start of the process in seconds before T0. */
function told(
  polls: readonly (readonly [at: number, version: Value, startedAgo: number | null])[],
  game: Played,
): Played {
  for (const [at, word, startedAgo] of polls) {
    game.tick(at)
    const started = startedAgo === null ? [] : [reading(T0 / 1000 - startedAgo, T0 + at * S, {}, 'start')]
    game.answer(at, 'prometheus', answer([reading(word, T0 + at * S, {}, 'version'), ...started]))
  }
  return game
}

const deploymentOf = (game: Played) => game.model().deployment

describe('when the deployment was', () => {
  it('is what the profile says, whatever is seen', () => {
    const game = told(
      [
        [0, 'v1', 60],
        [5, 'v2', 0],
      ],
      played(watched(T0 - H)),
    )
    expect(deploymentOf(game)).toMatchObject({ at: T0 - H, atFrom: 'the profile', certainty: 'said' })
  })

  it('is what the command line says rather than the profile', () => {
    const model = startModel(
      watched(T0 - H),
      T0,
      { columns: 80, rows: 24 },
      { at: T0 - 2 * H, from: '--deployed-at' },
    )
    expect(model.deployment).toMatchObject({ at: T0 - 2 * H, atFrom: '--deployed-at', certainty: 'said' })
  })

  it('is the change of the version that was seen, and stays when the process restarts', () => {
    const game = told(
      [
        [0, 'v1', 3_600],
        [5, 'v2', 3_600],
        [10, 'v2', -8],
      ],
      played(watched()),
    )
    expect(deploymentOf(game)).toMatchObject({
      at: T0 + 5 * S,
      atFrom: 'a change to version v2',
      certainty: 'seen',
      version: 'v2',
    })
  })

  it('is a second change rather than the first', () => {
    const game = told(
      [
        [0, 'v1', null],
        [5, 'v2', null],
        [10, 'v3', null],
      ],
      played(watched()),
    )
    expect(deploymentOf(game)).toMatchObject({ at: T0 + 10 * S, atFrom: 'a change to version v3' })
  })

  it('is not the first reading of a version, nor the first after a gap', () => {
    expect(deploymentOf(told([[0, 'v1', null]], played(watched()))).at).toBeNull()
    expect(
      deploymentOf(
        told(
          [
            [0, 'v1', null],
            [300, 'v2', null],
          ],
          played(watched()),
        ),
      ).at,
    ).toBeNull()
  })

  it('is the start of the process where nothing else tells, and says that it is', () => {
    const game = told([[0, 'v1', 3_600]], played(watched()))
    expect(deploymentOf(game)).toMatchObject({
      at: T0 - H,
      atFrom: 'the start of the process (start)',
      certainty: 'inferred',
    })
  })

  it('follows a restart of the process', () => {
    const game = told(
      [
        [0, 'v1', 3_600],
        [5, 'v1', 60],
      ],
      played(watched()),
    )
    expect(deploymentOf(game).at).toBe(T0 - M)
  })

  it.each<[what: string, startedAgo: number | null]>([
    ['no such metric', null],
    ['a start an hour from now', -3_600],
    ['a start at the epoch', T0 / 1000],
  ])('is not known from %s', (_, startedAgo) => {
    expect(deploymentOf(told([[0, 'v1', startedAgo]], played(watched()))).at).toBeNull()
  })
})
