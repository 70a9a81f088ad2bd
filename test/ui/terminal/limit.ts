import { type Grid, glyphText } from '../../../src/ui/paint/grid.ts'

/**
 * The limit, worked out on its own: bytes of a string that writes every changed cell once and nothing else, each after
 * the shortest usual cursor move (row and column, column alone, forward) and the shortest usual change of style.
 */
export function shortestBytes(before: Grid, after: Grid): number {
  let bytes = 0
  let at: { x: number; y: number } | undefined
  let style = '0 0 0'
  for (let y = 0; y < after.rows; y += 1) {
    for (let x = 0; x < after.columns; x += 1) {
      const i = y * after.columns + x
      const text = glyphText(after, i)
      if (text === '' || (text === glyphText(before, i) && styleOf(before, i) === styleOf(after, i))) continue
      if (!at || at.x !== x || at.y !== y) bytes += moveBytes(at, x, y)
      const wanted = styleOf(after, i)
      if (text !== ' ' && wanted !== style) {
        bytes += styleBytes(style, wanted)
        style = wanted
      }
      bytes += Buffer.byteLength(text)
      at = { x: x + 1, y }
    }
  }
  return bytes
}

const styleOf = (grid: Grid, i: number): string => `${grid.fg[i]} ${grid.bg[i]} ${grid.attributes[i]}`

function moveBytes(at: { x: number; y: number } | undefined, x: number, y: number): number {
  const both = `\x1b[${y + 1};${x + 1}H`.length
  if (at?.y !== y) return both
  return Math.min(both, `\x1b[${x + 1}G`.length, `\x1b[${x - at.x}C`.length)
}

/** Only what the panels of the test use: named foregrounds and bold, or nothing. */
function styleBytes(from: string, to: string): number {
  if (to === '0 0 0') return '\x1b[m'.length
  const [fg, , attributes] = to.split(' ').map(Number)
  const codes = [...(attributes ? ['1'] : []), ...(fg ? ['32'] : [])]
  return `\x1b[${from === '0 0 0' ? '' : ';'}${codes.join(';')}m`.length
}
