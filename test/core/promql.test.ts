import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNarrowerThan, readExpression } from '../../src/core/promql/selectors.ts'

const texts = (query: string): readonly string[] => readExpression(query).selectors.map(({ text }) => text)

describe('selectors of an expression', () => {
  const table: readonly [query: string, selectors: readonly string[]][] = [
    ['up', ['up']],
    ['rate(http_requests_total{status=~"5.."}[5m])', ['http_requests_total{status=~"5.."}']],
    ['sum(rate(a{x="1"}[5m] offset 1h)) / sum(rate(a[5m] @ 1700000000))', ['a{x="1"}', 'a']],
    ['rate(a[5m]) / (rate(a[5m]) + rate(b:c[1m]))', ['a', 'b:c']],
    ['{__name__=~"foo|bar", job = "x" }', ['{__name__=~"foo|bar",job="x"}']],
    ['a{ # comment }\n x = "}" ,\n y!="2",}', ['a{x="}",y!="2"}']],
    ["a{b='c'}", ["a{b='c'}"]],
    ['max_over_time(rate(x[5m])[1h30m:10s])', ['x']],
    ['time() - 5', []],
    ['absent(up{job="a"})', ['up{job="a"}']],
    ['{"my.metric", a="b"}', ['{"my.metric",a="b"}']],
    ['sum by (le) (a) # b', ['a']],
  ]
  it.each(table)('%s', (query, selectors) => {
    expect(readExpression(query).mistake).toBeNull()
    expect(texts(query)).toEqual(selectors)
  })

  it.each([
    ['up', 0],
    ['rate(a[5m])', 300_000],
    ['rate(a[300])', 300_000],
    ['max_over_time(rate(a[5m])[1h:10s])', 3_900_000],
    ['a or rate(a[1m])', 60_000],
  ])('%s looks back %d ms', (query, rangeMs) => {
    expect(readExpression(query).selectors[0]?.rangeMs).toBe(rangeMs)
  })

  it.each([
    ['absent(a)', true],
    ['absent_over_time(a[5m])', true],
    ['absent(a) or a', false],
    ['sum(a)', false],
  ])('%s is about absence: %s', (query, isAbsence) => {
    expect(readExpression(query).selectors[0]?.isAbsence).toBe(isAbsence)
  })

  it.each([
    ['1', 'scalar'],
    ['-(1 + time())', 'scalar'],
    ['scalar(sum(a))', 'scalar'],
    ['"text"', 'string'],
    ['a[5m]', 'matrix'],
    ['a[5m] offset 1m', 'matrix'],
    ['a > bool 1', 'vector'],
    ['vector(1)', 'vector'],
    ['# a comment\n1', 'scalar'],
  ])('%s gives a %s', (query, type) => {
    expect(readExpression(query).type).toBe(type)
  })
})

describe('mistakes', () => {
  it.each([
    ['rate(up', 1, 8, 'the expression ends before a bracket is closed'],
    ['sum((up', 1, 8, 'the expression ends before 2 brackets are closed'],
    ['up +', 1, 5, 'the expression ends where more is expected'],
    ['', 1, 1, 'the expression is empty'],
    ['1 + 2)', 1, 6, '")" is not expected here'],
    ['up up', 1, 4, '"up" is not expected here'],
    ['sum(\n  up) by', 2, 9, 'the expression ends where more is expected'],
    ['rate(x[$w])', 1, 8, '"$" is not expected here'],
  ])('%s', (query, line, column, message) => {
    expect(readExpression(query).mistake).toEqual({ line, column, message })
  })
})

describe('isNarrowerThan', () => {
  const [all, errors, other] = readExpression('a / a{s=~"5..",j="x"} / a{j="y"}').selectors
  it('tells a part from the whole', () => {
    if (all === undefined || errors === undefined || other === undefined) throw new Error('not read')
    expect([isNarrowerThan(errors, all), isNarrowerThan(all, errors), isNarrowerThan(errors, other)]).toEqual(
      [true, false, false],
    )
    expect(isNarrowerThan(all, all)).toBe(false)
  })
})

describe('whatever the expression', () => {
  const matcher = fc
    .tuple(fc.constantFrom('job', 'le', 'x_1'), fc.constantFrom('=', '!=', '=~', '!~'), fc.string())
    .map(([label, op, value]) => `${label}${op}${JSON.stringify(value)}`)
  const selector = fc
    .tuple(fc.constantFrom('up', 'a:b', 'x_total'), fc.array(matcher, { maxLength: 3 }))
    .map(([name, matchers]) => (matchers.length === 0 ? name : `${name}{${matchers.join(',')}}`))
  const query = fc.letrec<{ expression: string }>((tie) => ({
    expression: fc.oneof(
      { maxDepth: 4 },
      selector,
      selector.map((text) => `rate(${text}[5m] offset 1h)`),
      fc.tuple(tie('expression'), tie('expression')).map(([a, b]) => `(${a}) / (${b})`),
      tie('expression').map((inner) => `max_over_time(sum by (job) (${inner})[1h:1m])`),
    ),
  })).expression

  it('each selector is found, once, and is an expression of itself', () => {
    fc.assert(
      fc.property(query, (text) => {
        const { selectors, mistake } = readExpression(text)
        expect(mistake).toBeNull()
        expect(new Set(selectors.map((each) => each.text)).size).toBe(selectors.length)
        for (const each of selectors) {
          expect(text).toContain(each.text)
          expect(texts(each.text)).toEqual([each.text])
        }
      }),
      { seed: 20, numRuns: 300 },
    )
  })

  it('nothing throws, and a mistake is inside the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          query.map((text) => text.slice(0, -1)),
        ),
        (text) => {
          const { mistake } = readExpression(text)
          const lines = text.split('\n')
          if (mistake !== null) expect(mistake.line).toBeLessThanOrEqual(lines.length)
          if (mistake !== null)
            expect(mistake.column).toBeLessThanOrEqual((lines[mistake.line - 1]?.length ?? 0) + 1)
        },
      ),
      { seed: 21, numRuns: 500 },
    )
  })
})
