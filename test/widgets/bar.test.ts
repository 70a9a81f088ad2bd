import { describe, expect, it } from 'vitest'
import { badge, offBadge } from '../../src/widgets/badge.ts'
import { bar } from '../../src/widgets/bar.ts'
import { plainText } from '../../src/widgets/fit.ts'
import { textInGlyphs } from '../../src/widgets/signs.ts'

describe('bar', () => {
  it.each([
    [0, null, '──────────'],
    [0.5, null, '━━━━━─────'],
    [0.56, null, '━━━━━╸────'],
    [1, null, '━━━━━━━━━━'],
    [7, null, '━━━━━━━━━━'],
    [-1, null, '──────────'],
    [null, 0.5, '─────┼────'],
    [0.5, 0.75, '━━━━━──┼──'],
    [0.8, 0.25, '━━┿━━━━━──'],
    [0.56, 0.5, '━━━━━┼────'],
    [0.5, 1, '━━━━━────┼'],
    [0.5, 3, '━━━━━─────'],
  ])('part %j, mark %j', (part, mark, text) =>
    expect(plainText(bar({ part, mark, role: 'bar' }, 10))).toBe(text),
  )

  it.each([
    ['ascii', '====>----+---'],
    ['console', '════╡────┼───'],
    ['block', '━━━━╸────┼───'],
  ] as const)('is drawn in %s with what there is', (glyphs, text) => {
    const row = bar({ part: 0.35, mark: 0.7, role: 'bar' }, 13)
    expect(textInGlyphs(plainText(row), glyphs)).toBe(text)
  })

  it('is nothing where there is no room', () =>
    expect(bar({ part: 1, mark: null, role: 'bar' }, 0)).toEqual([]))
})

describe('badge', () => {
  it.each([
    ['ok', null, 20, '● OK'],
    ['warn', null, 20, '▲ WARN'],
    ['crit', null, 20, '✖ CRIT'],
    ['crit', null, 3, '✖'],
    ['stale', 42_000, 20, '◌ STALE 42s'],
    ['stale', 42_000, 8, '◌ 42s'],
    ['stale', 43_440_000, 6, '◌ 12h'],
    ['stale', 43_440_000, 2, '◌'],
    ['unknown', null, 20, '? UNKNOWN'],
    ['unknown', 1000, 20, '? UNKNOWN'],
    ['ok', null, 0, ''],
  ] as const)('%s aged %j in %i cells is %j', (level, age, width, text) =>
    expect(plainText(badge(level, age, width))).toBe(text),
  )

  it('says what is switched off', () => expect(plainText(offBadge())).toBe('○ OFF'))
})
