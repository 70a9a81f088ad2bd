import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPasteWatch } from '../../../src/ui/input/pastes.ts'

const START = '\u001b[200~'
const END = '\u001b[201~'

describe('pastes', () => {
  it.each<[string, readonly string[], boolean]>([
    ['none', ['a', '\u001b[A'], false],
    ['begun', [`a${START}b`], true],
    ['ended', [`${START}b`, `c${END}d`], false],
    ['begun in two pieces', ['\u001b[2', '00~b'], true],
    ['ended in three pieces', [`${START}b\u001b`, '[201', '~'], false],
    ['two in one piece', [`${START}b${END}${START}c`], true],
    ['a mark within a paste is text', [`${START}${START}${END}`], false],
    ['a mark of an end alone', [`a${END}`], false],
  ])('%s', (_, pieces, isOpen) => {
    const watch = createPasteWatch()
    expect(pieces.map((piece) => watch.push(piece))).toEqual(pieces)
    expect(watch.isOpen()).toBe(isOpen)
  })

  it('that were cut get their end, and their rest is a paste of its own', () => {
    const watch = createPasteWatch()
    watch.push(`${START}abc`)
    expect(watch.cut()).toBe(END)
    expect(watch.isOpen()).toBe(false)
    expect(watch.push('x')).toBe('x')
    expect(watch.push(`def${END}y`)).toBe(`${START}def${END}y`)
    expect(watch.isOpen()).toBe(false)
    expect(watch.push(`z${END}`)).toBe(`z${END}`)
  })

  it('that are longer than any field are cut at once', () => {
    const watch = createPasteWatch()
    const piece = `${START}${'a'.repeat(300_000)}`
    expect(watch.push(piece)).toBe(`${piece}${END}`)
    expect(watch.isOpen()).toBe(false)
  })

  it('are known however the terminal cuts its input into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', '\u001b', '[', START, END), { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (parts, sizes) => {
          const text = parts.join('')
          const whole = createPasteWatch()
          whole.push(text)
          const inPieces = createPasteWatch()
          for (let at = 0, index = 0; at < text.length; index += 1) {
            const size = sizes[index % sizes.length] ?? 1
            inPieces.push(text.slice(at, at + size))
            at += size
          }
          expect(inPieces.isOpen()).toBe(whole.isOpen())
        },
      ),
      { numRuns: 1_000, seed: 1 },
    )
  })
})
