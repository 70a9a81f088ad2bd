import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { numberOf, readQueryAnswer } from '../../../src/sources/prometheus/answer.ts'

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../fixtures/prometheus/${name}.json`, import.meta.url), 'utf8'))

/** `type: first values of each series`. */
function summary(name: string): string {
  const answer = readQueryAnswer(fixture(name))
  if (answer.kind === 'error') return `error: ${answer.error}`
  if (answer.kind === 'strange') return `strange: ${answer.problem}`
  const { type, series, warnings } = answer.data
  const values = series.map(({ points }) => points.map(({ text }) => text ?? 'histogram').join(','))
  return `${type}: ${values.join(' | ')}${warnings.length > 0 ? ` with ${warnings.length} warning` : ''}`
}

describe('answers as captured', () => {
  it.each([
    ['instant-vector', 'vector: 17 | 3'],
    ['instant-up', 'vector: 1 | 1 | 1 | 0'],
    ['instant-post', 'vector: 17 | 3'],
    ['instant-empty', 'vector: '],
    ['instant-scalar', 'scalar: 20'],
    ['instant-scalar-nan', 'scalar: NaN'],
    ['instant-string', 'string: hello'],
    ['instant-stats-all', 'vector: 17 | 3'],
    ['instant-native-histogram', 'vector: histogram'],
    ['instant-vector-nan', 'vector: NaN'],
    ['range-empty', 'matrix: '],
    ['range-native-histogram', 'matrix: '],
    ['warnings-partial', 'vector: 17 | 3 with 1 warning'],
    ['victoriametrics-instant', 'vector: 17'],
    ['victoriametrics-inf', 'vector: +Inf'],
    ['victoriametrics-scalar-as-vector', 'vector: 1'],
    ['error-400-parse', 'error: 1:8: parse error: unclosed left parenthesis'],
    [
      'error-400-type',
      'error: 1:6: parse error: expected type range vector in call to function "rate", got instant vector',
    ],
    ['error-503-timeout-eval', 'error: query timed out in expression evaluation'],
    ['victoriametrics-error-parse', 'error: argList: unexpected token ""; want ",", ")"; unparsed data: ""'],
    ['victoriametrics-buildinfo', 'strange: it is not an answer of the Prometheus HTTP API'],
  ])('%s', (name, expected) => {
    expect(summary(name)).toBe(expected)
  })

  it('hostile labels come out harmless', () => {
    const answer = readQueryAnswer(fixture('instant-hostile-labels'))
    const text = JSON.stringify(
      answer.kind === 'data' ? answer.data.series.map(({ labels }) => labels) : null,
    )
    expect(text.length).toBeGreaterThan(500)
    // JSON would write a control as an escape of its own: look into the values.
    const values =
      answer.kind === 'data' ? answer.data.series.flatMap(({ labels }) => Object.values(labels)) : []
    for (const value of values) {
      expect(value).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]|\p{M}{5}/u)
      expect([...value].length).toBeLessThanOrEqual(256)
    }
  })

  it('ten thousand points are read in a moment', () => {
    const series = Array.from({ length: 100 }, (_, i) => ({
      metric: { __name__: 'x', instance: `host-${i}` },
      values: Array.from({ length: 100 }, (_, k) => [1795418303 + k, String(i * k)]),
    }))
    const json: unknown = { status: 'success', data: { resultType: 'matrix', result: series } }
    const begun = performance.now()
    const answer = readQueryAnswer(json)
    expect(performance.now() - begun).toBeLessThan(1_000)
    expect(answer.kind === 'data' && answer.data.series.length).toBe(100)
  })
})

describe('strange answers', () => {
  it.each([
    ['null', null],
    ['a list', []],
    ['another status', { status: 'fine', data: {} }],
    ['no data', { status: 'success' }],
    ['an unknown type', { status: 'success', data: { resultType: 'tensor', result: [] } }],
    [
      'a series without labels',
      { status: 'success', data: { resultType: 'vector', result: [{ value: [1, '1'] }] } },
    ],
    [
      'a value without time',
      { status: 'success', data: { resultType: 'vector', result: [{ metric: {}, value: ['1'] }] } },
    ],
    ['a bare number', { status: 'success', data: { resultType: 'vector', result: [7] } }],
  ])('%s', (_what, json) => {
    expect(readQueryAnswer(json).kind).toBe('strange')
  })
})

describe('numberOf', () => {
  it.each([
    ['1.5', 1.5],
    ['0e+00', 0],
    ['5e-324', 5e-324],
    ['+Inf', Number.POSITIVE_INFINITY],
    ['-Inf', Number.NEGATIVE_INFINITY],
    ['NaN', Number.NaN],
    ['', Number.NaN],
    [' ', Number.NaN],
    ['abc', Number.NaN],
  ])('%s', (text, value) => {
    expect(numberOf(text)).toBe(value)
  })
})
