/** What stands in an element: its text where it has no elements, else those of them that are read. */
export type Content = string | { readonly [name: string]: Content | readonly Content[] }

/** The elements to read, by name, `*` for all others. Of an element without a shape of its own the text is read. */
export type Shape = { readonly [name: string]: Shape }

export const TEXT: Shape = {}

/**
 * Reads the element that begins at the start of a text: XML as programs print it, without entities, comments and CDATA.
 * What is not in the shape is passed over by the next end of its name, which takes no look at what is in it. An element that
 * stands there several times becomes a list. Null where something that is read is not closed, or not in its turn.
 */
export function readXml(xml: string, shape: Shape): Content | null {
  let at = 0

  /** The name of the tag that begins here, without its attributes; `at` is then after it. */
  const openTag = (begin: number): { readonly name: string; readonly isEmpty: boolean } | null => {
    const end = xml.indexOf('>', begin)
    if (end === -1) return null
    at = end + 1
    const isEmpty = xml.charAt(end - 1) === '/'
    const tag = xml.slice(begin + 1, isEmpty ? end - 1 : end)
    const blank = tag.indexOf(' ')
    return { name: blank === -1 ? tag : tag.slice(0, blank), isEmpty }
  }

  /** What stands in the element whose start was just read, up to its end; null where that does not come. */
  const contentOf = (name: string, own: Shape): Content | null => {
    const begin = at
    let elements: Record<string, Content | Content[]> | null = null
    for (;;) {
      const tag = xml.indexOf('<', at)
      if (tag === -1) return null
      if (xml.charAt(tag + 1) === '/') {
        if (!xml.startsWith(`${name}>`, tag + 2)) return null
        at = tag + name.length + 3
        return elements ?? alone(xml.slice(begin, tag).trim())
      }
      const opened = openTag(tag)
      if (opened === null) return null
      // Without a prototype, for an element may be called anything.
      elements ??= Object.create(null) as Record<string, Content | Content[]>
      const shapeOfIt = own[opened.name] ?? own['*']
      const content = opened.isEmpty
        ? ''
        : shapeOfIt === undefined
          ? passOver(opened.name)
          : contentOf(opened.name, shapeOfIt)
      if (content === null) return null
      if (shapeOfIt !== undefined) add(elements, opened.name, content)
    }
  }

  const passOver = (name: string): Content | null => {
    const end = xml.indexOf(`</${name}>`, at)
    if (end === -1) return null
    at = end + name.length + 3
    return ''
  }

  const root = openTag(0)
  return root === null || root.isEmpty ? null : contentOf(root.name, shape)
}

/** V8 copies parts of a text that are shorter than this anyway. */
const SHORTEST_VIEW = 13

/** A copy: V8 makes a long part of a text a view of it, which would keep the whole output in memory for a name. */
const alone = (part: string): string => (part.length < SHORTEST_VIEW ? part : Buffer.from(part).toString())

function add(elements: Record<string, Content | Content[]>, name: string, content: Content): void {
  const before = elements[name]
  elements[name] =
    before === undefined ? content : Array.isArray(before) ? [...before, content] : [before, content]
}
