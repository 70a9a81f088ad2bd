import type { Labels } from '../../sample.ts'
import type { Expr, PromqlError } from '../ast.ts'
import { isLabelName, labelOf, withLabel } from '../labels.ts'
import { compileAnchored } from '../regexp.ts'

/** What `label_replace` and `label_join` make of a series' labels, from their texts in order. */
export function relabelling(
  name: 'label_replace' | 'label_join',
  texts: readonly string[],
): (labels: Labels) => Labels {
  if (name === 'label_join') {
    const [to = '', separator = '', ...from] = texts
    return (labels) => withLabel(labels, to, from.map((label) => labelOf(labels, label)).join(separator))
  }
  const [to = '', replacement = '', from = '', pattern = ''] = texts
  const expression = compileAnchored(pattern)
  if ('mistake' in expression) throw new Error('an invalid regular expression has passed the checks')
  return (labels) => {
    const matcher = expression.matcher(labelOf(labels, from))
    if (!matcher.find()) return labels
    const groups = expression.namedGroups()
    const group = (key: string): string => {
      const index = /^\d+$/.test(key) ? Number(key) : Object.hasOwn(groups, key) ? (groups[key] ?? -1) : -1
      return index < 0 || index > matcher.groupCount() ? '' : (matcher.group(index) ?? '')
    }
    return withLabel(labels, to, expand(replacement, group))
  }
}

/** `$1`, `${1}`, `$name`, `$$`, as Go expands them: a name is as long as it can be, and an unknown one is empty. */
const expand = (template: string, group: (key: string) => string): string =>
  template.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar, plain, braced) =>
    dollar === undefined ? group(plain ?? braced) : '$',
  )

/** Why labels can't be changed so; null where they can, or where it is another function. */
export function labelFunctionMistake(name: string, args: readonly Expr[]): PromqlError | null {
  const isReplace = name === 'label_replace'
  if (!isReplace && name !== 'label_join') return null
  const [, to, , ...rest] = args
  if (to?.kind === 'string' && !isLabelName(to.value))
    return { message: `invalid destination label name in ${name}(): ${to.value}`, span: to.span }
  for (const arg of isReplace ? rest.slice(1) : rest) {
    if (arg.kind !== 'string') continue
    const mistake = isReplace ? patternMistake(arg.value) : sourceMistake(arg.value)
    if (mistake !== null) return { message: mistake, span: arg.span }
  }
  return null
}

function patternMistake(pattern: string): string | null {
  const expression = compileAnchored(pattern)
  return 'mistake' in expression
    ? `invalid regular expression in label_replace(): ${expression.mistake}`
    : null
}

const sourceMistake = (label: string): string | null =>
  isLabelName(label) ? null : `invalid source label name in label_join(): ${label}`
