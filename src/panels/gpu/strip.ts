import { type Row, type Span, span } from '../../core/row.ts'
import type { Glyphs } from '../../widgets/glyphs.ts'
import { append } from '../../widgets/spark.ts'
import { type Section, wholeSection } from '../../widgets/stack.ts'
import type { Device } from './judge.ts'

const BLOCKS = '▁▂▃▄▅▆▇█'
const ASCII = '_-=#'
const TITLE_WIDTH = 5

/** All devices at one glance: a cell each, utilisation above memory, in the order of their numbers. */
export function stripSection(
  devices: readonly Device[],
  width: number,
  glyphs: Glyphs,
  rank: number,
): Section {
  if (devices.length + TITLE_WIDTH > width) return wholeSection([], rank)
  const util = devices.map((device) =>
    typeof device.utilization.value === 'number' ? device.utilization.value : null,
  )
  const memory = devices.map(({ memoryPart }) => memoryPart)
  const rows = [
    stripRow('util', util, devices, glyphs),
    ...(memory.every((part) => part === null) ? [] : [stripRow('VRAM', memory, devices, glyphs)]),
  ]
  return wholeSection(rows, rank)
}

function stripRow(
  title: string,
  parts: readonly (number | null)[],
  devices: readonly Device[],
  glyphs: Glyphs,
): Row {
  const signs = glyphs === 'ascii' ? ASCII : BLOCKS
  const spans: Span[] = [span(title.padEnd(TITLE_WIDTH), 'dim')]
  parts.forEach((part, index) => {
    const level = devices[index]?.level ?? 'unknown'
    const place = Math.min(signs.length - 1, Math.floor(Math.max(0, part ?? 0) * signs.length))
    append(spans, part === null ? '·' : (signs[place] ?? ' '), level === 'ok' ? 'bar' : level)
  })
  return spans
}
