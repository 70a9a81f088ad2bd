import type { Row } from '../../core/row.ts'
import type { Glyphs } from '../../widgets/glyphs.ts'
import { rowsSection, type Section, stack } from '../../widgets/stack.ts'
import { tableLines } from '../../widgets/table.ts'
import { gridOf } from '../also.ts'
import { noteRow } from '../columns.ts'
import type { Area, Heights } from '../kind.ts'
import { compactColumns, deviceColumns } from './columns.ts'
import { type Gpu, levelsOf } from './judge.ts'
import { stripSection } from './strip.ts'

/** More devices than these are shown as short fields beside each other. */
const MOST_ROWS = 8

export function heights(data: Gpu, width: number): Heights {
  const full = sectionsOf(data, width, 'braille').reduce((sum, { rows }) => sum + rows, 0)
  return { full, least: Math.min(3, full) }
}

export function draw(data: Gpu, { width, height, glyphs }: Area): readonly Row[] {
  return stack(sectionsOf(data, width, glyphs), height)
}

function sectionsOf({ devices }: Gpu, width: number, glyphs: Glyphs): readonly Section[] {
  const [only] = devices
  // Without a single device there is nothing to lay out but the reason.
  if (only !== undefined && devices.length === 1 && only.key === '' && only.utilization.value === null) {
    return [rowsSection([noteRow(only.utilization, width)], levelsOf(devices), 0)]
  }
  if (devices.length <= MOST_ROWS) {
    return [rowsSection(tableLines(deviceColumns(devices), width), levelsOf(devices), 0)]
  }
  return [stripSection(devices, width, glyphs, 0.5), gridOf(compactColumns(devices), devices, width, 1)]
}
