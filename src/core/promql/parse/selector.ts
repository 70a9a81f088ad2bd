import type { SyntaxNode } from '@lezer/common'
import type { Matcher, VectorSelector } from '../ast.ts'
import { METRIC_NAME } from '../labels.ts'
import { matchesWholly } from '../regexp.ts'
import { readText } from './text.ts'
import { childrenOf, type Reading, spanOf, textOf } from './tree.ts'

/** `http_requests_total{status=~"5.."}`. */
export function readSelector(node: SyntaxNode, reading: Reading): VectorSelector {
  const identifier = node.getChild('Identifier')
  const named = identifier === null ? [] : [nameMatcher(textOf(reading, identifier))]
  const others = childrenOf(node.getChild('LabelMatchers'))
    .filter(({ name }) => name.endsWith('LabelMatcher') || name === 'QuotedLabelName')
    .map((matcher) => readMatcher(matcher, reading))
  const [name, second] = [...named, ...others].filter(({ label }) => label === METRIC_NAME)
  if (name !== undefined && second !== undefined && identifier !== null)
    reading.note(
      spanOf(node),
      `metric name must not be set twice: ${JSON.stringify(name.value)} or ${JSON.stringify(second.value)}`,
    )
  const matchers = [...named, ...others]
  if (matchers.every(({ matches }) => matches('')))
    reading.note(spanOf(node), 'vector selector must contain at least one non-empty matcher')
  return { kind: 'vector-selector', matchers, offsetMs: 0, at: null, span: spanOf(node) }
}

const nameMatcher = (value: string): Matcher => ({
  label: METRIC_NAME,
  op: '=',
  value,
  matches: (name) => name === value,
})

function readMatcher(node: SyntaxNode, reading: Reading): Matcher {
  if (node.name === 'QuotedLabelName') return nameMatcher(readText(node.firstChild ?? node, reading))
  const [labelNode = node, opNode = node, valueNode = node] = childrenOf(node)
  const label =
    labelNode.name === 'QuotedLabelName'
      ? readText(labelNode.firstChild ?? labelNode, reading)
      : textOf(reading, labelNode)
  const value = readText(valueNode, reading)
  const op = textOf(reading, opNode)
  if (op === '=') return { label, op, value, matches: (other) => other === value }
  if (op === '!=') return { label, op, value, matches: (other) => other !== value }
  const matches = matchesWholly(value)
  if ('mistake' in matches) {
    reading.note(spanOf(valueNode), matches.mistake)
    return { label, op: '=', value, matches: () => false }
  }
  if (op === '=~') return { label, op, value, matches }
  return { label, op: '!~', value, matches: (other) => !matches(other) }
}
