import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBeat } from '../../src/runtime/beat.ts'

describe('many changes become few frames', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const started = () => {
    const paint = vi.fn()
    return { beat: createBeat(paint, 150), paint }
  }

  it('a change waits a little for others, once', () => {
    const { beat, paint } = started()
    beat.soon()
    vi.advanceTimersByTime(100)
    beat.soon()
    expect(paint).not.toHaveBeenCalled()
    vi.advanceTimersByTime(50)
    expect(paint).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1_000)
    expect(paint).toHaveBeenCalledTimes(1)
  })

  it('when all is settled nothing waits', () => {
    const { beat, paint } = started()
    beat.soon()
    beat.settled()
    expect(paint).toHaveBeenCalledTimes(1)
    beat.settled()
    vi.advanceTimersByTime(1_000)
    expect(paint).toHaveBeenCalledTimes(1)
  })

  it('a key shows at once, with whatever was waiting', () => {
    const { beat, paint } = started()
    beat.soon()
    beat.now()
    vi.advanceTimersByTime(1_000)
    expect(paint).toHaveBeenCalledTimes(1)
  })

  it('after the stop nothing is painted', () => {
    const { beat, paint } = started()
    beat.soon()
    beat.stop()
    beat.soon()
    beat.now()
    beat.settled()
    vi.advanceTimersByTime(1_000)
    expect(paint).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
})
