import type { Labels } from '../../sample.ts'
import type { Aggregate } from '../ast.ts'
import { METRIC_NAME, only, signatureOn, signatureWithout, without } from '../labels.ts'

export type Grouping = Pick<Aggregate, 'grouping' | 'without'>

/** Which group a series belongs to, as one text, and the labels of that group. */
function groupsBy({ grouping, without: isWithout }: Grouping): {
  readonly key: (labels: Labels) => string
  readonly labels: (labels: Labels) => Labels
} {
  if (!isWithout)
    return {
      key: (labels) => signatureOn(labels, grouping),
      labels: (labels) => only(labels, grouping),
    }
  const left = new Set([METRIC_NAME, ...grouping])
  return {
    key: (labels) => signatureWithout(labels, left),
    labels: (labels) => without(labels, left),
  }
}

/** Members by group, in the order in which groups come first. */
export function groupMembers<T extends { readonly labels: Labels }>(
  members: readonly T[],
  grouping: Grouping,
): { readonly labels: Labels; readonly members: readonly T[] }[] {
  const by = groupsBy(grouping)
  const groups = Map.groupBy(members, (member) => by.key(member.labels))
  return [...groups.values()].flatMap((members) =>
    members[0] === undefined ? [] : [{ labels: by.labels(members[0].labels), members }],
  )
}
