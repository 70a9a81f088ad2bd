import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSamePerson, type Who, whyNotConfirm } from '../../src/actions/approval.ts'
import type { Stage } from '../../src/actions/stage.ts'
import { entriesOf, planned } from './given.ts'

const kim: Who = { user: 'kim', sudoUser: null }
const lee: Who = { user: 'lee', sudoUser: null }
const root = (by: string | null): Who => ({ user: 'root', sudoUser: by })

describe('28: a second person', () => {
  it.each<[string, Who, Who, boolean]>([
    ['kim twice', kim, kim, true],
    ['kim and lee', kim, lee, false],
    ['kim, then kim as root', kim, root('kim'), true],
    ['kim as root, then lee as root', root('kim'), root('lee'), false],
    ['root twice, of whom nobody knows who they are', root(null), root(null), true],
    ['kim and lee in one account', { user: 'svc', sudoUser: 'kim' }, { user: 'svc', sudoUser: 'lee' }, true],
    ['kim, who says in her environment that she is lee', kim, { user: 'kim', sudoUser: 'lee' }, true],
  ])('%s', (_, one, other, isSame) => {
    expect(isSamePerson(one, other)).toBe(isSame)
    expect(isSamePerson(other, one)).toBe(isSame)
  })

  it('what an environment says makes nobody but root another person', () => {
    const name = fc.constantFrom('kim', 'lee', 'svc')
    fc.assert(
      fc.property(name, fc.option(name), fc.option(name), (user, first, second) => {
        expect(isSamePerson({ user, sudoUser: first }, { user, sudoUser: second })).toBe(true)
      }),
      { seed: 28 },
    )
  })

  const confirming = (secondPerson: boolean, stages: readonly Stage[], person: Who): string | null =>
    whyNotConfirm(
      entriesOf(planned({ secondPerson }), stages).map((entry) => ({ ...entry, ...kim })),
      person,
    )

  it.each<[string, boolean, readonly Stage[], Who, RegExp | null]>([
    ['an action of one person is confirmed by whoever planned it', false, ['planned'], kim, null],
    ['one of two people is not confirmed at once', true, ['planned'], kim, /none has confirmed it yet/],
    ['not even by another one', true, ['planned'], lee, /none has confirmed it yet/],
    ['nor by the same person twice', true, ['planned', 'awaiting'], kim, /kim has confirmed it already/],
    ['but by another one', true, ['planned', 'awaiting'], lee, null],
  ])('%s', (_, secondPerson, stages, person, reason) => {
    const said = confirming(secondPerson, stages, person)
    if (reason === null) expect(said).toBeNull()
    else expect(said).toMatch(reason)
  })
})
