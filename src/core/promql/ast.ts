import type { DurationMs, EpochMs } from '../time.ts'

/** Where something stands in the text of an expression: offsets in UTF-16 units, `to` exclusive. */
export type Span = { readonly from: number; readonly to: number }

export type ValueType = 'scalar' | 'string' | 'vector' | 'matrix'

/** A condition on one label. The name of the metric is the label `__name__`. */
export type Matcher = {
  readonly label: string
  readonly op: '=' | '!=' | '=~' | '!~'
  readonly value: string
  /** Whether a label's value satisfies it; a label that is not there has the value ''. Regular expressions are RE2's, anchored. */
  readonly matches: (value: string) => boolean
}

/** `@ 1700000000`, `@ start()`, `@ end()`. */
export type At = { readonly kind: 'time'; readonly at: EpochMs } | { readonly kind: 'start' | 'end' }

/** What moves the time at which a selector or subquery is evaluated. `offsetMs` is subtracted and may be negative. */
export type Shift = { readonly offsetMs: DurationMs; readonly at: At | null }

export type VectorSelector = Shift & {
  readonly kind: 'vector-selector'
  readonly matchers: readonly Matcher[]
  readonly span: Span
}

/** The shift is that of the selector in it. */
export type MatrixSelector = {
  readonly kind: 'matrix-selector'
  readonly selector: VectorSelector
  readonly rangeMs: DurationMs
  readonly span: Span
}

export type Subquery = Shift & {
  readonly kind: 'subquery'
  readonly expr: Expr
  readonly rangeMs: DurationMs
  /** Null for the default: the evaluation interval. */
  readonly stepMs: DurationMs | null
  readonly span: Span
}

export type BinaryOp =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | 'atan2'
  | '=='
  | '!='
  | '>'
  | '<'
  | '>='
  | '<='
  | 'and'
  | 'or'
  | 'unless'

/** Which series of two vectors belong together. */
export type Matching = {
  readonly card: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many'
  /** Whether `labels` are those that must be equal (`on`), or those that need not (`ignoring`). */
  readonly on: boolean
  readonly labels: readonly string[]
  /** Labels taken over from the "one" side by `group_left(…)` and `group_right(…)`. */
  readonly include: readonly string[]
}

export type Binary = {
  readonly kind: 'binary'
  readonly op: BinaryOp
  readonly left: Expr
  readonly right: Expr
  readonly isBool: boolean
  /** Null unless both sides are vectors. */
  readonly matching: Matching | null
  readonly span: Span
}

export type AggregateOp =
  | 'sum'
  | 'avg'
  | 'count'
  | 'min'
  | 'max'
  | 'group'
  | 'stddev'
  | 'stdvar'
  | 'topk'
  | 'bottomk'
  | 'count_values'
  | 'quantile'

export type Aggregate = {
  readonly kind: 'aggregate'
  readonly op: AggregateOp
  /** The number or text of `topk`, `bottomk`, `quantile`, `count_values`; null for the others. */
  readonly param: Expr | null
  readonly expr: Expr
  readonly grouping: readonly string[]
  /** Whether `grouping` are the labels left out (`without`) instead of those kept (`by`). */
  readonly without: boolean
  readonly span: Span
}

export type Call = {
  readonly kind: 'call'
  readonly name: string
  readonly args: readonly Expr[]
  readonly span: Span
}

/** A PromQL expression that has passed the checks of types. Brackets are gone, durations are milliseconds. */
export type Expr =
  | { readonly kind: 'number'; readonly value: number; readonly span: Span }
  | { readonly kind: 'string'; readonly value: string; readonly span: Span }
  | { readonly kind: 'unary'; readonly op: '+' | '-'; readonly expr: Expr; readonly span: Span }
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Binary
  | Aggregate
  | Call

/** Why an expression can't be read or evaluated, and where in it. A sentence without a full stop. */
export type PromqlError = { readonly message: string; readonly span: Span }
