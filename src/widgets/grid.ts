import type { Row } from '../core/row.ts'
import { blank, fitRow, padRow } from './fit.ts'

const GAP = 3

/** How many fields of that width stand beside each other, at least one. */
export function fieldsAcross(fieldWidth: number, width: number): number {
  return Math.max(1, Math.floor((width + GAP) / (fieldWidth + GAP)))
}

/** Short rows beside each other in columns of one width, read line by line, so that nothing moves when a value grows. */
export function gridRows(fields: readonly Row[], fieldWidth: number, width: number): readonly Row[] {
  const across = fieldsAcross(fieldWidth, width)
  return Array.from({ length: Math.ceil(fields.length / across) }, (_, line) => {
    const ofLine = fields.slice(line * across, (line + 1) * across)
    return ofLine.flatMap((field, index) =>
      index === ofLine.length - 1
        ? fitRow(field, Math.min(fieldWidth, width))
        : [...padRow(field, fieldWidth), blank(GAP)],
    )
  })
}
