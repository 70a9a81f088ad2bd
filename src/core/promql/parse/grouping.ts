import type { SyntaxNode } from '@lezer/common'
import { readText } from './text.ts'
import { childrenOf, type Reading, textOf } from './tree.ts'

/** The labels of `by (…)`, `on (…)`, `group_left (…)`. */
export const readLabels = (node: SyntaxNode, reading: Reading): string[] =>
  childrenOf(node).flatMap((label) => {
    if (label.name === 'LabelName') return [textOf(reading, label)]
    return label.name === 'QuotedLabelName' ? [readText(label.firstChild ?? label, reading)] : []
  })
