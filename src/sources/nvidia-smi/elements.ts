/** What is in an element of XML: text, or other elements by name. Those that share a name are a list. */
export type Content = string | Elements
export type Elements = { [name: string]: Content | Content[] }

type Open = { readonly name: string; elements: Elements | null; text: string }

/** What begins with `<` and is no tag, and how it ends. */
const PASSED_OVER = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<!', '>'],
  ['<?', '?>'],
] as const
const NAME = /[A-Za-z][\w.-]*(?=[\s/>])/y

const HOLE = 'it has a hole in the middle'
const MALFORMED = 'it is not well-formed XML'

/**
 * Reads the elements of an XML document, their names and text; attributes are passed over, entities stand as they are,
 * and so elements named in `unread` with all that is in them. Says in a few words why it can't be read: where tags don't
 * pair, or an unread element reaches into the next one named `whole`, parts of one element would be taken for another's.
 * A parser of all XML takes four times as long. Throws: never.
 */
export function readElements(xml: string, unread: ReadonlySet<string>, whole: string): Elements | string {
  const path: Open[] = [opened('')]
  let from = 0
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', from)) {
    const parent = path.at(-1)
    if (parent === undefined) return HOLE
    if (parent.elements === null) parent.text += xml.slice(from, at)
    const begin = xml.charCodeAt(at + 1)
    if (begin === BANG || begin === QUESTION) {
      const close = PASSED_OVER.find(([start]) => xml.startsWith(start, at))?.[1] ?? '>'
      const end = xml.indexOf(close, at)
      if (end < 0) return MALFORMED
      from = end + close.length
      continue
    }
    const end = xml.indexOf('>', at)
    if (end < 0) return MALFORMED
    from = end + 1
    if (begin === SLASH) {
      if (xml.slice(at + 2, end).trimEnd() !== parent.name) return HOLE
      path.pop()
      add(path.at(-1), parent.name, parent.elements ?? parent.text.trim())
      continue
    }
    NAME.lastIndex = at + 1
    const name = NAME.exec(xml)?.[0]
    if (name === undefined) return MALFORMED
    if (xml.charCodeAt(end - 1) === SLASH) add(parent, name, '')
    else if (!unread.has(name)) path.push(opened(name))
    else {
      const close = xml.indexOf(`</${name}>`, from)
      if (close < 0 || xml.slice(from, close).includes(`<${whole} `)) return HOLE
      from = close + name.length + 3
    }
  }
  const [root, ...unclosed] = path
  return root === undefined || unclosed.length > 0 ? HOLE : (root.elements ?? {})
}

const BANG = 0x21
const SLASH = 0x2f
const QUESTION = 0x3f

const opened = (name: string): Open => ({ name, elements: null, text: '' })

function add(parent: Open | undefined, name: string, content: Content): void {
  if (parent === undefined) return
  parent.elements ??= {}
  const others = Object.hasOwn(parent.elements, name) ? parent.elements[name] : undefined
  if (others === undefined) parent.elements[name] = content
  else if (Array.isArray(others)) others.push(content)
  else parent.elements[name] = [others, content]
}
