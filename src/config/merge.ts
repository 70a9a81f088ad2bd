import { type Mistake, mistakeAt } from './mistake.ts'
import { nearest } from './nearest.ts'
import { type Branch, type Entry, formatPath, type Path, type Tree } from './tree.ts'

/**
 * One file over another: maps are merged key by key, everything else is replaced, `null` removes a key.
 * Removing what is not there is a mistake, since it removes nothing.
 */
export function mergeTrees(base: Tree, over: Tree, path: Path = []): { tree: Tree; mistakes: Mistake[] } {
  if (over.kind !== 'map') return { tree: over, mistakes: [] }
  const below: Branch = base.kind === 'map' ? base : { ...over, entries: new Map<string, Entry>() }
  const entries = new Map(below.entries)
  const mistakes: Mistake[] = []
  for (const [key, entry] of over.entries) {
    const known = entries.get(key)
    const at = [...path, key]
    if (isRemoval(entry.value, at)) {
      if (known === undefined) {
        const message = `nothing to remove: there is no ${formatPath(at)}`
        mistakes.push(
          mistakeAt(entry.key, at, message, { offending: key, suggestion: nearest(key, entries.keys()) }),
        )
      }
      entries.delete(key)
      continue
    }
    if (known === undefined || known.value.kind !== 'map' || entry.value.kind !== 'map') {
      entries.set(key, entry)
      continue
    }
    const merged = mergeTrees(known.value, entry.value, at)
    mistakes.push(...merged.mistakes)
    entries.set(key, { key: known.key, value: merged.tree })
  }
  return { tree: { ...below, entries }, mistakes }
}

/** A command without a key is said by null too: `keys: { quit: null }`. */
export const isRemoval = (value: Tree, [part, ...below]: Path): boolean =>
  value.kind === 'scalar' && value.value === null && (part !== 'keys' || below.length === 0)
