import fc from 'fast-check'
import { Box, Text } from 'ink'
import { createElement } from 'react'
import { describe, expect, it } from 'vitest'
import type { Theme } from '../../src/core/look.ts'
import { ROLES, type Row } from '../../src/core/row.ts'
import { Rows } from '../../src/ui/Rows.tsx'
import { PensContext, pensOf } from '../../src/ui/theme/pens.ts'
import { showOnce } from '../support/screen.ts'
import { shippedTheme } from '../support/theme.ts'

const SIZE = { columns: 60, rows: 6 }

const text = fc
  .array(fc.constantFrom('a', ' ', '9', '한', '글', '⣿', '─', 'é', '●', '≥', '日'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
const row: fc.Arbitrary<Row> = fc.array(fc.record({ text, role: fc.constantFrom(...ROLES) }), {
  minLength: 1,
  maxLength: 4,
})

/** The same rows as Ink's own Text would have them. */
const inText = (rows: readonly Row[], roles: Theme['roles']) =>
  createElement(
    Box,
    { flexDirection: 'column', width: SIZE.columns, height: SIZE.rows },
    ...rows.map((spans) =>
      createElement(
        Text,
        null,
        ...spans.map(({ text, role }) => {
          const {
            color,
            bold = false,
            dim: dimColor = false,
            underline = false,
            inverse = false,
          } = roles[role]
          const style = { bold, dimColor, underline, inverse }
          return createElement(Text, color === undefined ? style : { ...style, color }, text)
        }),
      ),
    ),
  )

describe('rows', () => {
  it.each(['ansi16', 'mono'] as const)('look in %s as the same text in elements of Ink', async (name) => {
    const theme = await shippedTheme(name)
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: SIZE.rows }), async (rows) => {
        const ours = createElement(
          PensContext,
          { value: pensOf(theme, '16') },
          createElement(Rows, { width: SIZE.columns, height: SIZE.rows, rows }),
        )
        expect(await showOnce(ours, SIZE)).toEqual(await showOnce(inText(rows, theme.roles), SIZE))
      }),
      { seed: 7, numRuns: 60 },
    )
  })

  it('stay inside their box, and hold no escape', async () => {
    const rows: Row[] = [
      [{ text: `${'x'.repeat(30)}한`, role: 'text' }],
      [{ text: '\u001b[31;8mred\u001b]0;title\u0007', role: 'text' }],
      [{ text: 'one row too many', role: 'text' }],
    ]
    const box = createElement(Rows, { width: 10, height: 2, rows })
    const shown = await showOnce(createElement(Box, null, box, createElement(Text, null, '|')), SIZE)
    const lines = shown.map((cells) =>
      cells
        .map((cell) => cell.text)
        .join('')
        .trimEnd(),
    )
    expect(lines[0]).toBe('xxxxxxxxxx|')
    expect(lines[1]?.length).toBeLessThanOrEqual(10)
    expect(lines.slice(2).join('')).toBe('')
    expect(new Set(shown.flat().flatMap(({ fg, attributes }) => [fg, attributes]))).toEqual(
      new Set(['default', '']),
    )
  })
})
