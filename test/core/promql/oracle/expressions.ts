import fc, { type Arbitrary } from 'fast-check'

/**
 * Expressions of chance that are right by their types.
 *
 * Prometheus adds up the series of a range query in an order that changes from run to run, and rounding with it. So values are
 * of two kinds: `exact` ones, which come out the same in whatever order, and others, which agree to some digits only.
 * What makes much of the last digit, such as `floor` or `==`, is asked of exact values alone.
 */
export type RandomExpressions = {
  readonly scalar: Arbitrary<string>
  readonly vector: Arbitrary<string>
  readonly matrix: Arbitrary<string>
}

type Metric = { readonly name: string; readonly labels: Readonly<Record<string, readonly string[]>> }

const EXACT: readonly Metric[] = [
  { name: 'random', labels: { n: ['0', '1', '2', '5', '7'], kind: ['counter', 'gauge'] } },
  {
    name: 'requests_total',
    labels: { job: ['api', 'web'], instance: ['a:9090', 'b:9090'], code: ['200', '500'] },
  },
  { name: 'errors_total', labels: { job: ['api', 'batch'], instance: ['a:9090', 'c:9100'] } },
  { name: 'temperature', labels: { room: ['hall', 'roof', 'lab'], floor: ['0', '1', '2'] } },
  { name: 'queue', labels: { name: ['mail', 'jobs'] } },
  { name: 'capacity', labels: { job: ['api', 'web'], instance: ['a:9090', 'b:9090'] } },
  { name: 'irregular_total', labels: { n: ['0', '1'] } },
  { name: 'grid', labels: { n: ['0', '1'] } },
  { name: 'lives', labels: { how: ['begins', 'ends', 'comes back', 'flaps'] } },
  { name: 'level', labels: { n: ['a', 'b'], parity: ['even', 'odd'] } },
  { name: 'slow_total', labels: {} },
  { name: 'owner', labels: { job: ['api', 'web'], team: ['red'] } },
]
/** No two of its series ever have the same value, so that `topk` has no choice. */
const DISTINCT: Metric = { name: 'load', labels: { job: ['api', 'web'], instance: ['a:9090', 'b:9090'] } }
const LABELS = ['job', 'instance', 'code', 'n', 'kind', 'room', 'floor', 'name', 'how', 'parity', 'team']

const one = (...texts: readonly string[]): Arbitrary<string> => fc.constantFrom(...texts)

/** Texts put together: `${…}` may be an expression of chance. */
const text = (parts: TemplateStringsArray, ...values: readonly Arbitrary<string>[]): Arbitrary<string> =>
  fc.tuple(...values).map((drawn) => parts.map((part, i) => part + (drawn[i] ?? '')).join(''))

const shift = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 2, arbitrary: text` offset ${one('1m', '5m', '17s', '1h', '-2m', '3m21s7ms')}` },
  { weight: 1, arbitrary: text` @ ${one('start()', 'end()', '1709167500', '1709168123.456')}` },
  { weight: 1, arbitrary: text` @ ${one('start()', 'end()')} offset ${one('2m', '-40s')}` },
)

const duration = one('1m', '5m', '2m', '10m', '30s', '47s', '1h', '2m30s', '90s', '15s')
/** Always with a step in the range, since of constants the real one makes a value where there is none. */
const subquery = one(
  '10m:1m',
  '5m:30s',
  '5m:',
  '2m:17s',
  '1h:2m',
  '90s:',
  '47s:17s',
  '2m30s:1m',
  '1m:1m',
  '30s:7s',
)

/** The real one makes mistakes with `@` in these: see the corpus. */
const withoutAt = (query: string): string => query.replaceAll(/ @ (start\(\)|end\(\)|[\d.]+)/g, '')

/** Squares of seconds since the epoch have no digits left for what a deviation is about. */
const withoutTime = (query: string): string =>
  query.replaceAll('timestamp(', 'abs(').replaceAll('time()', '5')

function selectorOf({ name, labels }: Metric): Arbitrary<string> {
  const matchers = Object.entries(labels).map(([label, values]) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant('') },
      { weight: 2, arbitrary: text`${one(label)}${one('=', '!=')}"${one(...values)}"` },
      {
        weight: 1,
        arbitrary: text`${one(label)}${one('=~', '!~')}"${one(...values, values.join('|'), '.*', '.+', `[a-m0-4].*`)}"`,
      },
    ),
  )
  return fc
    .tuple(...matchers)
    .map((drawn) => drawn.filter((matcher) => matcher !== ''))
    .map((drawn) => (drawn.length === 0 ? name : `${name}{${drawn.join(',')}}`))
}

const exactSelector = fc.oneof(...EXACT.map(selectorOf))
const distinctSelector = selectorOf(DISTINCT)

const labelList = fc
  .uniqueArray(fc.constantFrom(...LABELS), { maxLength: 3 })
  .map((labels) => labels.join(', '))
const grouping = fc.oneof(fc.constant(''), text`${one('by', 'without')} (${labelList}) `)
const number = one('0', '1', '2', '3', '0.5', '10', '60', '-1', '1e3', '0x10', '7')
/** No value is likely to be exactly this. */
const oddNumber = one('0.317', '3.1907', '-0.2718', '97.53')
const EXACT_OF_RANGE = ['sum', 'min', 'max', 'count', 'last', 'present'].map((name) => `${name}_over_time`)

export const { scalar, vector, matrix }: RandomExpressions = fc.letrec<{
  exactScalar: string
  scalar: string
  exact: string
  vector: string
  exactMatrix: string
  matrix: string
}>((tie) => {
  const some = (depthSize: 'small' | 'medium', ...of: readonly (readonly [number, Arbitrary<string>])[]) =>
    fc.oneof(
      { depthSize, withCrossShrink: true },
      ...of.map(([weight, arbitrary]) => ({ weight, arbitrary })),
    )
  const exact = tie('exact')
  const any = tie('vector')
  const onOrIgnoring = fc.oneof(fc.constant(''), text`${one('on', 'ignoring')} (${labelList}) `)
  return {
    exactScalar: some(
      'small',
      [5, number],
      [1, fc.constant('time()')],
      [1, text`scalar(${exact})`],
      [1, text`(${tie('exactScalar')} ${one('+', '-', '*', '%')} ${tie('exactScalar')})`],
      [1, text`(${tie('exactScalar')} ${one('==', '!=', '>', '<', '>=', '<=')} bool ${tie('exactScalar')})`],
      [1, text`-${tie('exactScalar')}`],
    ),
    scalar: some(
      'small',
      [3, tie('exactScalar')],
      [1, oddNumber],
      [1, fc.constant('pi()')],
      [1, text`scalar(${any})`],
      [1, text`(${tie('scalar')} ${one('/', '*')} ${tie('scalar')})`],
    ),
    exact: some(
      'small',
      [6, text`${exactSelector}${shift}`],
      [3, text`${one(...EXACT_OF_RANGE, 'changes', 'resets', 'idelta')}(${tie('exactMatrix')})`],
      [2, text`${one('sum', 'min', 'max', 'count', 'group')} ${grouping}(${exact})`],
      [1, text`${one('abs', 'ceil', 'floor', 'sgn', 'round')}(${exact})`],
      [1, text`${one('clamp_min', 'clamp_max')}(${exact}, ${tie('exactScalar')})`],
      [1, text`(${exact} ${one('+', '-', '*', '%')} ${number})`],
      [1, text`(${number} ${one('+', '-', '*')} ${exact})`],
      [2, text`(${exact} ${one('==', '!=', '>', '<', '>=', '<=')} ${one('', 'bool ')}${tie('exactScalar')})`],
      [1, text`(${exact} ${one('+', '-', '>', '<', '==', '!= bool', '>= bool')} ${onOrIgnoring}${exact})`],
      [1, text`(${exactSelector} ${one('+', '-', '>', '*')} on (job) group_left ${one('', '(team) ')}owner)`],
      [2, text`(${exact} ${one('and', 'or', 'unless')} ${onOrIgnoring}${exact})`],
      [1, text`timestamp(${fc.oneof(text`${exactSelector}${shift}`, exact).map(withoutAt)})`],
      [1, text`vector(${tie('exactScalar')})`],
      [1, text`${one('hour', 'minute', 'day_of_week', 'year')}(${exact})`],
      [
        1,
        text`count_values ${one('', 'by (job) ', 'by (parity, team) ', 'without (n, instance, room) ')}("${one('value', 'job', 'n')}", ${exact})`,
      ],
      [1, text`${one('absent', 'sort', 'sort_desc')}(${exact})`],
      [1, text`absent_over_time(${tie('exactMatrix')})`],
      [
        1,
        text`label_replace(${exact}, "${one('x', 'job', 'n')}", "${one('$1', 'y', '$1-$0', '')}", "${one(...LABELS)}", "${one('(.*)', '(a).*', '', '[^:]+')}")`,
      ],
      [1, text`label_join(${exact}, "${one('x', 'job')}", "-", "${one(...LABELS)}", "${one(...LABELS)}")`],
      [1, text`-${exact}`],
    ),
    vector: some(
      'small',
      [4, exact],
      [1, text`${distinctSelector}${shift}`],
      [4, text`${one('rate', 'increase', 'irate', 'delta', 'deriv')}(${tie('exactMatrix')})`],
      [2, text`${one('avg', 'sum', 'min', 'max', 'last', 'count', 'present')}_over_time(${tie('matrix')})`],
      [1, text`${one('stddev', 'stdvar')}_over_time(${tie('matrix').map(withoutTime)})`],
      [1, text`quantile_over_time(${one('0.5', '0.9', '0', '1', '-1', '2')}, ${tie('matrix')})`],
      [1, text`predict_linear(${tie('exactMatrix').map(withoutAt)}, ${number})`],
      [1, text`holt_winters(${tie('exactMatrix')}, 0.${one('1', '5', '9')}, 0.${one('1', '5', '9')})`],
      [2, text`${one('avg', 'sum', 'min', 'max', 'count')} ${grouping}(${any})`],
      [1, text`${one('stddev', 'stdvar')} ${grouping}(${any.map(withoutTime)})`],
      [1, text`quantile ${grouping}(${one('0.5', '0.9', '0', '1')}, ${any})`],
      [1, text`${one('topk', 'bottomk')} ${grouping}(${one('1', '2', '5')}, ${distinctSelector}${shift})`],
      [1, text`(${any} ${one('*', '/')} ${tie('scalar')})`],
      [1, text`(${tie('scalar')} ${one('*', '/')} ${any})`],
      [1, text`(${any} ${one('>', '<', '>= bool', '< bool')} ${oddNumber})`],
      [1, text`(${any} ${one('*', '/')} ${onOrIgnoring}${any})`],
      [1, text`(${any} ${one('and', 'or', 'unless')} ${onOrIgnoring}${any})`],
      [1, text`${one('sqrt', 'exp', 'ln', 'log2', 'log10', 'atan', 'tanh', 'abs', 'deg')}(${any})`],
      [
        1,
        text`histogram_quantile(${one('0.5', '0.9', '0.99')}, ${fc.oneof(
          text`sum by (le${one('', ', job', ', route')}) (${one('rate', 'increase')}(latency_seconds_bucket[${duration}]))`,
          text`latency_seconds_bucket${shift}`,
          text`rate(latency_seconds_bucket[${duration}]${shift})`,
        )})`,
      ],
    ),
    exactMatrix: some(
      'small',
      [4, text`${exactSelector}[${duration}]${shift}`],
      [1, text`(${exact.map(withoutAt)})[${subquery}]${shift}`],
    ),
    matrix: some(
      'small',
      [2, tie('exactMatrix')],
      [1, text`${distinctSelector}[${duration}]${shift}`],
      [1, text`(${any.map(withoutAt)})[${subquery}]${shift}`],
    ),
  }
})

const ARITHMETIC = ['+', '-', '*', '/', '%', '^', 'atan2'] as const
const COMPARISON = ['== bool', '!= bool', '> bool', '<= bool'] as const
const SETS = ['and', 'or', 'unless'] as const

/** Operators in a row without brackets, signs among them: which binds how strongly, and from which side. */
export const row: Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      fc.constant([
        [...ARITHMETIC, ...COMPARISON],
        ['1', '2', '3', '-2', '0.5', 'level', '- level', '(1)'],
      ] as const),
      fc.constant([
        [...ARITHMETIC, ...COMPARISON, ...SETS],
        ['level', 'capacity', '-level', 'bare'],
      ] as const),
    ),
    fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 2, maxLength: 6 }),
  )
  .map(([[operators, operands], drawn]) =>
    drawn
      .map(([op, operand], i) => {
        const value = operands[operand % operands.length]
        return i === 0 ? value : `${operators[op % operators.length]} ${value}`
      })
      .join(' '),
  )
