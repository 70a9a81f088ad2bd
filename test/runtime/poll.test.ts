import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fillOnce, pollOnce } from '../../src/runtime/poll.ts'
import { answer, GRID } from '../core/given.ts'
import { puppet } from './given.ts'

describe('whatever a source does, an answer or a failure comes back in time', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0)
    vi.useRealTimers()
  })

  it('its answer', async () => {
    const source = puppet('a', { poll: async () => answer([]) })
    expect(await pollOnce(source, 4_000)).toEqual(answer([]))
  })

  it('it is told to give up at its deadline, and may still say why it failed', async () => {
    const source = puppet('a')
    const polled = pollOnce(source, 4_000)
    const [poll] = source.polls
    vi.advanceTimersByTime(3_999)
    expect(poll?.signal.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(poll?.signal.aborted).toBe(true)
    const failure = { kind: 'timeout', message: 'its own words', hint: '' } as const
    poll?.resolve({ ok: false, failure })
    expect(await polled).toEqual({ ok: false, failure })
  })

  it.each([
    [4_000, '4s'],
    [500, '500ms'],
    [90_000, '1m30s'],
  ])('one that ignores the deadline of %d ms is cut off', async (deadlineMs, words) => {
    const polled = pollOnce(puppet('a'), deadlineMs)
    vi.advanceTimersByTime(deadlineMs + 500)
    expect(await polled).toEqual({
      ok: false,
      failure: {
        kind: 'timeout',
        message: `a gave no answer within ${words}`,
        hint: 'see whether it is overloaded, or raise sources.a.deadline',
      },
    })
  })

  it.each<[string, () => Promise<never>]>([
    ['rejects', () => Promise.reject(new TypeError('secret https://user:pw@host'))],
    [
      'throws',
      () => {
        throw new TypeError('secret https://user:pw@host')
      },
    ],
  ])('one that %s is a defect of ours, told without its words', async (_, poll) => {
    expect(await pollOnce(puppet('a', { poll }), 4_000)).toMatchObject({
      ok: false,
      failure: { kind: 'garbage', message: 'reading a failed unexpectedly (TypeError)' },
    })
  })

  it('one that rejects after it was cut off disturbs nobody', async () => {
    const late = Promise.withResolvers<never>()
    const polled = pollOnce(puppet('a', { poll: () => late.promise }), 1_000)
    vi.advanceTimersByTime(1_500)
    expect((await polled).ok).toBe(false)
    late.reject(new Error('late'))
  })

  it('a program that leaves waits for nobody', async () => {
    const source = puppet('a')
    const leaving = new AbortController()
    const polled = pollOnce(source, 4_000, leaving.signal)
    leaving.abort()
    expect(source.polls[0]?.signal.aborted).toBe(true)
    expect((await polled).ok).toBe(false)
  })

  it('a source without a past has an empty one', async () => {
    expect(await fillOnce(puppet('a', { fill: null }), GRID, 4_000)).toEqual({ ok: true, histories: [] })
  })

  it('the past is asked for under the same guarantee', async () => {
    const filled = fillOnce(puppet('a'), GRID, 4_000)
    vi.advanceTimersByTime(4_500)
    expect((await filled).ok).toBe(false)
  })
})
