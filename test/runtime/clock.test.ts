import { describe, expect, it } from 'vitest'
import { createStandstillWatch } from '../../src/runtime/clock.ts'

describe('time that went on without us', () => {
  it.each<[string, wall: number, counted: number, gap: number | null]>([
    ['a tick', 1_000, 1_000, null],
    ['a tick that is late', 1_400, 1_400, null],
    ['a slow machine', 4_900, 4_900, null],
    ['stopped and continued: both clocks went on', 60_000, 60_000, 60_000],
    ['suspended: only the wall clock went on', 3_600_000, 900, 3_600_000],
    ['a short suspend', 4_000, 1_000, 4_000],
    ['the clock was set forward', 3_000_000, 1_000, 3_000_000],
    ['the clock was set back', -3_600_000, 1_000, 3_600_000],
    ['the clock was corrected a little', 1_800, 1_000, null],
  ])('%s', (_, wall, counted, gap) => {
    let [now, count] = [1_000_000_000, 5_000]
    const watch = createStandstillWatch({ now: () => now, monotonic: () => count })
    expect(watch()).toBeNull()
    now += wall
    count += counted
    expect(watch()).toBe(gap)
    now += 1_000
    count += 1_000
    expect(watch()).toBeNull()
  })
})
