import * as z from 'zod'
import type { Labels } from '../../core/sample.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { EpochMs } from '../../core/time.ts'

/** The envelope of every answer. What is in `result` is read by hand: it can be ten thousands of points. */
const envelope = z.object({
  status: z.enum(['success', 'error']),
  data: z.object({ resultType: z.string(), result: z.unknown() }).optional(),
  error: z.string().optional(),
  warnings: z.array(z.string()).optional(),
  /** VictoriaMetrics' cluster says so when a storage node was away. */
  isPartial: z.boolean().optional(),
})

/** A value at a server's time. `text` is null for a native histogram. */
export type Point = { readonly at: EpochMs; readonly text: string | null }

/** The label by which a series says whose it is where several expressions are joined; it is none of its labels. */
export const MEMBER = 'hypercare_member'

export type ResultSeries = {
  readonly labels: Labels
  readonly points: readonly Point[]
  /** What {@link MEMBER} says; null where it is not there. */
  readonly member: string | null
}

export type QueryData = {
  readonly type: 'vector' | 'matrix' | 'scalar' | 'string'
  readonly series: readonly ResultSeries[]
  readonly warnings: readonly string[]
}

export type QueryAnswer =
  | { readonly kind: 'data'; readonly data: QueryData }
  | { readonly kind: 'error'; readonly error: string }
  /** Valid JSON, but not what the API gives. */
  | { readonly kind: 'strange'; readonly problem: string }

/** Reads an answer of `/api/v1/query` or `/api/v1/query_range`; all text in it comes out sanitised. */
export function readQueryAnswer(json: unknown): QueryAnswer {
  const parsed = envelope.safeParse(json)
  if (!parsed.success) return { kind: 'strange', problem: 'it is not an answer of the Prometheus HTTP API' }
  const { status, data, error, warnings = [], isPartial = false } = parsed.data
  if (status === 'error') return { kind: 'error', error: readableError(error ?? '') }
  if (data === undefined) return { kind: 'strange', problem: 'it has no data' }
  const series = Array.isArray(data.result) ? readResult(data.resultType, data.result) : null
  if (series === null)
    return { kind: 'strange', problem: `its ${sanitise(data.resultType, 20)} can't be read` }
  const partial = isPartial ? ['the server says that its answer is partial'] : []
  const sentences = [...warnings.map((warning) => sanitise(warning)), ...partial]
  return { kind: 'data', data: { ...series, warnings: sentences } }
}

/** The number a sample's text stands for. `Number()` would make 0 of an empty text and NaN of `+Inf`. */
export function numberOf(text: string): number {
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY
  if (text === '-Inf') return Number.NEGATIVE_INFINITY
  return text.trim() === '' ? Number.NaN : Number(text)
}

/** The server's own words without what it says of our own request. */
function readableError(error: string): string {
  const ours = /^(invalid parameter "?query"?: |error when executing query=.* for \(time=\d+, step=\d+\): )/s
  return sanitise(error.replace(ours, '') || 'it gave no reason', 200)
}

function readResult(type: string, result: readonly unknown[]): Omit<QueryData, 'warnings'> | null {
  if (type === 'scalar' || type === 'string') {
    const point = pointOf(result)
    return point === null ? null : { type, series: [{ labels: {}, points: [point], member: null }] }
  }
  if (type !== 'vector' && type !== 'matrix') return null
  const series: ResultSeries[] = []
  for (const entry of result) {
    const one = seriesOf(entry)
    if (one === null) return null
    series.push(one)
  }
  return { type, series }
}

function seriesOf(entry: unknown): ResultSeries | null {
  if (!isRecord(entry) || !isRecord(entry.metric)) return null
  const labels: Record<string, string> = {}
  let member: string | null = null
  for (const name of Object.keys(entry.metric)) {
    const value = sanitise(String(entry.metric[name]))
    if (name === MEMBER) member = value
    else labels[sanitise(name)] = value
  }
  const points = rawPoints(entry).map(pointOf)
  return points.every((point) => point !== null) ? { labels, points, member } : null
}

/** A native histogram comes under another key, in place of the value or, in a range, beside the values. */
function rawPoints({ value, histogram, values }: Record<string, unknown>): readonly unknown[] {
  if (value !== undefined) return [value]
  if (histogram !== undefined) return [histogram]
  return Array.isArray(values) ? values : []
}

function pointOf(raw: unknown): Point | null {
  if (!Array.isArray(raw)) return null
  const [seconds, text]: unknown[] = raw
  if (typeof seconds !== 'number') return null
  return { at: Math.round(seconds * 1000), text: typeof text === 'string' ? text : null }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
