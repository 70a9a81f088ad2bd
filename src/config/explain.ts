import type { z } from 'zod'
import { SECRET_IN_PLAIN } from '../schema/fields.ts'
import { offendingOf } from './found.ts'
import { type Mistake, mistakeAt } from './mistake.ts'
import { either, nearest } from './nearest.ts'
import { ONCE } from './once.ts'
import { sentenceOf } from './sentence.ts'
import { keysAt } from './shape.ts'
import { formatPath, keyPlace, type Path, partAt, plainOf, type Tree, valuePlace } from './tree.ts'
import { closestBranch, kindsOf } from './union.ts'

type Issue = z.core.$ZodIssue
type Written = {
  readonly schema: z.core.$ZodType
  readonly tree: Tree
  readonly plain: unknown
  /** What the tree is called: `the profile`. */
  readonly whole: string
}

/** The tree as the schema reads it, or every mistake the schema finds in it, in words. */
export function parseTree<T>(
  schema: z.ZodType<T>,
  tree: Tree,
  whole = 'the profile',
): { data: T; mistakes: readonly [] } | { data: null; mistakes: readonly Mistake[] } {
  const plain = plainOf(tree)
  // Without words of its own an issue stays silent here; `explain` has better ones than the library.
  const parsed = schema.safeParse(plain, { ...ONCE, error: () => '' })
  if (parsed.success) return { data: parsed.data, mistakes: [] }
  const mistakes = parsed.error.issues.flatMap((issue) => explain(issue, [], { schema, tree, plain, whole }))
  return { data: null, mistakes: withoutEchoes(mistakes) }
}

function explain(issue: Issue, above: Path, written: Written): Mistake[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))]
  const { tree, whole } = written
  const nameOf = (part: Path): string => formatPath(part) || whole
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, written)
  const part = partAt(tree, path)
  if (part === null) return [missing(issue, path, written)]
  const found = plainOf(part)
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1))
    const reason = issue.issues[0]?.message ?? 'not allowed'
    const message = `"${key}" in ${nameOf(path.slice(0, -1))}: ${reason}`
    return [mistakeAt(keyPlace(tree, path), path, message, { offending: key })]
  }
  if (issue.code === 'invalid_union' && issue.message === '' && kindsOf(issue) === null) {
    const branch = closestBranch(issue)
    // An empty map is as near to one form as to another.
    const isOpen = typeof found === 'object' && found !== null && Object.keys(found).length === 0
    if (branch.kind === 'issues' && !isOpen) {
      return branch.issues.flatMap((inner) => explain(inner, path, written))
    }
  }
  const place = valuePlace(tree, path)
  if (maySecret(path) || issue.message.startsWith(SECRET_IN_PLAIN)) {
    const reason = issue.message === '' ? 'not in the form it should have' : issue.message
    return [mistakeAt(place, path, `${nameOf(path)}: ${reason}`)]
  }
  const { message, choices } = sentenceOf(issue, nameOf(path), found)
  const suggestion = typeof found === 'string' ? nearest(found, choices) : null
  return [mistakeAt(place, path, message, { offending: offendingOf(found), suggestion })]
}

/** Values that may be secrets, put where a reference to one belongs, are not shown. */
const maySecret = (path: Path): boolean =>
  path[0] === 'sources' && (path[2] === 'auth' || path[2] === 'headers') && path.length > 2

function unknownKeys(
  keys: readonly string[],
  path: Path,
  { schema, plain, tree, whole }: Written,
): Mistake[] {
  const name = formatPath(path) || whole
  const map = partAt(tree, path)
  const given = map?.kind === 'map' ? map.entries : new Map<string, unknown>()
  const allowed = keysAt(schema, plain, path)
  // A key that is there already was not what was meant.
  const free = allowed.filter((name) => !given.has(name))
  return keys.map((key) => {
    const at = [...path, key]
    const isAlternative = allowed.includes(key)
    const suggestion = isAlternative ? null : nearest(key, free)
    const known = suggestion === null ? `; known keys: ${allowed.join(', ')}` : ''
    const others = allowed.filter((name) => name !== key && given.has(name)).map((name) => `"${name}"`)
    const message = isAlternative
      ? `"${key}" can't stand beside ${either(others)} in ${name}`
      : `unknown key "${key}" in ${name}${known}`
    return mistakeAt(keyPlace(tree, at), at, message, { offending: key, suggestion })
  })
}

function missing(issue: Issue, path: Path, { tree, whole }: Written): Mistake {
  const { choices } = sentenceOf(issue, '', undefined)
  const expected = choices.length === 0 ? '' : `; expected ${either(choices)}`
  const parent = path.slice(0, -1)
  const message = `"${String(path.at(-1))}" is missing in ${formatPath(parent) || whole}${expected}`
  return mistakeAt(keyPlace(tree, parent), path, message)
}

/** A key that is missing because it was misspelt is told once, where it was misspelt. */
function withoutEchoes(mistakes: readonly Mistake[]): Mistake[] {
  const meant = new Set(
    mistakes.flatMap(({ path, offending, suggestion }) =>
      suggestion !== null && path.endsWith(offending)
        ? [`${path.slice(0, path.length - offending.length)}${suggestion}`]
        : [],
    ),
  )
  return mistakes.filter(({ path, message }) => !(meant.has(path) && message.includes(' is missing in ')))
}
