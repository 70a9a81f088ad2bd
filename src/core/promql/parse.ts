import type { Tree } from '@lezer/common'
import type { Expr, PromqlError, ValueType } from './ast.ts'
import { notCallable } from './parse/call.ts'
import { readExpr } from './parse/expression.ts'
import { parseTree, syntaxMistake } from './parse/syntax.ts'
import { childrenOf } from './parse/tree.ts'
import { typeOf } from './typeOf.ts'

export { positionOf } from './parse/position.ts'

/**
 * Reads a PromQL expression and checks it as Prometheus 2.42 does. What newer versions write differently but mean the
 * same is read too (quoted names, durations in seconds); what they have besides is a mistake that says so.
 */
export function parseExpression(
  text: string,
):
  | { readonly ok: true; readonly expr: Expr; readonly type: ValueType }
  | { readonly ok: false; readonly error: PromqlError } {
  const tree = parseTree(text)
  const malformed = unknownCallIn(tree, text) ?? syntaxMistake(tree, text)
  if (malformed !== null) return { ok: false, error: malformed }
  const [root] = childrenOf(tree.topNode)
  if (root === undefined) throw new Error('a tree without an expression has passed the grammar')
  const mistakes: PromqlError[] = []
  const expr = readExpr(root, { text, note: (span, message) => mistakes.push({ message, span }) })
  const [error] = mistakes
  return error === undefined ? { ok: true, expr, type: typeOf(expr) } : { ok: false, error }
}

/** The grammar knows functions by name and takes what it does not know for a metric; a bracket behind it tells. */
function unknownCallIn(tree: Tree, text: string): PromqlError | null {
  let found: PromqlError | null = null
  tree.iterate({
    enter: ({ name, from, to, node }) => {
      if (found !== null) return false
      const isCalled = name === 'Identifier' && /^\s*\(/.test(text.slice(to))
      if (isCalled && node.parent?.type.isError === false)
        found = { message: notCallable(text.slice(from, to)), span: { from, to } }
      return true
    },
  })
  return found
}
