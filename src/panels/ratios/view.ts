import type { Row } from '../../core/row.ts'
import { stack } from '../../widgets/stack.ts'
import { barsSection } from '../bars.ts'
import type { Area, Heights } from '../kind.ts'
import { notesSection } from '../notes.ts'
import type { Ratios } from './judge.ts'

export function heights({ items }: Ratios): Heights {
  return { full: items.length, least: Math.min(3, items.length) }
}

export function draw({ items }: Ratios, { width, height, glyphs }: Area): readonly Row[] {
  return stack([barsSection(items, width, glyphs, 0), notesSection(items, width, 2)], height)
}
