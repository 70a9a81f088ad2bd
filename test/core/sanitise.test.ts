import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sanitise } from '../../src/core/sanitise.ts'

const char = String.fromCodePoint

describe('sanitise', () => {
  const table: readonly [what: string, input: string, shown: string][] = [
    ['plain text', 'p95 of chat-api', 'p95 of chat-api'],
    ['Korean, emoji and accents', '백엔드 🚀 café', '백엔드 🚀 café'],
    ['41: an SGR sequence that hides', 'api\x1b[8m is DOWN', 'api\\x1b[8m is DOWN'],
    ['42: an unterminated OSC', '\x1b]0;owned', '\\x1b]0;owned'],
    ['43: a hyperlink', '\x1b]8;;http://x\x07go', '\\x1b]8;;http://x\\x07go'],
    ['41: a C1 CSI', `a${char(0x9b)}31mb`, 'a\\x9b31mb'],
    ['44: line feeds and tabs', 'a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['40: DEL and NUL', 'a\x7f\0', 'a\\x7f\\x00'],
    ['45: a bidi override', `${char(0x202e)}evil`, '\\u{202e}evil'],
    ['45: a bidi isolate', `a${char(0x2066)}b`, 'a\\u{2066}b'],
    [
      '45: zero width characters',
      `a${char(0x200b)}b${char(0x200d)}c${char(0xfeff)}`,
      'a\\u{200b}b\\u{200d}c\\u{feff}',
    ],
    ['45: tags', `a${char(0xe0041)}`, 'a\\u{e0041}'],
    ['44: line separators', `a${char(0x2028)}b`, 'a\\u{2028}b'],
    ['45: a lone high surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['45: a lone low surrogate', 'a\udc00', 'a\\u{dc00}'],
    ['a Hangul filler', `a${char(0x3164)}`, 'a\\u{3164}'],
    ['four combining marks', `e${'\u0301'.repeat(4)}`, `e${'\u0301'.repeat(4)}`],
    ['45: nine combining marks', `e${'\u0301'.repeat(9)}x`, `e${'\u0301'.repeat(4)}\ufffdx`],
    ['a mark without a letter', '\u0301x', '\u25cc\u0301x'],
  ]
  it.each(table)('%s', (_what, input, shown) => {
    expect(sanitise(input)).toBe(shown)
  })

  it.each([
    ['short enough', 'abcdef', 6, 'abcdef'],
    ['one too long', 'abcdefg', 6, 'abcde…'],
    ['wide letters count twice', '가나다라', 6, '가나…'],
    ['an escape is cut as text', 'abc\x1bdef', 6, 'abc\\x…'],
    ['one cell', 'ab', 1, '…'],
    ['none', 'ab', 0, ''],
  ] as const)('46: is capped: %s', (_what, input, cells, shown) => {
    expect(sanitise(input, cells)).toBe(shown)
  })

  it('46: is quick with 5 MB of anything', () => {
    for (const unit of ['a', '\x1b[31m', '\u0301', '가', '\ud800']) {
      const begun = performance.now()
      sanitise(unit.repeat(5_000_000 / unit.length))
      expect(performance.now() - begun).toBeLessThan(1_000)
    }
  })

  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
    fc.string({
      unit: fc.constantFrom('\x1b', '[', '8m', '\u0301', '\u202e', char(0xe0041), '가', '\ud83d', '\n', 'a'),
    }),
  )

  it('40: leaves nothing a terminal interprets or hides', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const shown = sanitise(text)
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u)
        expect(shown).not.toMatch(/\p{M}{5}/u)
        expect(shown).not.toMatch(/^\p{M}/u)
        expect(shown.isWellFormed()).toBe(true)
      }),
      { seed: 40, numRuns: 1000 },
    )
  })

  it('46: is idempotent and bounded', () => {
    fc.assert(
      fc.property(nasty, fc.integer({ min: 0, max: 40 }), (text, cells) => {
        const shown = sanitise(text, cells)
        expect(sanitise(shown, cells)).toBe(shown)
        expect([...shown.replace(/\p{M}/gu, '')].length).toBeLessThanOrEqual(cells)
      }),
      { seed: 46, numRuns: 1000 },
    )
  })

  it('says whether anything was left out', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (text) => {
        expect(sanitise(text).endsWith('…')).toBe(text.length > 256)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
