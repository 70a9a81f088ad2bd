import type { DOMElement } from 'ink'
import wrapAnsi from 'wrap-ansi'

const CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/
const EVERY_CONTROL = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g
const SEQUENCE = /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]/g
const REPLACEMENT = '\ufffd'

/**
 * Everything that an `ink-text` node says, each part with the styles of the Text it stands in, as Ink joins it.
 * Styles come from Ink's components alone: escape sequences inside the text itself are taken out, and what is left of
 * controls shows as U+FFFD.
 */
export function squash(node: DOMElement): string {
  const text = joined(node)
  return text.includes('\t') ? wrapAnsi(text, Number.POSITIVE_INFINITY, { trim: false }) : text
}

function joined(node: DOMElement): string {
  let text = ''
  for (const child of node.childNodes) {
    if (child.nodeName === '#text') text += withoutControls(child.nodeValue)
    else if (!child.isHidden) text += transformed(child, joined(child))
  }
  return text
}

function withoutControls(text: string): string {
  if (!CONTROL.test(text)) return text
  return text.replaceAll('\r\n', '\n').replace(SEQUENCE, '').replace(EVERY_CONTROL, REPLACEMENT)
}

/** A line at a time, since styles must not reach over a line break. */
function transformed(node: DOMElement, text: string): string {
  const transform = node.internal_transform
  if (!transform || text === '') return text
  if (!text.includes('\n')) return transform(text, 0)
  return text.split('\n').map(transform).join('\n')
}
