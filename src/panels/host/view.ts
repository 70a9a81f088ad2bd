import type { Row } from '../../core/row.ts'
import { stack } from '../../widgets/stack.ts'
import { barsSection } from '../bars.ts'
import type { Area, Heights } from '../kind.ts'
import { notesSection } from '../notes.ts'
import type { Host } from './judge.ts'

export function heights({ items }: Host): Heights {
  return { full: items.length, least: Math.min(3, items.length) }
}

export function draw({ items }: Host, { width, height }: Area): readonly Row[] {
  return stack([barsSection(items, width, 0), notesSection(items, width, 2)], height)
}
