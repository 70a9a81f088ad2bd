/** Where the terminal's cursor is, from 0. Column −1: the row is known only, as after the last column. */
export type Position = { readonly x: number; readonly y: number }

const CSI = '\u001b['

/** The shortest way of the cursor from one cell to another. */
export function moveCursor(from: Position | undefined, to: Position): string {
  if (from && from.x === to.x && from.y === to.y) return ''
  const there = absolute(to)
  if (!from) return there
  const ways = from.y === to.y ? alongRow(from.x, to.x) : from.x === to.x ? alongColumn(from.y, to.y) : []
  if (from.y !== to.y && to.x === 0) ways.push(`\r${vertical(from.y, to.y)}`)
  return ways.reduce((shortest, way) => (way.length < shortest.length ? way : shortest), there)
}

function absolute({ x, y }: Position): string {
  if (x === 0) return y === 0 ? `${CSI}H` : `${CSI}${y + 1}H`
  return `${CSI}${y === 0 ? '' : y + 1};${x + 1}H`
}

function alongRow(from: number, to: number): string[] {
  const ways = [to === 0 ? '\r' : `${CSI}${to + 1}G`]
  if (from < 0) return ways
  const distance = Math.abs(to - from)
  ways.push(`${CSI}${count(distance)}${to > from ? 'C' : 'D'}`)
  if (to < from && distance <= 3) ways.push('\b'.repeat(distance))
  return ways
}

const alongColumn = (from: number, to: number): string[] =>
  from === to ? [] : [`${CSI}${to + 1}d`, vertical(from, to)]

const vertical = (from: number, to: number): string =>
  `${CSI}${count(Math.abs(to - from))}${to > from ? 'B' : 'A'}`

const count = (distance: number): string => (distance === 1 ? '' : `${distance}`)
