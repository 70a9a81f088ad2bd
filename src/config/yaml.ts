import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar as YamlScalar,
} from 'yaml'
import { type Mistake, mistakeAt } from './mistake.ts'
import type { Entry, Origin, Place, Scalar, Tree } from './tree.ts'
import { syntaxMistakes } from './yamlSyntax.ts'

/** Aliases can make a small file large: at most so many parts once they are all written out. */
const MOST_PARTS = 50_000
const DEEPEST = 40

/** Where the text stands: an option's value begins somewhere within the option. */
export type Start = { readonly origin: Origin; readonly line: number; readonly column: number }

/** The tree of a YAML text; null where its mistakes leave none, or where it is empty. Throws: never. */
export function readYaml(text: string, start: Start): { tree: Tree | null; mistakes: Mistake[] } {
  const document = parseDocument(text, {
    prettyErrors: false,
    stringKeys: true,
    // They are compared with each other one by one; here a Map does it in one pass.
    uniqueKeys: false,
    resolveKnownTags: false,
    logLevel: 'error',
  })
  const placeOf = placesIn(text, start)
  const syntax = syntaxMistakes(document, text, placeOf)
  if (syntax.length > 0) return { tree: null, mistakes: syntax }
  const reading: Reading = { text, document, placeOf, mistakes: [], parts: 0, isFull: false }
  const tree = document.contents === null ? null : treeOf(document.contents, reading, 0)
  return { tree, mistakes: reading.mistakes }
}

/** Finds the place of an offset; the library's own counter loses lines after some mistakes. */
function placesIn(text: string, start: Start): (offset: number) => Place {
  const breaks = [...text.matchAll(/\n/g)].map(({ index }) => index)
  return (offset) => {
    const at = Math.min(offset, text.length)
    let [low, high] = [0, breaks.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((breaks[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    const column = at - (breaks[low - 1] ?? -1)
    const shift = low === 0 ? start.column - 1 : 0
    return { origin: start.origin, line: start.line + low, column: column + shift }
  }
}

type Reading = {
  readonly text: string
  readonly document: Document.Parsed
  readonly placeOf: (offset: number) => Place
  readonly mistakes: Mistake[]
  parts: number
  isFull: boolean
}

const startOf = (node: Node | null | undefined): number => node?.range?.[0] ?? 0

function treeOf(node: Node, reading: Reading, depth: number): Tree {
  const place = reading.placeOf(startOf(node))
  reading.parts += 1
  if (reading.parts > MOST_PARTS || depth > DEEPEST) return overflow(place, reading, depth)
  if (isAlias(node)) {
    const target = node.resolve(reading.document)
    if (target !== undefined) return treeOf(target, reading, depth + 1)
    const message = `"*${node.source}" refers to an anchor "&${node.source}" that is not above it`
    reading.mistakes.push(mistakeAt(place, [], message, { offending: node.source }))
    return nothing(place)
  }
  if (isSeq<Node>(node)) {
    return { kind: 'list', place, items: node.items.map((item) => treeOf(item, reading, depth + 1)) }
  }
  if (isMap<Node, Node | null>(node)) return mapOf(node.items, place, reading, depth)
  if (isScalar(node)) return scalarOf(node, place, reading)
  return nothing(place)
}

function mapOf(
  items: readonly Pair<Node, Node | null>[],
  place: Place,
  reading: Reading,
  depth: number,
): Tree {
  const entries = new Map<string, Entry>()
  for (const { key, value } of items) {
    const name = isScalar(key) ? String(key.value) : ''
    const keyPlace = reading.placeOf(startOf(key))
    const known = entries.get(name)
    if (known !== undefined) {
      const message = `the key "${name}" is given twice; the first is on line ${known.key.line}`
      reading.mistakes.push(mistakeAt(keyPlace, [], message, { offending: name }))
      continue
    }
    entries.set(name, {
      key: keyPlace,
      value: value === null ? nothing(keyPlace) : treeOf(value, reading, depth + 1),
    })
    if (reading.isFull) break
  }
  return { kind: 'map', place, entries }
}

function scalarOf(node: YamlScalar, place: Place, reading: Reading): Scalar {
  const { value } = node
  const { text, placeOf } = reading
  const [from, to] = [startOf(node), node.range?.[1] ?? startOf(node)]
  return {
    kind: 'scalar',
    place,
    value:
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null,
    within: (index) => placeOf(typeof value === 'string' ? align(text, from, to, value, index) : from),
  }
}

/**
 * Where in the source the character at `index` of the value stands. Quoting, folding and indentation add
 * characters and change white space, but what is seen stays in its order.
 */
function align(text: string, from: number, to: number, value: string, index: number): number {
  const isBlock = /^[|>]/.test(text.slice(from, from + 1)) && !value.startsWith(text.charAt(from))
  let at = isBlock ? text.indexOf('\n', from) + 1 : from
  for (let i = 0; i < value.length; i++) {
    const char = value.charAt(i)
    if (/\s/.test(char)) {
      if (i === index) return at
      continue
    }
    const found = text.indexOf(char, at)
    if (found === -1 || found >= to) return Math.min(at, to)
    if (i === index) return found
    at = found + 1
  }
  return Math.min(at, to)
}

function overflow(place: Place, reading: Reading, depth: number): Tree {
  if (!reading.isFull) {
    const message =
      depth > DEEPEST
        ? `nested deeper than ${DEEPEST} levels, or an alias that contains itself`
        : `more than ${MOST_PARTS} values once all aliases are written out`
    reading.mistakes.push(mistakeAt(place, [], message))
  }
  reading.isFull = true
  return nothing(place)
}

const nothing = (place: Place): Scalar => ({ kind: 'scalar', place, value: null, within: () => place })
