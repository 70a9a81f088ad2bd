import { type Row, type Span, span } from '../../core/row.ts'
import { type Glyphs, INK } from '../../widgets/glyphs.ts'
import { append } from '../../widgets/spark.ts'
import { type Section, wholeSection } from '../../widgets/stack.ts'
import { type Device, numberOf } from './judge.ts'

const TITLE_WIDTH = 5

const CELLS_TOGETHER = 8

type Strip = { readonly title: string; readonly parts: readonly (number | null)[] }

/** All devices at one glance: a cell each, in the order of their numbers, over as many rows as it takes. */
export function stripSection(
  devices: readonly Device[],
  width: number,
  glyphs: Glyphs,
  rank: number,
): Section {
  const across = Math.floor((width - TITLE_WIDTH) / CELLS_TOGETHER) * CELLS_TOGETHER
  if (across <= 0) return wholeSection([], rank)
  const strips: readonly Strip[] = [
    { title: 'util', parts: devices.map(({ utilization }) => numberOf(utilization)) },
    { title: 'VRAM', parts: devices.map(({ memoryPart }) => memoryPart) },
  ]
  const known = strips.filter(({ parts }) => parts.some((part) => part !== null))
  const rows = known.flatMap(({ title, parts }) =>
    Array.from({ length: Math.ceil(devices.length / across) }, (_, line) => {
      const from = line * across
      return stripRow(
        line === 0 ? title : '',
        parts.slice(from, from + across),
        devices.slice(from, from + across),
        glyphs,
      )
    }),
  )
  return wholeSection(rows, rank)
}

function stripRow(
  title: string,
  parts: readonly (number | null)[],
  devices: readonly Device[],
  glyphs: Glyphs,
): Row {
  const signs = INK[glyphs].heights
  const spans: Span[] = [span(title.padEnd(TITLE_WIDTH), 'dim')]
  parts.forEach((part, index) => {
    const level = devices[index]?.level ?? 'unknown'
    const place = Math.min(signs.length - 1, Math.floor(Math.max(0, part ?? 0) * signs.length))
    append(spans, part === null ? '·' : (signs[place] ?? ' '), level === 'ok' ? 'bar' : level)
  })
  return spans
}
