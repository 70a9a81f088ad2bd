import type { SyntaxNode } from '@lezer/common'
import { readString } from './literals.ts'
import { type Reading, spanOf, textOf } from './tree.ts'

/** The text that a quoted string stands for. */
export function readText(node: SyntaxNode, reading: Reading): string {
  const value = readString(textOf(reading, node))
  if (value === null) reading.note(spanOf(node), 'the string is not closed, or has an invalid escape')
  return value ?? ''
}
