import { describe, expect, it } from 'vitest'
import { resolvedAfter } from '../../src/core/alert.ts'
import { anAlert, NOW } from '../support/model.ts'

const MINUTE = 60_000
const names = (resolved: ReturnType<typeof resolvedAfter>): string[] =>
  resolved.map(({ alert }) => alert.name)

describe('alerts that are over', () => {
  const [a, b] = [anAlert('A'), anAlert('B')]

  it('are those that an answer does not have any more', () => {
    const resolved = resolvedAfter([], [a, b], [b], NOW)
    expect(resolved).toEqual([{ alert: a, goneAt: NOW }])
  })

  it('are kept for an hour, newest first', () => {
    const first = resolvedAfter([], [a, b], [b], NOW)
    const second = resolvedAfter(first, [b], [], NOW + 30 * MINUTE)
    expect(names(second)).toEqual(['B', 'A'])
    expect(names(resolvedAfter(second, [], [], NOW + 61 * MINUTE))).toEqual(['B'])
  })

  it('are not over when they are back', () => {
    const gone = resolvedAfter([], [a], [], NOW)
    expect(resolvedAfter(gone, [], [a], NOW + MINUTE)).toEqual([])
  })

  it('are no more than a hundred', () => {
    const storm = Array.from({ length: 500 }, (_, index) => anAlert(`A${index}`))
    expect(resolvedAfter([], storm, [], NOW)).toHaveLength(100)
  })
})
