import { type Mistake, mistakeAt } from './mistake.ts'
import type { Branch, Place, Tree } from './tree.ts'
import { readYaml } from './yaml.ts'

/** The tree of one file, which must be a map; null where it can't be read, or holds none. `wanted` says what it should be. */
export function readDocument(
  file: string,
  text: string,
  wanted: string,
): { tree: Branch | null; mistakes: readonly Mistake[] } {
  const place: Place = { origin: { kind: 'file', name: file }, line: 1, column: 1 }
  const { tree, mistakes } = readYaml(text, place)
  if (mistakes.length > 0 && tree === null) return { tree, mistakes }
  if (tree?.kind === 'map') return { tree, mistakes }
  const message = tree === null || isNull(tree) ? 'the file is empty' : wanted
  return { tree: null, mistakes: [...mistakes, mistakeAt(tree?.place ?? place, [], message)] }
}

const isNull = (tree: Tree): boolean => tree.kind === 'scalar' && tree.value === null
