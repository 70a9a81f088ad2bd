import { describe, expect, it } from 'vitest'
import { keymapOf } from '../../../src/core/bindings.ts'
import type { Model } from '../../../src/core/model.ts'
import { helpRows } from '../../../src/ui/screen/help.ts'
import { plainText, rowWidth } from '../../../src/widgets/fit.ts'
import { typed, WATCHED, watched } from '../../core/prompt/given.ts'

const PLACES: readonly (readonly [title: string, keys: readonly string[]])[] = [
  ['Here: all panels', []],
  ['Here: one panel alone', ['enter']],
  ['Here: a page', ['j']],
]
const textOf = (model: Model, width: number): string => helpRows(model, width).map(plainText).join('\n')
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe('the help', () => {
  it.each(PLACES)('begins with: %s', (title, keys) => {
    const { model } = typed(watched(), ...keys, '?')
    expect(textOf(model, 80).split('\n')[0]).toBe(title)
  })

  it.each(PLACES)('has every command, whole, at any width, after: %s', (_, keys) => {
    const { model } = typed(watched(), ...keys)
    for (const width of [40, 57, 80, 120, 200, 400]) {
      const rows = helpRows(model, width)
      expect(Math.max(...rows.map(rowWidth))).toBeLessThanOrEqual(width)
      // In one column a sentence is only broken between words.
      if (width >= 118) continue
      const text = flat(textOf(model, width))
      for (const { description, intent } of keymapOf(WATCHED))
        if (intent.type !== 'focus') expect(text).toContain(flat(description))
    }
  })

  it('says why a command is off, once, and not of places where one is not', () => {
    const text = flat(textOf(watched('--read-only was given'), 100))
    expect(text).toContain('Downshift (off: --read-only was given)')
    expect(text).not.toContain('only in the zoom')
    expect(flat(textOf(typed(watched(), 'j').model, 100))).not.toContain('stands before')
  })

  it('names a command without a key by what is typed', () => {
    const model = watched()
    const unbound = { ...model, profile: { ...model.profile, keys: { journal: [] } } }
    expect(textOf(unbound, 80)).toMatch(/ :journal +What was done/)
  })
})
