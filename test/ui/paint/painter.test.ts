import fc from 'fast-check'
import { Box, Text, Transform } from 'ink'
import { createElement as h, type ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { cellsIn, gridOf, paintBoth, textOf } from './painted.ts'
import { describeTree, tree } from './trees.ts'

const SIZE = { columns: 40, rows: 24 }

const scenarios: Readonly<Record<string, ReactNode>> = {
  nothing: h(Box),
  'one word': h(Text, null, 'hypercare'),
  'a panel': h(
    Box,
    { borderStyle: 'round', width: 20, height: 4, paddingX: 1 },
    h(Text, { bold: true }, 'queue'),
  ),
  'nested colours': h(Text, { color: 'red' }, 'a', h(Text, { color: '#00ff00', bold: true }, 'b'), 'c'),
  'Korean cut in the middle': h(
    Box,
    { width: 5, overflow: 'hidden' },
    h(Box, { flexShrink: 0 }, h(Text, null, '상태가나다')),
  ),
  'wide under an overlay': h(
    Box,
    { width: 10, height: 1 },
    h(Text, null, '가나다라'),
    h(Box, { position: 'absolute', left: 1 }, h(Text, { inverse: true }, 'xyz')),
  ),
  'transform by line': h(
    Transform,
    { transform: (line: string, i: number) => `${i}:${line}` },
    h(Text, null, 'a\nb'),
  ),
  'background under text': h(
    Box,
    { backgroundColor: 'blue', width: 8, height: 2 },
    h(Text, { underline: true }, 'hi'),
  ),
  'too tall': h(
    Box,
    { flexDirection: 'column' },
    ...Array.from({ length: 30 }, (_, i) => h(Text, { key: i }, `row ${i}`)),
  ),
  'too wide': h(Box, { flexShrink: 0, width: 60 }, h(Text, null, '가'.repeat(30))),
}

describe('paintTree', () => {
  it.each(Object.entries(scenarios))('paints what Ink prints: %s', (_, element) => {
    const { ours, printed } = paintBoth(element, SIZE)
    expect(cellsIn(ours)).toEqual(cellsIn(gridOf(printed, SIZE)))
  })

  it('paints what Ink prints, for any tree', () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: 1, max: 50 }), (element, columns) => {
        const size = { columns, rows: 24 }
        const { ours, printed } = paintBoth(element, size)
        expect(cellsIn(ours), describeTree(element)).toEqual(cellsIn(gridOf(printed, size)))
      }),
      { seed: 48, numRuns: 150 },
    )
  })

  it('keeps what it can not show inside its box', () => {
    const hostile = '\u001b[8m\u001b]0;title\u0007 is DOWN\u009b31m'
    const row = h(Box, null, h(Text, null, hostile), h(Text, null, '|neighbour'))
    const { ours } = paintBoth(row, { columns: 60, rows: 1 })
    expect(textOf(ours)).toContain('|neighbour')
    expect(textOf(ours)).not.toMatch(/[\0-\x1f\x7f-\x9f]/)
  })
})
