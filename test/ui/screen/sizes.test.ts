import { describe, expect, it } from 'vitest'
import type { Model } from '../../../src/core/model.ts'
import { screenOf } from '../../../src/ui/screen/screen.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { typed, watched } from '../../core/prompt/given.ts'

const SIZES = [1, 2, 3, 4, 5, 8, 14, 24].flatMap((rows) => [20, 40, 80].map((columns) => ({ columns, rows })))

/** What stands at the left of every row; a block that reaches beyond the screen fails. */
function at(model: Model, size: { columns: number; rows: number }): readonly string[] {
  const lines = Array.from({ length: size.rows }, () => '')
  for (const { left, top, height, rows } of screenOf(
    { ...model, view: { ...model.view, ...size } },
    [],
    'braille',
  )) {
    expect(top + height).toBeLessThanOrEqual(size.rows)
    if (left === 0) for (let y = 0; y < height; y += 1) lines[top + y] += plainText(rows[y] ?? [])
  }
  return lines
}

describe.each(SIZES)('at $columns×$rows', (size) => {
  it('a line that is typed is the last row', () => {
    for (const keys of [
      [':', 'x', 'y'],
      ['/', 'x', 'y'],
    ]) {
      const lines = at(typed(watched(), ...keys).model, size)
      expect(lines.at(-1)).toMatch(new RegExp(`^ ${keys[0]} xy_`))
    }
  })

  it('a filter that hides something says so, what is critical first', () => {
    const lines = at(typed(watched(), '/', ...'breakers', 'enter').model, size)
    if (size.rows === 1) return
    expect(lines.join('\n')).toContain('✖ 2 CRIT hidden')
    if (size.columns >= 40) expect(lines.join('\n')).toMatch(/filter: breakers/)
  })
})
