import type { Call, Expr } from '../ast.ts'
import { type Column, columnOf, isColumn, mapColumn, type Numbers, unite } from '../column.ts'
import { absentLabels } from '../functions/absent.ts'
import { histogramQuantile } from '../functions/histogram.ts'
import { isAlwaysEmpty, NUMBER_FUNCTIONS } from '../functions/number.ts'
import { KEEPS_NAME, RANGE_FUNCTIONS, scalarsMistake } from '../functions/range.ts'
import { relabelling } from '../functions/relabel.ts'
import { withoutName } from '../labels.ts'
import { typeOf } from '../typeOf.ts'
import { type Evaluation, unexpected } from './evaluation.ts'
import { selectInstant } from './instant.ts'
import { windowsOf } from './ranges.ts'

/** The instant vector that a function gives. `clash` is called where two of its series have the same labels. */
export function evaluateCall(call: Call, evaluation: Evaluation, clash: () => void): readonly Column[] {
  const { name, args } = call
  if (Object.hasOwn(RANGE_FUNCTIONS, name)) return unite(ofRanges(call, evaluation), clash, 'anytime')
  if (Object.hasOwn(NUMBER_FUNCTIONS, name)) return unite(ofNumbers(call, evaluation), clash)
  switch (name) {
    case 'absent':
    case 'absent_over_time':
      return whereAbsent(call, evaluation)
    case 'histogram_quantile':
      return unite(histogramQuantile(scalarAt(args, 0, evaluation), vectorAt(args, 1, evaluation)), clash)
    case 'label_replace':
    case 'label_join': {
      const relabel = relabelling(name, textsOf(args))
      const columns = vectorAt(args, 0, evaluation)
      return unite(
        columns.map(({ labels, values }) => ({ labels: relabel(labels), values })),
        clash,
      )
    }
    case 'sort':
      return sorted(vectorAt(args, 0, evaluation), (a, b) => a - b)
    case 'sort_desc':
      return sorted(vectorAt(args, 0, evaluation), (a, b) => b - a)
    case 'timestamp':
      return unite(timestamps(argumentAt(args, 0), evaluation), clash)
    case 'vector':
      return [{ labels: {}, values: scalarAt(args, 0, evaluation) }]
    default:
      throw unexpected(call, `${name}()`)
  }
}

function ofNumbers({ name, args }: Call, evaluation: Evaluation): Column[] {
  const of = NUMBER_FUNCTIONS[name]
  if (of === undefined) throw new Error(`${name}() is not a function of numbers`)
  const scalars = scalarsAt(args.slice(1), evaluation)
  const columns = args.length === 0 ? [now(evaluation)] : vectorAt(args, 0, evaluation)
  return columns
    .map((column) =>
      mapColumn(column, withoutName(column.labels), (value, step) => {
        const others = scalars[step] ?? []
        return isAlwaysEmpty(name, others) ? null : of(value, others)
      }),
    )
    .filter(isColumn)
}

/** What the date functions are of when they are of nothing. */
const now = ({ times }: Evaluation): Column => ({
  labels: {},
  values: times.map((time) => Math.floor(time / 1000)),
})

function ofRanges({ name, args, span }: Call, evaluation: Evaluation): Column[] {
  const of = RANGE_FUNCTIONS[name]
  const ranged = args.find((arg) => typeOf(arg) === 'matrix')
  if (of === undefined || ranged === undefined) throw new Error(`${name}() is not a function of a range`)
  const scalars = scalarsAt(
    args.filter((arg) => arg !== ranged),
    evaluation,
  )
  const ranges = evaluation.evaluate.ranges(ranged, evaluation)
  return ranges.series
    .map((series) => {
      const values = windowsOf(series, ranges, evaluation.times).map((window, step) => {
        if (window === null) return null
        const others = scalars[step] ?? []
        const mistake = scalarsMistake(name, others)
        if (mistake !== null) evaluation.fail(span, mistake)
        return of(window, others)
      })
      return columnOf(KEEPS_NAME.has(name) ? series.labels : withoutName(series.labels), values)
    })
    .filter(isColumn)
}

function whereAbsent({ args }: Call, evaluation: Evaluation): Column[] {
  const arg = argumentAt(args, 0)
  const present = evaluation.times.map(() => false)
  const note = (step: number): void => {
    present[step] = true
  }
  if (typeOf(arg) === 'matrix') {
    const ranges = evaluation.evaluate.ranges(arg, evaluation)
    for (const series of ranges.series) {
      for (const [step, window] of windowsOf(series, ranges, evaluation.times).entries())
        if (window !== null) note(step)
    }
  } else {
    for (const { values } of evaluation.evaluate.vector(arg, evaluation))
      for (const [step, value] of values.entries()) if (value !== null) note(step)
  }
  const column = columnOf(
    absentLabels(arg),
    present.map((isThere) => (isThere ? null : 1)),
  )
  return column === null ? [] : [column]
}

/** When the samples of a selector were taken; anything else is of the moment of evaluation. */
function timestamps(arg: Expr, evaluation: Evaluation): Column[] {
  const columns =
    arg.kind === 'vector-selector'
      ? selectInstant(arg, evaluation, 'time')
      : evaluation.evaluate.vector(arg, evaluation).map(({ labels, values }) => ({
          labels,
          values: values.map((value, step) => (value === null ? null : (evaluation.times[step] ?? 0) / 1000)),
        }))
  return columns.map(({ labels, values }) => ({ labels: withoutName(labels), values }))
}

/** Order is for one moment; over many there is none. NaN comes last. */
function sorted(columns: readonly Column[], order: (a: number, b: number) => number): readonly Column[] {
  const onlyValue = ({ values: [value] }: Column): number => value ?? Number.NaN
  return columns.toSorted((a, b) => {
    const [first, second] = [onlyValue(a), onlyValue(b)]
    if (Number.isNaN(first) || Number.isNaN(second))
      return Number(Number.isNaN(first)) - Number(Number.isNaN(second))
    return first === second ? 0 : order(first, second)
  })
}

/** At each moment, the numbers that are handed to a function besides its series. */
function scalarsAt(args: readonly Expr[], evaluation: Evaluation): (readonly number[])[] {
  const scalars = args.map((arg) => evaluation.evaluate.scalar(arg, evaluation))
  return evaluation.times.map((_, step) => scalars.map((values) => values[step] ?? Number.NaN))
}

const textsOf = (args: readonly Expr[]): string[] =>
  args.flatMap((arg) => (arg.kind === 'string' ? [arg.value] : []))

function argumentAt(args: readonly Expr[], index: number): Expr {
  const arg = args[index]
  if (arg === undefined) throw new Error('a call without its arguments has passed the checks')
  return arg
}

const vectorAt = (args: readonly Expr[], index: number, evaluation: Evaluation): readonly Column[] =>
  evaluation.evaluate.vector(argumentAt(args, index), evaluation)

const scalarAt = (args: readonly Expr[], index: number, evaluation: Evaluation): Numbers =>
  evaluation.evaluate.scalar(argumentAt(args, index), evaluation)
