import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY, edit, type Field, insert } from '../../../src/core/acting/field.ts'
import { sanitise } from '../../../src/core/sanitise.ts'
import { cellWidth } from '../../../src/core/width.ts'

const typed = (keys: readonly string[]): Field =>
  keys.reduce<Field>((field, key) => edit(field, key) ?? field, EMPTY)

describe('a line of text', () => {
  it.each<[string, readonly string[], Field]>([
    ['letters', ['a', 'ü', '€', ' '], { text: 'aü€ ', cursor: 4 }],
    ['backspace', ['a', 'b', 'backspace'], { text: 'a', cursor: 1 }],
    ['backspace at the beginning', ['a', 'left', 'backspace'], { text: 'a', cursor: 0 }],
    ['in the middle', ['a', 'c', 'left', 'b'], { text: 'abc', cursor: 2 }],
    ['to both ends', ['b', 'ctrl+a', 'a', 'ctrl+e', 'c'], { text: 'abc', cursor: 3 }],
    ['delete', ['a', 'b', 'ctrl+a', 'delete'], { text: 'b', cursor: 0 }],
    ['Ctrl-U takes what is before the cursor', ['a', 'b', 'left', 'ctrl+u'], { text: 'b', cursor: 0 }],
    ['a character of two units is one', ['😀', 'backspace'], EMPTY],
  ])('%s', (_, keys, field) => expect(typed(keys)).toEqual(field))

  it.each(['enter', 'escape', 'tab', 'f1'])('%s edits nothing', (key) => expect(edit(EMPTY, key)).toBe(null))

  it('40: whatever is put in, only what can be seen stands there, and the cursor is within it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('left', 'backspace')),
        ),
        (texts) => {
          const field = texts.reduce<Field>(
            (before, text) =>
              text === 'left' || text === 'backspace' ? (edit(before, text) ?? before) : insert(before, text),
            EMPTY,
          )
          expect(sanitise(field.text)).toBe(field.text)
          expect(cellWidth(field.text)).toBeLessThanOrEqual(200)
          expect(field.cursor).toBeGreaterThanOrEqual(0)
          expect(field.cursor).toBeLessThanOrEqual([...field.text].length)
        },
      ),
      { numRuns: 500, seed: 1 },
    )
  })
})
