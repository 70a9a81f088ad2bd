import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Heights } from '../../../src/panels/kind.ts'
import { arrange, type Measured } from '../../../src/ui/layout/arrange.ts'
import { noting } from '../../../src/ui/layout/noted.ts'

const WIDE = 80
const HEIGHTS: Heights = { least: 2, full: 4, roomy: { least: 6, full: 8 } }
const panel = (
  changed: Partial<Omit<Measured, 'heights'>> = {},
  heights: Partial<Heights> = {},
): Measured => ({
  level: 'ok',
  isOff: false,
  ...changed,
  heights: (width) => (width === WIDE ? { ...HEIGHTS, ...heights } : HEIGHTS),
})

describe('what was made of a panel', () => {
  it.each<[string, Measured, boolean]>([
    ['the same again', panel(), true],
    ['another level', panel({ level: 'warn' }), false],
    ['switched off', panel({ isOff: true }), false],
    ['needs more', panel({}, { least: 3 }), false],
    ['has more', panel({}, { full: 5 }), false],
    ['has room for less', panel({}, { roomy: { least: 5, full: 8 } }), false],
    ['has room for more', panel({}, { roomy: { least: 6, full: 9 } }), false],
  ])('holds for another one: %s', (_, other, holds) => {
    const noted = noting(panel())
    noted.heights(WIDE)
    noted.heights(WIDE / 2)
    expect(noted.isAnsweredBy(other)).toBe(holds)
  })

  it('does not go by what was never asked', () => {
    const noted = noting(panel())
    noted.heights(WIDE / 2)
    expect(noted.isAnsweredBy(panel({}, { least: 3 }))).toBe(true)
  })

  const rows = fc.constantFrom(1, 3)
  const measured = fc
    .record({
      level: fc.constantFrom('ok' as const, 'crit' as const),
      isOff: fc.boolean(),
      least: rows,
      more: rows,
    })
    .map(
      ({ level, isOff, least, more }): Measured => ({
        level,
        isOff,
        heights: () => ({ least, full: least + more }),
      }),
    )
  it('is where they stand, too', () =>
    fc.assert(
      fc.property(
        fc.array(measured, { minLength: 3, maxLength: 3 }),
        fc.nat({ max: 2 }),
        measured,
        fc.integer({ min: 3, max: 30 }),
        (panels, index, other, height) => {
          const layout = [[{ panels: [0, 1], weight: 1 }], [{ panels: [2], weight: 1 }]]
          const noted = panels.map(noting)
          const places = arrange(layout, noted, WIDE, height)
          const newer = panels.with(index, other)
          fc.pre(noted.every((one, i) => one.isAnsweredBy(newer[i] ?? other)))
          expect(arrange(layout, newer, WIDE, height)).toEqual(places)
        },
      ),
    ))
})
