import type { z } from 'zod'
import { SECRET_IN_PLAIN } from '../schema/fields.ts'
import { describeExpected, describeFound, offendingOf, quotingHint } from './found.ts'
import { type Mistake, mistakeAt } from './mistake.ts'
import { either, nearest } from './nearest.ts'
import { keysAt } from './shape.ts'
import { formatPath, keyPlace, type Path, partAt, plainOf, type Tree, valuePlace } from './tree.ts'
import { closestBranch, kindsOf } from './union.ts'

type Issue = z.core.$ZodIssue
type Written = { readonly schema: z.core.$ZodType; readonly tree: Tree; readonly plain: unknown }

/** Every mistake the schema finds in the tree, in words. */
export function explainTree(schema: z.ZodType, tree: Tree): Mistake[] {
  const plain = plainOf(tree)
  // Without words of its own an issue stays silent here; `explain` has better ones than the library.
  const parsed = schema.safeParse(plain, { error: () => '' })
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue) => explain(issue, [], { schema, tree, plain }))
}

function explain(issue: Issue, above: Path, written: Written): Mistake[] {
  const path = [...above, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))]
  if (issue.code === 'unrecognized_keys') return unknownKeys(issue.keys, path, written)
  const part = partAt(written.tree, path)
  if (part === null) return [missing(issue, path, written)]
  const found = plainOf(part)
  const place = valuePlace(written.tree, path)
  const tell = (message: string, suggestion: string | null = null): Mistake[] => [
    mistakeAt(place, path, message, { offending: offendingOf(found), suggestion }),
  ]
  const is = `${nameOf(path)} is ${describeFound(found)}`
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1))
    const reason = issue.issues[0]?.message ?? 'not allowed'
    const message = `"${key}" in ${nameOf(path.slice(0, -1))}: ${reason}`
    return [mistakeAt(keyPlace(written.tree, path), path, message, { offending: key })]
  }
  if (issue.message.startsWith(SECRET_IN_PLAIN)) {
    return [mistakeAt(place, path, `${nameOf(path)}: ${issue.message}`)]
  }
  if (issue.message !== '') {
    return tell(typeof found === 'object' ? `${nameOf(path)}: ${issue.message}` : `${is}: ${issue.message}`)
  }
  switch (issue.code) {
    case 'invalid_type':
      return tell(`${is}; expected ${describeExpected(issue.expected)}${quotingHint(issue.expected, found)}`)
    case 'invalid_value':
      return tell(`${is}; expected ${oneOf(issue.values)}`, nearestOf(found, issue.values))
    case 'invalid_union': {
      const kinds = kindsOf(issue)
      if (kinds !== null) return tell(`${is}; expected ${oneOf(kinds)}`, nearestOf(found, kinds))
      const branch = closestBranch(issue)
      if (branch.kind === 'types') {
        return tell(`${is}; expected ${either([...new Set(branch.expected.map(describeExpected))])}`)
      }
      return branch.issues.flatMap((inner) => explain(inner, path, written))
    }
    case 'too_small':
      return tell(sizeMessage(is, path, issue.origin, 'at least', issue.minimum, issue.inclusive ?? true))
    case 'too_big':
      return tell(sizeMessage(is, path, issue.origin, 'at most', issue.maximum, issue.inclusive ?? true))
    default:
      return tell(`${is}, which is not valid here`)
  }
}

function unknownKeys(keys: readonly string[], path: Path, written: Written): Mistake[] {
  const present = partAt(written.tree, path)
  const given = present?.kind === 'map' ? new Set(present.entries.keys()) : new Set<string>()
  const allowed = keysAt(written.schema, written.plain, path)
  return keys.map((key) => {
    const at = [...path, key]
    // A key that is there already was not what was meant.
    const suggestion = nearest(
      key,
      allowed.filter((name) => !given.has(name)),
    )
    const known = suggestion === null && allowed.length <= 12 ? `; known keys: ${allowed.join(', ')}` : ''
    const message = `unknown key "${key}" in ${nameOf(path)}${known}`
    return mistakeAt(keyPlace(written.tree, at), at, message, { offending: key, suggestion })
  })
}

function missing(issue: Issue, path: Path, { tree }: Written): Mistake {
  const options =
    issue.code === 'invalid_union' ? kindsOf(issue) : issue.code === 'invalid_value' ? issue.values : null
  const expected = options === null ? '' : `; expected ${oneOf(options)}`
  const parent = path.slice(0, -1)
  const message = `"${String(path.at(-1))}" is missing in ${nameOf(parent)}${expected}`
  return mistakeAt(keyPlace(tree, parent), path, message)
}

function sizeMessage(
  is: string,
  path: Path,
  origin: string,
  bound: string,
  size: number | bigint,
  inclusive: boolean,
): string {
  if (origin === 'string')
    return size === 1 ? `${nameOf(path)} is empty` : `${is}; expected ${bound} ${size} characters`
  if (origin === 'array') return `${is}; expected ${bound} ${size} ${size === 1 ? 'item' : 'items'}`
  const strict = bound === 'at least' ? 'more than' : 'less than'
  return `${is}; expected ${inclusive ? bound : strict} ${size}`
}

const nameOf = (path: Path): string => formatPath(path) || 'the profile'
const oneOf = (values: readonly unknown[]): string => either(values.map(String))
const nearestOf = (found: unknown, values: readonly unknown[]): string | null =>
  typeof found === 'string' ? nearest(found, values.map(String)) : null
