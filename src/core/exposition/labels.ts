import type { Labels } from '../sample.ts'
import { endOfLabelName, endOfName, endOfQuoted } from './characters.ts'

export type SeriesLabels =
  | { readonly ok: true; readonly labels: Labels }
  | { readonly ok: false; readonly message: string }

/**
 * The labels of a series whose text has been found well-formed, `__name__` among them. A label that is empty once is
 * left out, wherever else it stands; one that stands there twice otherwise is a mistake.
 */
export function labelsOf(series: string): SeriesLabels {
  const nameEnd = endOfName(series, 0)
  const found = new Map([['__name__', series.slice(0, nameEnd)]])
  const empty = new Set<string>()
  const twice = new Set<string>()
  let at = nameEnd
  while (at < series.length) {
    const end = endOfLabelName(series, at)
    if (end === at) {
      at += 1
      continue
    }
    const open = series.indexOf('"', end)
    const close = endOfQuoted(series, open)
    const label = series.slice(at, end)
    const value = unescaped(series.slice(open + 1, close - 1))
    if (found.has(label)) twice.add(label)
    if (value === '') empty.add(label)
    found.set(label, value)
    at = close
  }
  const [mistake] = [...twice].filter((label) => !empty.has(label))
  if (mistake !== undefined) return { ok: false, message: `the label ${mistake} stands there twice` }
  return { ok: true, labels: Object.fromEntries([...found].filter(([label]) => !empty.has(label))) }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' }

/** Any other character after a backslash keeps its backslash. */
function unescaped(value: string): string {
  if (!value.includes('\\')) return value
  return value.replaceAll(/\\[\\"n]/g, (pair) => ESCAPES[pair] ?? pair)
}
