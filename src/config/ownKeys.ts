import { type Mistake, mistakeAt } from './mistake.ts'
import type { Place, Tree } from './tree.ts'
import { readYaml } from './yaml.ts'

/** What the file says, as if it stood under `keys` of a profile; nothing where it holds comments alone. */
export function readOwnKeys(
  file: string,
  text: string,
): { readonly trees: readonly Tree[]; readonly mistakes: readonly Mistake[] } {
  const place: Place = { origin: { kind: 'file', name: file }, line: 1, column: 1 }
  const { tree, mistakes } = readYaml(text, place)
  if (tree === null || (tree.kind === 'scalar' && tree.value === null)) return { trees: [], mistakes }
  if (tree.kind !== 'map') {
    const message = 'keys are a map from commands to keys; write it like gates: ctrl+g'
    return { trees: [], mistakes: [...mistakes, mistakeAt(tree.place, [], message)] }
  }
  const under: Tree = { kind: 'map', place, entries: new Map([['keys', { key: place, value: tree }]]) }
  return { trees: [under], mistakes }
}
