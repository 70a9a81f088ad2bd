import { Box, type DOMElement } from 'ink'
import { memo, useContext, useLayoutEffect, useRef } from 'react'
import type { Row } from '../core/row.ts'
import { showRows } from './paint/rows.ts'
import { PensContext } from './theme/pens.ts'

type RowsProps = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly rows: readonly Row[]
}

/** Rows in a box of that place and size. */
export const Rows = memo(function Rows({ left, top, width, height, rows }: RowsProps) {
  const pens = useContext(PensContext)
  const box = useRef<DOMElement>(null)
  // Before the frame is painted, which happens when the commit is done.
  useLayoutEffect(() => {
    if (box.current === null) return
    showRows(
      box.current,
      rows.slice(0, height).map((row) => row.map(({ text, role }) => ({ text, pen: pens[role] }))),
    )
  })
  return <Box ref={box} position="absolute" left={left} top={top} width={width} height={height} />
}, isSame)

/** Rows are made anew on every tick; most say the same as before. */
function isSame(a: RowsProps, b: RowsProps): boolean {
  return (
    a.left === b.left &&
    a.top === b.top &&
    a.width === b.width &&
    a.height === b.height &&
    (a.rows === b.rows ||
      (a.rows.length === b.rows.length && a.rows.every((row, i) => isSameRow(row, b.rows[i] ?? []))))
  )
}

const isSameRow = (a: Row, b: Row): boolean =>
  a === b ||
  (a.length === b.length && a.every((span, i) => span.text === b[i]?.text && span.role === b[i]?.role))
