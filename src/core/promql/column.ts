import type { Labels } from '../sample.ts'
import { signatureOf } from './labels.ts'

/** A number at each moment of an evaluation; null where there is none. */
export type Numbers = readonly (number | null)[]

/** One series of an instant vector over the moments of an evaluation, at one of which at least it has a value. */
export type Column = { readonly labels: Labels; readonly values: Numbers }

/** A column of what `of` makes of each value; null where nothing is left. */
export function mapColumn(
  { values }: Column,
  labels: Labels,
  of: (value: number, step: number) => number | null,
): Column | null {
  return columnOf(
    labels,
    values.map((value, step) => (value === null ? null : of(value, step))),
  )
}

/** Null for values that are none at any moment. */
export const columnOf = (labels: Labels, values: Numbers): Column | null =>
  values.some((value) => value !== null) ? { labels, values } : null

export const isColumn = (column: Column | null): column is Column => column !== null

/**
 * Puts columns of the same labels into one. Where two have a value at one moment `clash` is called; or, with
 * `anytime`, where there are two at all.
 */
export function unite(
  columns: readonly Column[],
  clash: () => void,
  when: 'at one moment' | 'anytime' = 'at one moment',
): readonly Column[] {
  const united = new Map<string, Column>()
  for (const column of columns) {
    const signature = signatureOf(column.labels)
    const known = united.get(signature)
    if (known !== undefined && (when === 'anytime' || overlap(known.values, column.values))) clash()
    united.set(signature, known === undefined ? column : merged(known, column))
  }
  return united.size === columns.length ? columns : [...united.values()]
}

/** Whether two columns have a value at one moment. */
export const overlap = (a: Numbers, b: Numbers): boolean =>
  a.some((value, step) => value !== null && b[step] !== null)

const merged = ({ labels, values }: Column, other: Column): Column => ({
  labels,
  values: values.map((value, step) => value ?? other.values[step] ?? null),
})

/** Collects values moment by moment into columns, in the order in which their labels come first. */
export function collectColumns(steps: number): {
  readonly put: (labels: Labels, step: number, value: number) => void
  readonly columns: () => readonly Column[]
} {
  const collected = new Map<string, { readonly labels: Labels; readonly values: (number | null)[] }>()
  return {
    put: (labels, step, value) => {
      const signature = signatureOf(labels)
      const column = collected.get(signature) ?? { labels, values: Array(steps).fill(null) }
      collected.set(signature, column)
      column.values[step] = value
    },
    columns: () => [...collected.values()],
  }
}
