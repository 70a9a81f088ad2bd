import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ALL_STAGES,
  followersOf,
  isOutcome,
  mayFollow,
  type Stage,
  standingOf,
} from '../../src/actions/stage.ts'

/** What a journal takes of a stream of wishes: those that may follow what is there. */
function taken(wishes: readonly Stage[]): Stage[] {
  const path: Stage[] = []
  for (const wish of wishes) if (mayFollow(path.at(-1) ?? null, wish)) path.push(wish)
  return path
}

const wishes = fc.array(fc.constantFrom(...ALL_STAGES), { maxLength: 400 })

/** Everything that can follow, in however many steps. */
function reachable(from: Stage): Set<Stage> {
  const seen = new Set<Stage>()
  const visit = (stage: Stage): void => {
    for (const next of followersOf(stage)) {
      if (seen.has(next)) continue
      seen.add(next)
      visit(next)
    }
  }
  visit(from)
  return seen
}

describe('the stages of an action', () => {
  it('30: whatever is wished for, nothing is sent twice, nor without intent and confirmation', () => {
    fc.assert(
      fc.property(wishes, (stream) => {
        const path = taken(stream)
        const sent = path.indexOf('sent')
        expect(path.filter((stage) => stage === 'sent').length).toBeLessThanOrEqual(1)
        if (sent === -1) return
        expect(path[sent - 1]).toBe('intent')
        expect(path[sent - 2]).toBe('confirmed')
        expect(path[0]).toBe('planned')
      }),
      { numRuns: 2_000, seed: 4 },
    )
  })

  it('30: no way leads from sent back to sent', () => {
    expect(reachable('sent').has('sent')).toBe(false)
    expect(reachable('sent').has('intent')).toBe(false)
  })

  it.each(ALL_STAGES)('%s comes from planned, and an end can follow', (stage) => {
    if (stage !== 'planned') expect(reachable('planned')).toContain(stage)
    const ends = [stage, ...reachable(stage)].filter(isOutcome)
    expect(ends.length).toBeGreaterThan(0)
  })

  it.each<[Stage, Stage]>([
    ['declined', 'confirmed'],
    ['expired', 'confirmed'],
    ['not-started', 'intent'],
    ['refused', 'intent'],
    ['refused-stale', 'intent'],
    ['failed', 'sent'],
    ['unknown', 'sent'],
    ['still-unknown', 'accepted'],
    ['sent', 'verifying'],
    ['unknown', 'verifying'],
    ['kept', 'reverting'],
    ['reverting', 'kept'],
    ['accepted', 'verified'],
  ])('%s is never followed by %s', (from, to) => expect(mayFollow(from, to)).toBe(false))

  it('32: what may have been sent, and what came of it is not known, blocks', () => {
    const blocking = ALL_STAGES.filter((stage) => standingOf(stage) === 'blocking')
    expect(blocking).toEqual(['intent', 'sent', 'unknown', 'still-unknown'])
  })

  it('25: that it was taken is no success: verified follows verifying only', () => {
    expect(ALL_STAGES.filter((stage) => mayFollow(stage, 'verified'))).toEqual(['verifying'])
  })
})
