import type { z } from 'zod'

type Issue = z.core.$ZodIssue
type Union = z.core.$ZodIssueInvalidUnion

/** What to tell of a value that fits none of several forms. */
export type Branch =
  /** It is of another type than all of them. */
  | { readonly kind: 'types'; readonly expected: readonly string[] }
  /** The issues with the form it is nearest to. */
  | { readonly kind: 'issues'; readonly issues: readonly Issue[] }

/** The form the author probably had in mind: one of the right type that knows most of the keys. */
export function closestBranch(union: Union): Branch {
  const branches = formsOf(union)
  const ofType = branches.filter((issues) => !issues.some(isTypeAtRoot))
  if (ofType.length === 0) return { kind: 'types', expected: branches.flat().flatMap(expectedOf) }
  const nowhere = unknownKeys(ofType[0] ?? []).filter((key) =>
    ofType.every((issues) => unknownKeys(issues).includes(key)),
  )
  if (nowhere.length > 0) {
    return { kind: 'issues', issues: [{ code: 'unrecognized_keys', keys: nowhere, path: [], message: '' }] }
  }
  const [best = []] = ofType.toSorted(
    (a, b) => unknownKeys(a).length - unknownKeys(b).length || a.length - b.length,
  )
  return { kind: 'issues', issues: best }
}

/** The words a map's kind can be, where the choice hangs on one of its keys. */
export const kindsOf = (union: Union): readonly unknown[] | null =>
  'options' in union ? (union.options ?? null) : null

/** A union within a union, for the same value, is one choice. */
function formsOf(union: Union): Issue[][] {
  return union.errors.flatMap((issues) => {
    const [only] = issues
    const isNested =
      issues.length === 1 &&
      only?.code === 'invalid_union' &&
      only.path.length === 0 &&
      kindsOf(only) === null
    return isNested ? formsOf(only) : [[...issues]]
  })
}

const isTypeAtRoot = (issue: Issue): boolean => issue.code === 'invalid_type' && issue.path.length === 0
const expectedOf = (issue: Issue): string[] => (issue.code === 'invalid_type' ? [issue.expected] : [])
const unknownKeys = (issues: readonly Issue[]): string[] =>
  issues.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : []))
