import type { Tree } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import type { PromqlError } from '../ast.ts'

/**
 * The tree of an expression, of Prometheus' own grammar. It is that of a newer version, which has renamed
 * `holt_winters`: the old name is read as another of the same length, so that all places stay what they are.
 */
export const parseTree = (text: string): Tree =>
  parser.parse(text.replace(/\bholt_winters(?=\s*\()/g, 'day_of_month'))

/** The first thing that does not belong where it stands; null for an expression that is well formed. */
export function syntaxMistake(tree: Tree, text: string): PromqlError | null {
  let at: number | null = null
  tree.iterate({
    enter: ({ type, from }) => {
      if (at === null && type.isError) at = from
      return at === null
    },
  })
  if (at === null) return null
  const rest = text.slice(at).trimStart()
  const word = /^([\w:.]+|"[^"]*"?|'[^']*'?|.)/su.exec(rest)?.[0] ?? ''
  const message =
    text.trim() === ''
      ? 'the expression is empty'
      : word === ''
        ? endMessage(text)
        : `"${word}" is not expected here`
  const from: number = word === '' ? at : text.length - rest.length
  return { message, span: { from, to: from + word.length } }
}

function endMessage(text: string): string {
  const open = text.split('(').length - text.split(')').length
  if (open > 0)
    return `the expression ends before ${open === 1 ? 'a bracket is' : `${open} brackets are`} closed`
  return 'the expression ends where more is expected'
}
