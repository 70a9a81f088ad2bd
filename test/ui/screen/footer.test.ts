import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keymapOf } from '../../../src/core/bindings.ts'
import { footerRow, keySign } from '../../../src/ui/screen/footer.ts'
import { plainText, rowWidth } from '../../../src/widgets/fit.ts'
import { typed, WATCHED, watched } from '../../core/prompt/given.ts'

const PLACES: Readonly<Record<string, readonly string[]>> = {
  grid: [],
  zoom: ['enter'],
  page: ['j'],
  help: ['?'],
  filtered: ['/', 'c', 'enter'],
}
const HINTS = new Set(
  keymapOf(WATCHED).flatMap(({ keys, hint }) => keys.map((key) => `${keySign(key)} ${hint}`)),
)

describe.each(Object.entries(PLACES))('the hints of the %s', (_, keys) => {
  it('are whole at every width, and help is the last and there if anything is', () => {
    const { model } = typed(watched(), ...keys)
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 260 }),
        fc.constantFrom(null, '12–48 of 96'),
        (width, position) => {
          const row = footerRow(model, width, position)
          expect(rowWidth(row)).toBeLessThanOrEqual(Math.max(1, width))
          const text = plainText(row)
          const hints = (position === null ? text : text.replace(position, '')).trim().split(/ {3,}/)
          const shown = hints.filter((hint) => hint !== '')
          expect(shown.filter((hint) => !HINTS.has(hint))).toEqual([])
          if (shown.length > 0) expect(shown.at(-1)).toBe('? help')
        },
      ),
      { numRuns: 300, seed: 1 },
    )
  })
})

describe('the hints', () => {
  it('do not mention what comes to nothing here', () => {
    const text = (...keys: readonly string[]): string =>
      plainText(footerRow(typed(watched(), ...keys).model, 250))
    expect(text()).toMatch(/d downshift.*⏎ zoom.*\/ filter.*: command {3}q quit {3}\? help/)
    expect(text()).not.toMatch(/gates|advice|Esc/)
    expect(text('j')).toMatch(/Esc back {3}\? help$/)
    expect(text('j')).not.toContain('zoom')
    expect(text('enter')).toMatch(/^ ← cursor/)
    expect(plainText(footerRow(watched('--read-only was given'), 250))).not.toContain('downshift')
  })

  it('leave the right end to the part of a long page that is in sight', () => {
    expect(plainText(footerRow(watched(), 60, '12–48 of 96'))).toMatch(/\? help +12–48 of 96 $/)
  })
})
