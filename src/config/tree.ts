/** Where a part of a profile was written: a file, an option of the command line or a variable of the environment. */
export type Origin = { readonly kind: 'file' | 'option' | 'variable'; readonly name: string }

/** Line and column are counted from 1. */
export type Place = { readonly origin: Origin; readonly line: number; readonly column: number }

export type Scalar = {
  readonly kind: 'scalar'
  readonly place: Place
  readonly value: string | number | boolean | null
  /** The place of the character at that index of the text, however it is quoted or folded. */
  readonly within: (index: number) => Place
}
export type Entry = { readonly key: Place; readonly value: Tree }
export type Branch = {
  readonly kind: 'map'
  readonly place: Place
  readonly entries: ReadonlyMap<string, Entry>
}
export type List = { readonly kind: 'list'; readonly place: Place; readonly items: readonly Tree[] }

/** YAML as written, each part with its place, so that a mistake is found again after files were merged. */
export type Tree = Scalar | Branch | List

export type Path = readonly (string | number)[]

/** The part at the path, or null where there is none. */
export function partAt(tree: Tree, path: Path): Tree | null {
  let part: Tree | null = tree
  for (const step of path) part = part === null ? null : childOf(part, step)
  return part
}

function childOf(tree: Tree, step: string | number): Tree | null {
  if (tree.kind === 'map') return tree.entries.get(String(step))?.value ?? null
  if (tree.kind === 'list' && typeof step === 'number') return tree.items[step] ?? null
  return null
}

/** The place of the value at the path; of a missing one, the key of the map that lacks it. */
export function valuePlace(tree: Tree, path: Path): Place {
  return partAt(tree, path)?.place ?? keyPlace(tree, path.slice(0, -1))
}

/** The place of the key at the end of the path; of an item of a list, the item itself. */
export function keyPlace(tree: Tree, path: Path): Place {
  const last = path.at(-1)
  if (last === undefined) return tree.place
  const parent = partAt(tree, path.slice(0, -1))
  if (parent === null) return keyPlace(tree, path.slice(0, -1))
  const entry = parent.kind === 'map' ? parent.entries.get(String(last)) : undefined
  if (entry !== undefined) return entry.key
  return childOf(parent, last)?.place ?? keyPlace(tree, path.slice(0, -1))
}

/** The tree as plain data. */
export function plainOf(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.value
    case 'list':
      return tree.items.map(plainOf)
    case 'map':
      // From entries, `__proto__` becomes a key like any other.
      return Object.fromEntries([...tree.entries].map(([key, { value }]) => [key, plainOf(value)]))
  }
}

/** `signals.latency_p95.rules[0].above`; empty for the whole profile. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('')
}
