import type { Span } from '../ast.ts'

/** A place as people count: both from 1, the column in characters of its line. */
export type Position = { readonly line: number; readonly column: number }

/** Where a span of an expression begins. */
export function positionOf(text: string, { from }: Pick<Span, 'from'>): Position {
  const before = text.slice(0, from).split('\n')
  return { line: before.length, column: [...(before.at(-1) ?? '')].length + 1 }
}
