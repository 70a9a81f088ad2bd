import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { measureClusters } from '../../src/core/measure.ts'

describe('measureClusters says what string-width says', () => {
  it('of every code point of the planes with signs, and of some of each other', () => {
    const wrong: string[] = []
    for (let code = 0; code <= 0x10ffff; code += code < 0x1ffff ? 1 : 61) {
      const char = String.fromCodePoint(code)
      if (measureClusters(char) !== stringWidth(char, { countAnsiEscapeCodes: true }))
        wrong.push(code.toString(16))
    }
    expect(wrong).toEqual([])
  })

  /** What makes clusters of more than one code point. */
  const part = fc.constantFrom(
    ...[
      'a',
      '漢',
      'e\u0301',
      'ｶﾞ',
      'ﾟ',
      'का',
      'நி',
      '\u0e33',
      '\u200b',
      '\u200d',
      '\ufe0f',
      '\ufe0e',
      '\u20e3',
    ],
    ...[
      '1',
      '#',
      '👩',
      '🚀',
      '❤',
      '👍',
      '🏽',
      '🇰',
      '🇷',
      '🇽',
      '🏴',
      '\u{e0067}',
      '\u{e007f}',
      '\u0600',
      '\ud83d',
    ],
    ...[
      '\u1100',
      '\u115f',
      '\u1160',
      '\u1161',
      '\u11a8',
      '\ua960',
      '\ud7b0',
      '\ud7cb',
      '\uac00',
      '\u302e',
      '\r\n',
    ],
  )
  const text = fc
    .array(fc.oneof(part, fc.string({ unit: 'binary', maxLength: 2 })))
    .map((list) => list.join(''))

  it('of clusters', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (chars, isWide) => {
        const options = { ambiguousIsNarrow: !isWide, countAnsiEscapeCodes: true }
        expect(measureClusters(chars, isWide)).toBe(stringWidth(chars, options))
      }),
      { seed: 4, numRuns: 5000 },
    )
  })

  it('of clusters too long to be an emoji', () => {
    const chain = Array.from({ length: 30 }, () => '👩').join('\u200d')
    expect(measureClusters(chain)).toBe(stringWidth(chain))
  })
})
