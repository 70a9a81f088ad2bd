import type { Labels } from '../sample.ts'
import { endOfLabelName, endOfName, endOfQuoted } from './characters.ts'

export type SeriesLabels =
  | { readonly ok: true; readonly labels: Labels }
  | { readonly ok: false; readonly message: string }

/** The labels of a series whose text has been found well-formed, `__name__` among them and empty ones left out. */
export function labelsOf(series: string): SeriesLabels {
  const nameEnd = endOfName(series, 0)
  const found = new Map([['__name__', series.slice(0, nameEnd)]])
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
    if (found.has(label)) return { ok: false, message: `the label ${label} stands there twice` }
    found.set(label, unescaped(series.slice(open + 1, close - 1)))
    at = close
  }
  return { ok: true, labels: Object.fromEntries([...found].filter(([, value]) => value !== '')) }
}

const ESCAPES: Readonly<Record<string, string>> = { '\\\\': '\\', '\\"': '"', '\\n': '\n' }

/** Any other character after a backslash keeps its backslash. */
function unescaped(value: string): string {
  if (!value.includes('\\')) return value
  return value.replaceAll(/\\[\\"n]/g, (pair) => ESCAPES[pair] ?? pair)
}
