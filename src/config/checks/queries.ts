import { readExpression } from '../../core/promql/selectors.ts'
import { nearest } from '../nearest.ts'
import type { AuthoredSignal } from '../schema/signal.ts'
import type { Clash } from './readable.ts'

/** What is replaced in a query at every poll. */
const VARIABLES = ['$since_deployment', '$before_deployment']

/** Queries can be read as PromQL, and give one value a series. */
export function checkQuery(id: string, { query }: AuthoredSignal): Clash[] {
  if (query === undefined) return []
  const path = ['signals', id, 'query']
  const unknown = [...query.matchAll(/\$\w+/g)].filter(([name]) => !VARIABLES.includes(name))
  if (unknown.length > 0) {
    return unknown.map(({ 0: name, index }) => {
      const suggestion = nearest(name, VARIABLES)
      return {
        path,
        at: 'value',
        message: `unknown variable "${name}" in ${path.join('.')}`,
        offending: name,
        suggestion,
        index,
      }
    })
  }
  const { mistake, type } = readExpression(withDurations(query))
  if (mistake !== null) {
    const index = indexOf(query, mistake.line, mistake.column)
    const offending = /^\S*/.exec(query.slice(index))?.[0] ?? ''
    return [{ path, at: 'value', message: `not PromQL: ${mistake.message}`, offending, index }]
  }
  if (type === 'vector' || type === 'scalar') return []
  const what = type === 'matrix' ? 'a range of samples' : 'a text'
  const hint = type === 'matrix' ? '; put a function such as rate() around it' : ''
  return [
    {
      path,
      at: 'value',
      message: `${path.join('.')} gives ${what}, not one value a series${hint}`,
      offending: query,
    },
  ]
}

/** Variables as durations of the same length, so that columns stay what they are. */
function withDurations(query: string): string {
  return query.replaceAll(/\$\w+/g, (name) => `${'1'.padEnd(name.length - 1, '0')}s`)
}

function indexOf(text: string, line: number, column: number): number {
  const lines = text.split('\n')
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0)
  return before + [...(lines[line - 1] ?? '')].slice(0, column - 1).join('').length
}
