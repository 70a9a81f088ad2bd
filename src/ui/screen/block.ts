import type { Row } from '../../core/row.ts'

/** A rectangle of the screen with its rows; below the last of them it is blank. */
export type Block = {
  readonly id: string
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly rows: readonly Row[]
  /** Rows of the page that are further down. */
  readonly below: number
  /** Rows of the page that are further up; absent where it is more than one list of rows. */
  readonly above?: number
}

/** The whole screen: rectangles that do not overlap. */
export type Screen = readonly Block[]

/** Whether the screen ends before its page does. */
export const hasMoreBelow = (screen: Screen): boolean => screen.some(({ below }) => below > 0)

/** What of the blocks stands above a row. */
export function cutAt(screen: Screen, row: number): Screen {
  return screen.flatMap((block) => {
    const height = Math.min(block.height, row - block.top)
    return height <= 0 ? [] : [{ ...block, height, rows: block.rows.slice(0, height), below: 0 }]
  })
}
