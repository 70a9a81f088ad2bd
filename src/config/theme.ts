import { join } from 'node:path'
import { COLOURS, THEMES, type Theme } from '../core/look.ts'
import { readDocument } from './document.ts'
import { parseTree } from './explain.ts'
import { readText } from './file.ts'
import { mergeTrees } from './merge.ts'
import { inOrder, type Mistake, mistakeAt } from './mistake.ts'
import { either, nearest } from './nearest.ts'
import { authoredChange, authoredTheme } from './schema/theme.ts'
import { type Branch, type Path, partAt, type Tree } from './tree.ts'

export type ThemeResult =
  | { readonly ok: true; readonly theme: Theme }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] }

const WANTED = 'a theme is a map: title, extends, roles, ...'
const WHOLE = 'the theme'
const EXTENDS = 'extends'

/**
 * The theme of a file, or all its mistakes at once, each with its place. What it `extends` is one of the themes that come with
 * the program; they lie in `shipped`. Throws: never.
 */
export async function loadTheme(file: string, shipped: string): Promise<ThemeResult> {
  const { tree, mistakes } = await readTree(file)
  if (tree === null) return { ok: false, mistakes }
  const extended = tree.entries.get(EXTENDS)
  if (extended === undefined) return themeOf(tree, [...mistakes, ...colourMistakes(tree)], file)
  const own: Branch = {
    ...tree,
    entries: new Map([...tree.entries].filter(([key]) => key !== EXTENDS)),
  }
  const base = await readBase(extended.value, shipped)
  // Of what it says itself, so that a name is compared with all roles, and not with those that are still free.
  const written = parseTree(authoredChange, own, WHOLE)
  const found = [...mistakes, ...base.mistakes, ...colourMistakes(own), ...written.mistakes]
  if (found.length > 0 || base.tree === null) return { ok: false, mistakes: inOrder(found, [file]) }
  const laid = mergeTrees(base.tree, own)
  return themeOf(laid.tree, laid.mistakes, file)
}

function themeOf(tree: Tree, found: readonly Mistake[], file: string): ThemeResult {
  const { data, mistakes } = parseTree(authoredTheme, tree, WHOLE)
  const all = [...found, ...mistakes]
  return data !== null && all.length === 0
    ? { ok: true, theme: data }
    : { ok: false, mistakes: inOrder(all, [file]) }
}

async function readTree(file: string): Promise<ReturnType<typeof readDocument>> {
  const read = await readText(file)
  return read.ok ? readDocument(file, read.text, WANTED) : { tree: null, mistakes: [read.mistake] }
}

/** The theme that lies under another one. */
async function readBase(named: Tree, shipped: string): Promise<ReturnType<typeof readDocument>> {
  const said = named.kind === 'scalar' ? String(named.value) : ''
  const name = THEMES.find((known) => known === said)
  if (name !== undefined) return readTree(join(shipped, `${name}.yaml`))
  const message = `${EXTENDS} is "${said}"; expected ${either(THEMES)}`
  const suggestion = nearest(said, THEMES)
  return {
    tree: null,
    mistakes: [mistakeAt(named.place, [EXTENDS], message, { offending: said, suggestion })],
  }
}

/** Colours that are none, in all places where one may stand. */
function colourMistakes(tree: Tree): Mistake[] {
  const styles = ['roles', 'alarm'].flatMap((part) => keysBelow(tree, [part]))
  return [
    ...keysBelow(tree, ['backgrounds']).flatMap((path) => notAColour(tree, path, [])),
    ...styles.flatMap((path) => notAColour(tree, [...path, 'color'], COLOURS)),
  ]
}

function keysBelow(tree: Tree, path: Path): Path[] {
  const part = partAt(tree, path)
  if (part?.kind === 'map') return [...part.entries.keys()].map((key) => [...path, key])
  return part?.kind === 'list' ? part.items.map((_, index) => [...path, index]) : []
}

const HEX = /^#[\da-f]{6}$/i

function notAColour(tree: Tree, path: Path, names: readonly string[]): Mistake[] {
  const part = partAt(tree, path)
  if (part?.kind !== 'scalar') return []
  const { value, place } = part
  // What is no text is told by the schema.
  if (typeof value !== 'string') return []
  if (HEX.test(value) || names.includes(value)) return []
  const expected = names.length === 0 ? '"#rrggbb"' : `"#rrggbb", ${either(names)}`
  const message = `"${value}" is not a colour; expected ${expected}`
  return [mistakeAt(place, path, message, { offending: value, suggestion: nearest(value, names) })]
}
