import type { ValueType } from '../ast.ts'
import { NUMBER_FUNCTIONS } from './number.ts'
import { RANGE_FUNCTIONS } from './range.ts'

export type Signature = {
  readonly takes: readonly ValueType[]
  /** What may follow, and how often. */
  readonly further: { readonly type: ValueType; readonly atMost: number } | null
  readonly gives: ValueType
}

const of = (...takes: readonly ValueType[]): Signature => ({ takes, further: null, gives: 'vector' })

const ofMoment: Signature = { takes: [], further: { type: 'vector', atMost: 1 }, gives: 'vector' }

/** The functions with other arguments than most of their kind. */
const OWN: Readonly<Record<string, Signature>> = {
  absent: of('vector'),
  absent_over_time: of('matrix'),
  clamp: of('vector', 'scalar', 'scalar'),
  clamp_max: of('vector', 'scalar'),
  clamp_min: of('vector', 'scalar'),
  day_of_month: ofMoment,
  day_of_week: ofMoment,
  day_of_year: ofMoment,
  days_in_month: ofMoment,
  double_exponential_smoothing: of('matrix', 'scalar', 'scalar'),
  histogram_quantile: of('scalar', 'vector'),
  holt_winters: of('matrix', 'scalar', 'scalar'),
  hour: ofMoment,
  label_join: {
    takes: ['vector', 'string', 'string'],
    further: { type: 'string', atMost: Number.POSITIVE_INFINITY },
    gives: 'vector',
  },
  label_replace: of('vector', 'string', 'string', 'string', 'string'),
  minute: ofMoment,
  month: ofMoment,
  pi: { takes: [], further: null, gives: 'scalar' },
  predict_linear: of('matrix', 'scalar'),
  quantile_over_time: of('scalar', 'matrix'),
  round: { takes: ['vector'], further: { type: 'scalar', atMost: 1 }, gives: 'vector' },
  scalar: { takes: ['vector'], further: null, gives: 'scalar' },
  sort: of('vector'),
  sort_desc: of('vector'),
  time: { takes: [], further: null, gives: 'scalar' },
  timestamp: of('vector'),
  vector: of('scalar'),
  year: ofMoment,
}

const SIGNATURES: ReadonlyMap<string, Signature> = new Map([
  ...Object.keys(NUMBER_FUNCTIONS).map((name) => [name, of('vector')] as const),
  ...Object.keys(RANGE_FUNCTIONS).map((name) => [name, of('matrix')] as const),
  ...Object.entries(OWN),
])

/** What a function takes and gives; undefined for one that is not known. */
export const signatureOf = (name: string): Signature | undefined => SIGNATURES.get(name)

export const functionNames = (): string[] => [...SIGNATURES.keys()]
