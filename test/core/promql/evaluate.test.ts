import { describe, expect, it } from 'vitest'
import { evaluateAt, evaluateOver } from '../../../src/core/promql/evaluate.ts'
import { formatLabels } from '../../../src/core/promql/labels.ts'
import { parseExpression, positionOf } from '../../../src/core/promql/parse.ts'
import type { Storage, StoredSeries } from '../../../src/core/promql/storage.ts'
import { storageOf } from './oracle/storage.ts'

const MINUTE = 60_000
const LOOK_BACK = { lookbackMs: 5 * MINUTE }

/** A value each minute from the start; `_` where there is none, `end` where the series ended. */
type Written = Readonly<Record<string, string>>

const storageWith = (written: Written): Storage =>
  storageOf(Object.entries(written).map(([series, values]) => seriesFrom(series, values)))

function seriesFrom(series: string, values: string): StoredSeries {
  const samples = values.split(' ').flatMap((word, i) => (word === '_' ? [] : [{ word, at: i * MINUTE }]))
  return {
    labels: Object.fromEntries(readExpr(series).matchers.map(({ label, value }) => [label, value] as const)),
    samples: {
      times: Float64Array.from(samples, ({ at }) => at),
      values: Float64Array.from(samples, ({ word }) => Number(word)),
      stale: Uint8Array.from(samples, ({ word }) => (word === 'end' ? 1 : 0)),
    },
  }
}

function readExpr(series: string): { readonly matchers: readonly { label: string; value: string }[] } {
  const parsed = parseExpression(series)
  if (!parsed.ok || parsed.expr.kind !== 'vector-selector') throw new Error(`${series} is no series`)
  return parsed.expr
}

/** The answer of one moment: series and values, or the mistake with its column. */
function answerAt(written: Written, query: string, minute: number): unknown {
  const parsed = parseExpression(query)
  const result = parsed.ok
    ? evaluateAt(parsed.expr, storageWith(written), minute * MINUTE, LOOK_BACK)
    : parsed
  if (!result.ok) return `${positionOf(query, result.error.span).column}: ${result.error.message}`
  switch (result.value.kind) {
    case 'scalar':
    case 'string':
      return result.value.value
    case 'vector':
      return Object.fromEntries(
        result.value.elements.map(({ labels, value }) => [formatLabels(labels), value] as const),
      )
    case 'matrix':
      return Object.fromEntries(
        result.value.series.map(({ labels, values }) => [formatLabels(labels), [...values]] as const),
      )
  }
}

const COUNTERS: Written = {
  'c{i="1"}': '0 60 120 180 240 300 360 420 480 540 600',
  'c{i="2"}': '0 60 120 0 60 120 180 240 300 360 420',
  'old{}': '1 2 3 end',
  'gap{}': '1 2 _ _ _ _ _ _ 9',
  'other{i="1"}': '5 5 5 5 5 5 5 5 5 5 5',
}

describe('selectors', () => {
  it.each<[query: string, minute: number, answer: unknown]>([
    ['c', 10, { 'c{i="1"}': 600, 'c{i="2"}': 420 }],
    ['c{i=~"1|3"}', 10, { 'c{i="1"}': 600 }],
    ['c{i!~"1.*"}', 10, { 'c{i="2"}': 420 }],
    ['c{nothing=""}', 0, { 'c{i="1"}': 0, 'c{i="2"}': 0 }],
    ['{__name__=~"o.+"}', 2, { old: 3, 'other{i="1"}': 5 }],
    ['old', 2, { old: 3 }],
    ['old', 3, {}],
    ['gap', 6, { gap: 2 }],
    ['gap', 6.001, {}],
    ['c{i="1"} offset 3m', 10, { 'c{i="1"}': 420 }],
    ['c{i="1"} offset -3m', 5, { 'c{i="1"}': 480 }],
    ['c{i="1"} @ 60', 10, { 'c{i="1"}': 60 }],
    ['c{i="1"} @ end() offset 1m', 10, { 'c{i="1"}': 540 }],
    ['gap[8m]', 8, { gap: [1, 2, 9] }],
    ['old[5m]', 5, { old: [1, 2, 3] }],
    ['c{i="1"}[2m:1m]', 10.5, { 'c{i="1"}': [540, 600] }],
    ['sum(c)[1m:20s]', 1, { '{}': [0, 0, 0, 120] }],
    ['max_over_time(sum(c)[10m:2m])', 10, { '{}': 1020 }],
    ['timestamp(gap)', 4, { '{}': 60 }],
    ['timestamp(-gap)', 4, { '{}': 240 }],
  ])('%s at minute %d', (query, minute, answer) => {
    expect(answerAt(COUNTERS, query, minute)).toEqual(answer)
  })
})

describe('functions', () => {
  it.each<[query: string, minute: number, answer: unknown]>([
    ['rate(c[5m])', 10, { '{i="1"}': 1, '{i="2"}': 1 }],
    ['increase(c[4m])', 4, { '{i="1"}': 240, '{i="2"}': 180 }],
    ['irate(c[5m])', 10, { '{i="1"}': 1, '{i="2"}': 1 }],
    ['resets(c[10m])', 10, { '{i="1"}': 0, '{i="2"}': 1 }],
    ['rate(gap[1m])', 8, {}],
    ['predict_linear(c{i="1"}[5m], 60)', 5, { '{i="1"}': 360 }],
    ['last_over_time(gap[10m])', 8, { gap: 9 }],
    ['avg_over_time(gap[10m])', 8, { '{}': 4 }],
    ['quantile_over_time(0.5, gap[10m])', 8, { '{}': 2 }],
    ['holt_winters(gap[8m], 2, 0.1)', 8, '1: invalid smoothing factor. Expected: 0 < sf < 1, got: 2'],
    ['absent(c)', 1, {}],
    ['absent(none{a="1",b!="2",c="3",c="4"})', 1, { '{a="1"}': 1 }],
    ['absent(sum(none))', 1, { '{}': 1 }],
    ['absent_over_time(old{a="1"}[1m])', 1, { '{a="1"}': 1 }],
    ['absent_over_time(old[1m])', 5, { '{}': 1 }],
    ['scalar(old)', 1, 2],
    ['scalar(c)', 1, Number.NaN],
    ['vector(time())', 2, { '{}': 120 }],
    ['hour(vector(3600))', 0, { '{}': 1 }],
    ['minute()', 7, { '{}': 7 }],
    ['clamp(c, 100, 500)', 10, { '{i="1"}': 500, '{i="2"}': 420 }],
    ['clamp(c, 2, 1)', 10, {}],
    ['round(vector(pi()), 0.01)', 0, { '{}': 3.14 }],
    [`label_replace(old, "to", "$1-$x-\${1}", "__name__", "(.*)d")`, 1, { 'old{to="ol--ol"}': 2 }],
    ['label_replace(c, "i", "", "i", ".*")', 1, '1: vector cannot contain metrics with the same labelset'],
    ['label_join(other, "j", "/", "i", "none", "i")', 1, { 'other{i="1", j="1//1"}': 5 }],
    ['abs({__name__=~"c|other",i="1"})', 1, '1: vector cannot contain metrics with the same labelset'],
  ])('%s at minute %d', (query, minute, answer) => {
    expect(answerAt(COUNTERS, query, minute)).toEqual(answer)
  })

  it.each([
    ['sort(c)', ['2', '1']],
    ['sort_desc(c)', ['1', '2']],
    ['topk(2, c)', ['1', '2']],
    ['bottomk(2, c)', ['2', '1']],
  ])('%s is in order', (query, order) => {
    const answer = answerAt(COUNTERS, query, 10)
    expect(Object.keys(answer as Record<string, number>)).toEqual(order.map((i) => `c{i="${i}"}`))
  })
})

describe('histogram_quantile', () => {
  const buckets = (counts: Readonly<Record<string, string>>): Written =>
    Object.fromEntries(Object.entries(counts).map(([le, count]) => [`b{le="${le}"}`, count] as const))
  it.each<[what: string, counts: Record<string, string>, q: string, value: unknown]>([
    ['spreads evenly', { '1': '10', '2': '20', '+Inf': '20' }, '0.75', 1.5],
    ['begins at zero', { '1': '10', '+Inf': '10' }, '0.5', 0.5],
    ['ends at the highest bound', { '1': '10', '+Inf': '20' }, '0.9', 1],
    ['has a negative lowest bucket', { '-1': '10', '1': '10', '+Inf': '10' }, '0.5', -1],
    ['mends what falls', { '1': '10', '2': '8', '+Inf': '20' }, '0.75', 2],
    ['adds equal bounds', { '1': '5', '1.0': '5', '+Inf': '10' }, '0.5', 0.5],
    ['knows nothing without +Inf', { '1': '10', '2': '20' }, '0.5', Number.NaN],
    ['knows nothing of nothing', { '1': '0', '+Inf': '0' }, '0.5', Number.NaN],
    ['is infinite beyond 1', { '1': '10', '+Inf': '20' }, '1.5', Number.POSITIVE_INFINITY],
    ['is infinite below 0', { '1': '10', '+Inf': '20' }, '-1', Number.NEGATIVE_INFINITY],
  ])('%s', (_, counts, q, value) => {
    expect(answerAt(buckets(counts), `histogram_quantile(${q}, b)`, 0)).toEqual({ '{}': value })
  })
})

const LEVELS: Written = {
  'l{n="a",p="even"}': '1',
  'l{n="b",p="odd"}': '2',
  'l{n="c",p="even"}': '4',
  'l{n="d",p="odd"}': 'NaN',
}

describe('aggregations', () => {
  it.each<[query: string, answer: unknown]>([
    ['sum(l{n!="d"})', { '{}': 7 }],
    ['sum by (p) (l)', { '{p="even"}': 5, '{p="odd"}': Number.NaN }],
    ['max without (n) (l)', { '{p="even"}': 4, '{p="odd"}': 2 }],
    ['min by (nothing) (l)', { '{}': 1 }],
    ['count by (constructor, p) (l)', { '{p="even"}': 2, '{p="odd"}': 2 }],
    ['group(l)', { '{}': 1 }],
    ['avg(l{p="even"})', { '{}': 2.5 }],
    ['stdvar(l{p="even"})', { '{}': 2.25 }],
    ['stddev(l{p="even"})', { '{}': 1.5 }],
    ['quantile(0.5, l{n!="d"})', { '{}': 2 }],
    ['topk by (p) (1, l)', { 'l{n="c", p="even"}': 4, 'l{n="b", p="odd"}': 2 }],
    ['bottomk(1, l)', { 'l{n="a", p="even"}': 1 }],
    ['topk(0, l)', {}],
    ['topk(scalar(none), l)', '6: Scalar value NaN overflows int64'],
    ['count_values("v", l > bool 1)', { '{v="0"}': 2, '{v="1"}': 2 }],
    ['count_values by (p) ("v", l{p="even"})', { '{p="even", v="1"}': 1, '{p="even", v="4"}': 1 }],
    ['count_values("a-b", l)', '14: invalid label name "a-b"'],
    ['sum(none)', {}],
  ])('%s', (query, answer) => {
    expect(answerAt(LEVELS, query, 0)).toEqual(answer)
  })
})

const JOINS: Written = {
  'req{code="200",i="1"}': '100',
  'req{code="500",i="1"}': '10',
  'req{code="200",i="2"}': '50',
  'cap{i="1"}': '1000',
  'cap{i="3"}': '3000',
  'info{i="1",v="x"}': '1',
  'info{i="2",v="y"}': '1',
  'twin{i="1",copy="1"}': '1',
  'twin{i="1",copy="2"}': '1',
}

describe('operators', () => {
  it.each<[query: string, answer: unknown]>([
    ['1 + 2 * 3 ^ 2 % 5', 4],
    ['1 ^ NaN', 1],
    ['2 > bool 1', 1],
    ['cap + 1', { '{i="1"}': 1001, '{i="3"}': 3001 }],
    ['cap > 1000', { 'cap{i="3"}': 3000 }],
    ['2000 < cap', { 'cap{i="3"}': 3000 }],
    ['cap > bool 1000', { '{i="1"}': 0, '{i="3"}': 1 }],
    ['-cap', { '{i="1"}': -1000, '{i="3"}': -3000 }],
    ['+cap', { 'cap{i="1"}': 1000, 'cap{i="3"}': 3000 }],
    ['cap - cap', { '{i="1"}': 0, '{i="3"}': 0 }],
    ['cap == cap', { 'cap{i="1"}': 1000, 'cap{i="3"}': 3000 }],
    ['cap == on(i) cap', { '{i="1"}': 1000, '{i="3"}': 3000 }],
    ['req{code="500"} / ignoring(code) cap', { '{i="1"}': 0.01 }],
    ['req / on(i) group_left cap', { '{code="200", i="1"}': 0.1, '{code="500", i="1"}': 0.01 }],
    ['cap * on(i) group_right() req{code="500"}', { '{code="500", i="1"}': 10_000 }],
    [
      'req{code="200"} * on(i) group_left(v, none) info',
      { '{code="200", i="1", v="x"}': 100, '{code="200", i="2", v="y"}': 50 },
    ],
    ['req and on(i) cap', { 'req{code="200", i="1"}': 100, 'req{code="500", i="1"}': 10 }],
    ['req unless on(i) cap', { 'req{code="200", i="2"}': 50 }],
    ['cap or on(i) info', { 'cap{i="1"}': 1000, 'cap{i="3"}': 3000, 'info{i="2", v="y"}': 1 }],
    ['none or vector(0)', { '{}': 0 }],
    [
      'req / on(i) cap',
      '1: multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
    ],
    [
      'cap / on(i) twin',
      '1: found duplicate series for the match group {i="1"} on the right hand-side of the operation: [twin{copy="2", i="1"}, twin{copy="1", i="1"}]; many-to-many matching not allowed: matching labels must be unique on one side',
    ],
    [
      '1 + (req * on(i) group_left(code) cap)',
      '5: multiple matches for labels: grouping labels must ensure unique matches',
    ],
    ['none / on(i) twin', {}],
  ])('%s', (query, answer) => {
    expect(answerAt(JOINS, query, 0)).toEqual(answer)
  })
})

describe('over a range', () => {
  /** Of each series, the minutes with their values. */
  const over = (query: string): unknown => {
    const parsed = parseExpression(query)
    if (!parsed.ok) throw new Error(parsed.error.message)
    const range = { start: 0, end: 5 * MINUTE, stepMs: 2 * MINUTE }
    const result = evaluateOver(parsed.expr, storageWith(COUNTERS), range, LOOK_BACK)
    if (!result.ok) return result.error.message
    return Object.fromEntries(
      result.value.map(({ labels, times, values }) => [
        formatLabels(labels),
        Array.from(times, (at, i) => `${at / MINUTE}m ${values[i]}`).join(', '),
      ]),
    )
  }
  it.each<[query: string, answer: unknown]>([
    ['2', { '{}': '0m 2, 2m 2, 4m 2' }],
    ['old', { old: '0m 1, 2m 3' }],
    ['c{i="1"} @ end()', { 'c{i="1"}': '0m 300, 2m 300, 4m 300' }],
    ['rate(c{i="2"}[2m])', { '{i="2"}': '2m 1, 4m 0.5' }],
    ['absent(old)', { '{}': '4m 1' }],
    ['topk(1, {__name__=~"c|old",i!="2"})', { 'c{i="1"}': '2m 120, 4m 240', old: '0m 1' }],
    ['c[5m]', 'invalid expression type "range vector" for range query, must be Scalar or instant Vector'],
    ['count_over_time(c{i="1"}[1m:1ms])', 'the subquery has more than 100000 steps: make its step longer'],
  ])('%s', (query, answer) => {
    expect(over(query)).toEqual(answer)
  })
})
