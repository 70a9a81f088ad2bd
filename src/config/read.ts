import { checkTree } from './check.ts'
import { readDocument } from './document.ts'
import { parseTree } from './explain.ts'
import { mergeTrees } from './merge.ts'
import { inOrder, type Mistake } from './mistake.ts'
import { readOwnKeys } from './ownKeys.ts'
import { authoredProfile, type Profile } from './profile.ts'
import { resolveProfile } from './resolve.ts'
import { type Assignment, assign, assignmentOfOption, assignmentsOfEnvironment } from './set.ts'
import type { Tree } from './tree.ts'

export type ProfileText = { readonly file: string; readonly text: string }

export type ProfileTexts = {
  /** The profile and what is put over it, in this order; the name is what mistakes call it. */
  readonly texts: readonly ProfileText[]
  /** The keys of whoever watches: what stands under `keys`, put over that of the files. */
  readonly ownKeys?: ProfileText | null
  /** `sources.prometheus.url=http://…`, as `--set` has it. */
  readonly sets: readonly string[]
  /** `HYPERCARE__sources__prometheus__url` and the like are put over the files, and `sets` over these. */
  readonly env: Readonly<Record<string, string | undefined>>
}

export type ProfileResult =
  | { readonly ok: true; readonly profile: Profile }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

/** The profile, or all its mistakes at once, each with its place. Throws: never. */
export function readProfile({ texts, ownKeys = null, sets, env }: ProfileTexts): ProfileResult {
  const mistakes: Mistake[] = []
  const trees = texts.flatMap(({ file, text }) => {
    const read = readDocument(file, text, 'a profile is a map: version, name, sources, ...')
    mistakes.push(...read.mistakes)
    return read.tree ?? []
  })
  const own = ownKeys === null ? null : readOwnKeys(ownKeys.file, ownKeys.text)
  mistakes.push(...(own?.mistakes ?? []))
  const options = sets.map(assignmentOfOption)
  mistakes.push(...options.filter((option) => 'message' in option))
  const assignments = [
    ...assignmentsOfEnvironment(env),
    ...options.filter((option): option is Assignment => 'steps' in option),
  ]
  const [first, ...over] = trees
  // A file that can't be read at all leaves its parts unknown; what refers to them would be called wrong.
  const isWhole = trees.length === texts.length
  const tree =
    first === undefined || !isWhole
      ? null
      : laidOver(first, [...over, ...(own?.trees ?? [])], assignments, mistakes)
  const parsed = tree === null ? null : parseTree(authoredProfile, tree)
  if (tree !== null && parsed !== null) mistakes.push(...parsed.mistakes, ...checkTree(tree, parsed.data))
  if (mistakes.length === 0 && parsed?.data) return { ok: true, profile: resolveProfile(parsed.data) }
  const files = [...texts, ...(ownKeys === null ? [] : [ownKeys])].map(({ file }) => file)
  return { ok: false, mistakes: inOrder(mistakes, files) }
}

/** Files, then variables and options over them; what goes wrong is added to the mistakes. */
function laidOver(
  base: Tree,
  over: readonly Tree[],
  assignments: readonly Assignment[],
  mistakes: Mistake[],
): Tree {
  let whole = base
  for (const tree of over) {
    const merged = mergeTrees(whole, tree)
    mistakes.push(...merged.mistakes)
    whole = merged.tree
  }
  for (const assignment of assignments) {
    const assigned = assign(whole, assignment)
    mistakes.push(...assigned.mistakes)
    whole = assigned.tree
  }
  return whole
}
