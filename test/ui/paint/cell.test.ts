import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { cellsOf } from '../../../src/ui/paint/cell.ts'
import { KNOWN_WIDTH } from '../../../src/ui/paint/known.ts'
import fastWidth from '../../../src/ui/paint/stringWidth.ts'
import { widestLine } from '../../../src/ui/paint/width.ts'

describe('KNOWN_WIDTH', () => {
  it('agrees with the width that Ink lays out with', () => {
    const wrong: string[] = []
    for (let unit = 0; unit < 0x10000; unit += 1) {
      const known = KNOWN_WIDTH[unit]
      const char = String.fromCharCode(unit)
      if (known && known !== stringWidth(char)) wrong.push(unit.toString(16))
    }
    expect(wrong).toEqual([])
  })

  it('holds for any two in a row, since each is a character of its own', () => {
    const units = [...KNOWN_WIDTH.keys()].filter((unit) => KNOWN_WIDTH[unit] !== 0)
    const text = fc
      .array(fc.constantFrom(...units), { maxLength: 20 })
      .map((list) => String.fromCharCode(...list))
    const segmenter = new Intl.Segmenter()
    fc.assert(
      fc.property(text, (chars) => {
        expect([...segmenter.segment(chars)].length).toBe(chars.length)
        expect(widestLine(chars)).toBe(stringWidth(chars))
      }),
      { seed: 1, numRuns: 500 },
    )
  })
})

describe('stringWidth', () => {
  it('says what the package says', () => {
    const parts = [
      'p95 3.41 s',
      '한국어',
      '⣀⣤',
      '\u001b[1;31m',
      '\u001b[m',
      '🚀',
      'e\u0301',
      '\u001b]8;;x\u0007',
      '\u0000',
      '…',
      '\u200d',
      '❤️',
    ]
    const text = fc
      .array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary', maxLength: 3 })))
      .map((list) => list.join(''))
    const options = fc.constantFrom(
      undefined,
      {},
      { ambiguousIsNarrow: false },
      { countAnsiEscapeCodes: true },
    )
    fc.assert(
      fc.property(text, options, (chars, choice) => {
        expect(fastWidth(chars, choice)).toBe(stringWidth(chars, choice))
      }),
      { seed: 3, numRuns: 1000 },
    )
  })
})

describe('cellsOf', () => {
  const scenarios: readonly (readonly [string, string, readonly string[]])[] = [
    ['a letter', 'a', ['a']],
    ['a wide letter', '한', ['한']],
    ['a letter and its accent', 'e\u0301', ['é']],
    ['a base with four marks', `q${'\u0323'.repeat(4)}`, [`q${'\u0323'.repeat(4)}`]],
    ['more than four marks', `q${'\u0323'.repeat(9)}`, [`q${'\u0323'.repeat(4)}`]],
    ['a mark without a base', '\u0301', ['\u25cc\u0301']],
    ['jamo that make a syllable', '\u1112\u1161\u11ab', ['한']],
    ['a joined emoji', '👩\u200d🚀', ['👩']],
    ['an emoji with a skin', '👍🏽', ['👍']],
    ['a sign made an emoji', '❤\ufe0f', ['❤', ' ']],
    ['a flag', '🇰🇷', ['K', 'R']],
    ['a flag made of tags', '🏴\u{e0067}\u{e0062}\u{e007f}', ['🏴']],
    ['a control', '\u001b', ['\ufffd']],
    ['a C1 control', '\u009b', ['\ufffd']],
    ['a lone surrogate', '\ud83d', ['\ufffd']],
    ['a line separator', '\u2028', ['\ufffd']],
    ['a bidi override', '\u202e', []],
    ['a zero width space', '\u200b', []],
    ['a tag', '\u{e0041}', []],
    ['a letter hiding a tag', 'a\u{e0041}', ['a']],
  ]
  it.each(scenarios)('%s', (_, cluster, texts) => {
    expect(cellsOf(cluster).map(({ text }) => text)).toEqual(texts)
  })

  it('lets nothing through but printable cells', () => {
    const cluster = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(cluster, (text) => {
        for (const glyph of cellsOf(text)) {
          expect(glyph.text).toMatch(/^(\p{Co}|[^\p{C}\p{Zl}\p{Zp}\p{Mn}\p{Me}])[\p{Mn}\p{Me}]{0,4}$/u)
          expect(glyph.text).not.toMatch(/\p{Default_Ignorable_Code_Point}/u)
        }
      }),
      { seed: 2, numRuns: 1500 },
    )
  })
})
