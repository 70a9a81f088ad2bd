import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGrid, type Grid } from '../../../src/ui/paint/grid.ts'
import { layCells, paintLine } from '../../../src/ui/paint/line.ts'
import { BOLD, type Pen } from '../../../src/ui/paint/pen.ts'
import { cellsIn } from './painted.ts'

const COLUMNS = 12
const text = fc
  .array(fc.constantFrom('a', ' ', '9', '한', '글', '⣿', 'é', 'e\u0301', '日'), { maxLength: 10 })
  .map((parts) => parts.join(''))

/** A row of something else, which the line comes to lie over. */
function over(base: string): Grid {
  const grid = createGrid(COLUMNS, 1)
  paintLine(grid, 0, 0, base, { x1: 0, x2: COLUMNS, y1: 0, y2: 1 })
  return grid
}

describe('cells that are laid over others', () => {
  it('are as if they had been painted there', () => {
    const room = fc
      .record({ x: fc.nat(COLUMNS - 1), width: fc.integer({ min: 1, max: COLUMNS }) })
      .filter(({ x, width }) => x + width <= COLUMNS)
    fc.assert(
      fc.property(text, text, room, (base, line, { x, width }) => {
        const pen = (): Pen => ({ fg: 3, bg: 0, attributes: BOLD })
        const painted = over(base)
        paintLine(painted, x, 0, line, { x1: x, x2: x + width, y1: 0, y2: 1 }, pen())
        const alone = createGrid(width, 1)
        const columns = paintLine(alone, 0, 0, line, { x1: 0, x2: width, y1: 0, y2: 1 }, pen())
        const laid = over(base)
        layCells(laid, x, 0, alone, 0, columns)
        expect(cellsIn(laid)).toEqual(cellsIn(painted))
      }),
      { seed: 11, numRuns: 500 },
    )
  })
})
