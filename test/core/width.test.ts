import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { cellWidth } from '../../src/core/width.ts'

describe('cellWidth', () => {
  it.each([
    ['', 0],
    ['fast 1.82 s', 11],
    ['● OK ▲ WARN ✖ CRIT ◌ STALE', 26],
    ['⣀⣤⣶⣿ ▕██▌┊▏ ┄─ → ↗ ↘ ≥ ± …', 26],
    ['한국어', 6],
    ['日本', 4],
    ['e\u0301', 1],
    ['👩‍🚀', 2],
    ['a\u200bb', 2],
  ])('%j takes %i cells', (text, cells) => expect(cellWidth(text)).toBe(cells))

  it('takes the short way only for characters of one cell', () => {
    const wrong = Array.from({ length: 0x2900 - 0x20 }, (_, index) =>
      String.fromCodePoint(0x20 + index),
    ).filter((sign) => cellWidth(sign) !== stringWidth(sign))
    expect(wrong).toEqual([])
  })
})
