import { describe, expect, it } from 'vitest'
import { WORDS } from '../../src/widgets/badge.ts'
import { bigFitting, bigHeight, bigNumber, bigText } from '../../src/widgets/big.ts'
import { plainText, rowWidth } from '../../src/widgets/fit.ts'
import { FONT } from '../../src/widgets/font.ts'

const drawn = (rows: ReturnType<typeof bigText>): string =>
  (rows ?? []).map((row) => plainText(row).trimEnd()).join('\n')

describe('large text', () => {
  it('is three rows high with half blocks', () => {
    expect(`\n${drawn(bigText('-3.41', 'text', 0))}`).toBe(`
   ▀▀█   █ █ ▀█
▀▀  ▀█   ▀▀█  █
   ▀▀▀ ▀   ▀ ▀▀▀`)
  })

  it('has dots twice as wide as high in any other size', () => {
    expect(`\n${drawn(bigText('ok', 'text', 1))}`).toBe(`
██████  ██  ██
██  ██  ██  ██
██  ██  ████
██  ██  ██  ██
██████  ██  ██`)
  })

  it.each([0, 1, 2, 5])('is as high as it says, all rows alike (size %i)', (size) => {
    const rows = bigText('NO DATA 13:58', 'text', size) ?? []
    expect(rows).toHaveLength(bigHeight(size))
    expect(new Set(rows.map(rowWidth)).size).toBe(1)
  })

  it('knows every word of a level, and has no two signs alike that are told apart', () => {
    for (const word of Object.values(WORDS)) expect(bigText(word, 'text', 0)).not.toBeNull()
    const shapes = Map.groupBy(Object.keys(FONT), (sign) => FONT[sign]?.join('/'))
    const alike = [...shapes.values()].filter((signs) => signs.length > 1)
    expect(alike.map((signs) => signs.join(' ')).sort()).toEqual(['0 O', '5 S', '− -'])
  })

  it('takes the largest size that fits, and none where a sign has no large form', () => {
    expect(bigFitting('42', 'text', 3, 60, 'braille')).toHaveLength(15)
    expect(bigFitting('42', 'text', 3, 30, 'braille')).toHaveLength(10)
    expect(bigFitting('42', 'text', 3, 8, 'braille')).toHaveLength(3)
    expect(bigFitting('42', 'text', 3, 6, 'braille')).toBeNull()
    expect(bigText('한', 'text', 1)).toBeNull()
  })

  it('does without half blocks where there is ASCII alone', () => {
    expect(bigNumber('42', 'text', 'ascii')).toBeNull()
    expect(bigFitting('42', 'text', 2, 8, 'ascii')).toBeNull()
    expect(bigFitting('42', 'text', 2, 14, 'ascii')).toHaveLength(5)
  })
})
