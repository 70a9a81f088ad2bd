import { type Role, type Row, span } from '../../core/row.ts'
import type { Level } from '../../core/verdict.ts'
import { cellWidth } from '../../core/width.ts'
import type { Panel } from '../../panels/panel.ts'
import { SYMBOLS } from '../../widgets/badge.ts'
import { rowWidth } from '../../widgets/fit.ts'

export type FrameOptions = {
  readonly title: string
  readonly number: number
  readonly level: Level
  /** Where its values come from instead of their own source; null where they don't. */
  readonly via: string | null
  readonly isOff: boolean
  readonly isFocused: boolean
}

/** What the frame of a panel tells. */
export const headOf = (panel: Panel, index: number, isFocused: boolean): FrameOptions => ({
  title: panel.config.title,
  number: index + 1,
  level: panel.level,
  isOff: panel.isOff,
  via: panel.via,
  isFocused,
})

type Framed = {
  readonly options: FrameOptions
  readonly width: number
  readonly height: number
  readonly rows: readonly Row[]
}

/** By what is in them. A panel that has not changed draws the very rows it drew, and most seconds change few panels. */
const FRAMED = new WeakMap<readonly Row[], Framed>()

/** Rows with a border around them, the title in it: `╭─ 1 Latency ✖ ──╮`. Always exactly `height` rows of `width` cells. */
export function frameRows(
  content: readonly Row[],
  options: FrameOptions,
  width: number,
  height: number,
): readonly Row[] {
  const last = FRAMED.get(content)
  if (last?.width === width && last.height === height && isSame(last.options, options)) return last.rows
  const rows = drawFrame(content, options, width, height)
  FRAMED.set(content, { options, width, height, rows })
  return rows
}

const isSame = (a: FrameOptions, b: FrameOptions): boolean =>
  a.title === b.title &&
  a.number === b.number &&
  a.level === b.level &&
  a.isOff === b.isOff &&
  a.via === b.via &&
  a.isFocused === b.isFocused

function drawFrame(content: readonly Row[], options: FrameOptions, width: number, height: number): Row[] {
  const border: Role = options.isFocused ? 'borderFocus' : 'border'
  const inner = width - 4
  const body = Array.from({ length: Math.max(0, height - 2) }, (_, i): Row => {
    const row = content[i] ?? []
    return [
      span('│ ', border),
      ...row,
      span(' '.repeat(Math.max(0, inner - rowWidth(row)))),
      span(' │', border),
    ]
  })
  return [
    topBorder(options, border, width),
    ...body,
    [span(`╰${'─'.repeat(Math.max(0, width - 2))}╯`, border)],
  ]
}

function topBorder(options: FrameOptions, border: Role, width: number): Row {
  const { title, number, level, isOff, via, isFocused } = options
  // Calm when all is well: an ok panel has nothing to add to its title.
  const symbol = isOff ? ' ○' : level === 'ok' ? '' : ` ${SYMBOLS[level]}`
  const label = ` ${number} ${title}`
  const instead = via === null ? '' : ` via ${via}`
  const used = cellWidth(label) + cellWidth(symbol) + cellWidth(instead) + 5
  if (used > width)
    return [span(`╭─ ${number} ${'─'.repeat(Math.max(0, width - 5 - String(number).length))}╮`, border)]
  return [
    // Seen without colours too.
    span(isFocused ? '╭▸' : '╭─', border),
    span(label, titleRole(options)),
    span(symbol, isOff ? 'dim' : level),
    span(instead, 'warn'),
    span(` ${'─'.repeat(width - used + 1)}╮`, border),
  ]
}

/** Where something is broken the title is loud, so that the eye goes there first, whatever is in focus. */
function titleRole({ level, isOff, isFocused }: FrameOptions): Role {
  if (!isOff && (level === 'crit' || level === 'warn')) return level
  return isFocused ? 'accent' : 'title'
}
