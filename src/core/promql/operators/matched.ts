import type { Labels } from '../../sample.ts'
import type { Binary, Matching } from '../ast.ts'
import { type Column, columnOf, overlap } from '../column.ts'
import {
  formatLabels,
  labelOf,
  METRIC_NAME,
  only,
  signatureOf,
  withLabel,
  without,
  withoutName,
} from '../labels.ts'
import { matchKey } from './matchKey.ts'
import { changesValue, isSetOp, operatorOf } from './numbers.ts'

/** An arithmetic operation or comparison of two vectors, element by element. `fail` is told why it can't be. */
export function matchVectors(
  { op, isBool }: Binary,
  matching: Matching,
  left: readonly Column[],
  right: readonly Column[],
  fail: (message: string) => void,
): Column[] {
  if (isSetOp(op)) throw new Error(`"${op}" is not an operation of elements`)
  const operate = operatorOf(op, isBool)
  const isSwapped = matching.card === 'one-to-many'
  const [many, one] = isSwapped ? [right, left] : [left, right]
  const key = matchKey(matching)
  const ones = Map.groupBy(one, key)
  checkOnes(ones, many, matching, fail)

  const results = new Map<string, Column[]>()
  for (const column of many) {
    const matchKey = key(column)
    const before = results.get(matchKey) ?? []
    for (const partner of ones.get(matchKey) ?? []) {
      const values = column.values.map((value, step) => {
        const other = partner.values[step] ?? null
        if (value === null || other === null) return null
        return isSwapped ? operate(other, value) : operate(value, other)
      })
      const labels = resultLabels(column.labels, partner.labels, matching, changesValue(op, isBool))
      const result = columnOf(labels, values)
      if (result === null) continue
      const clash = clashWith(before, result, matching)
      if (clash !== null) fail(clash)
      before.push(result)
    }
    results.set(matchKey, before)
  }
  return [...results.values()].flat()
}

/** On the "one" side there may be one series only for each match, at any moment at which there are many to match. */
function checkOnes(
  ones: ReadonlyMap<string, readonly Column[]>,
  many: readonly Column[],
  { card, on, labels }: Matching,
  fail: (message: string) => void,
): void {
  for (const [first, ...others] of ones.values()) {
    const twin = others.find((other) =>
      first?.values.some(
        (value, step) =>
          value !== null && other.values[step] !== null && many.some(({ values }) => values[step] !== null),
      ),
    )
    if (first === undefined || twin === undefined) continue
    const group = on ? only(first.labels, labels) : without(first.labels, new Set([METRIC_NAME, ...labels]))
    fail(
      `found duplicate series for the match group ${formatLabels(group)} on the ${card === 'one-to-many' ? 'left' : 'right'} hand-side of the operation: [${formatLabels(twin.labels)}, ${formatLabels(first.labels)}]; many-to-many matching not allowed: matching labels must be unique on one side`,
    )
  }
}

function clashWith(before: readonly Column[], result: Column, { card }: Matching): string | null {
  if (card === 'one-to-one') {
    return before.some((other) => overlap(other.values, result.values))
      ? 'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)'
      : null
  }
  return before.some(
    (other) =>
      signatureOf(other.labels) === signatureOf(result.labels) && overlap(other.values, result.values),
  )
    ? 'multiple matches for labels: grouping labels must ensure unique matches'
    : null
}

function resultLabels(many: Labels, one: Labels, matching: Matching, dropsName: boolean): Labels {
  const { card, on, labels, include } = matching
  const named = dropsName ? withoutName(many) : many
  if (card !== 'one-to-one')
    return include.reduce((result, name) => withLabel(result, name, labelOf(one, name)), named)
  if (on) return only(named, labels)
  return labels.length === 0 ? named : without(named, new Set(labels))
}
