import type { SyntaxNode } from '@lezer/common'
import type { PromqlError, Span } from '../ast.ts'

/** An expression being read. Reading goes on after a mistake; the first one noted is the answer. */
export type Reading = {
  readonly text: string
  readonly note: (span: Span, message: PromqlError['message']) => void
}

export const spanOf = ({ from, to }: SyntaxNode): Span => ({ from, to })

export const textOf = ({ text }: Pick<Reading, 'text'>, { from, to }: SyntaxNode): string =>
  text.slice(from, to)

/** The children without comments, in the order of the text. */
export function childrenOf(node: SyntaxNode | null): SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment') found.push(child)
  }
  return found
}
