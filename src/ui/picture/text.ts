import type { Row } from '../../core/row.ts'
import { padRow, plainText } from '../../widgets/fit.ts'
import type { Screen } from '../screen/screen.ts'

/** The rows of a whole screen, top to bottom, every block as wide and as high as its place. */
export function rowsOf(screen: Screen): Row[] {
  return screen.flatMap((line) =>
    Array.from({ length: line[0]?.height ?? 0 }, (_, y) =>
      line.flatMap(({ rows, width }) => padRow(rows[y] ?? [], width)),
    ),
  )
}

/** Rows as lines of text, without the blanks at their ends and the empty lines at the bottom. */
export const textOf = (rows: readonly Row[]): string =>
  rows
    .map((row) => plainText(row).trimEnd())
    .join('\n')
    .trimEnd()
