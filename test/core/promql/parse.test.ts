import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Expr, Shift } from '../../../src/core/promql/ast.ts'
import { parseExpression, positionOf } from '../../../src/core/promql/parse.ts'

/** What was read, with all brackets and nothing left to precedence. */
function shape(expr: Expr): string {
  switch (expr.kind) {
    case 'number':
      return String(expr.value)
    case 'string':
      return JSON.stringify(expr.value)
    case 'unary':
      return `${expr.op}(${shape(expr.expr)})`
    case 'vector-selector': {
      const matchers = expr.matchers.map(({ label, op, value }) => `${label}${op}${value}`)
      return `{${matchers.join(',').replace('__name__=', '')}}${shiftText(expr)}`
    }
    case 'matrix-selector':
      return `${shape({ ...expr.selector, offsetMs: 0, at: null })}[${expr.rangeMs}]${shiftText(expr.selector)}`
    case 'subquery':
      return `(${shape(expr.expr)})[${expr.rangeMs}:${expr.stepMs ?? ''}]${shiftText(expr)}`
    case 'binary': {
      const { matching: on } = expr
      const modifiers =
        on === null ? '' : ` ${on.card} ${on.on ? 'on' : 'ignoring'}(${on.labels})+(${on.include})`
      return `(${shape(expr.left)} ${expr.op}${expr.isBool ? ' bool' : ''}${modifiers} ${shape(expr.right)})`
    }
    case 'aggregate': {
      const args = [expr.param, expr.expr].flatMap((arg) => (arg === null ? [] : [shape(arg)]))
      return `${expr.op} ${expr.without ? 'without' : 'by'}(${expr.grouping}) (${args.join(', ')})`
    }
    case 'call':
      return `${expr.name}(${expr.args.map(shape).join(', ')})`
  }
}

const shiftText = ({ offsetMs, at }: Shift): string =>
  `${offsetMs === 0 ? '' : ` offset ${offsetMs}`}${at === null ? '' : ` @ ${at.kind === 'time' ? at.at : at.kind}`}`

function shapeOf(text: string): string {
  const parsed = parseExpression(text)
  return parsed.ok ? shape(parsed.expr) : parsed.error.message
}

describe('what is read', () => {
  it.each([
    ['up', '{up}'],
    ['{__name__="up"}', '{up}'],
    ['up{job="a",code=~"5..",x!="y",z!~"w",}', '{up,job=a,code=~5..,x!=y,z!~w}'],
    ['{"my.metric", "the label"="b"}', '{my.metric,the label=b}'],
    ['up{job="a\\n\\x41\\u00e9\\101\\""}', '{up,job=a\nAéA"}'],
    ["up{job='a\"'}", '{up,job=a"}'],
    ['up{job=`a\\n`}', '{up,job=a\\n}'],
    ['# why\nup # what', '{up}'],
    ['0x1F + 010 + .5 + 1e3 + Inf', '((((31 + 8) + 0.5) + 1000) + Infinity)'],
    ['5m', '300'],
    ['a[1h30m]', '{a}[5400000]'],
    ['a[300]', '{a}[300000]'],
    ['a[5m] offset -1m @ end()', '{a}[300000] offset -60000 @ end'],
    ['a @ 1.5 offset 1w', '{a} offset 604800000 @ 1500'],
    ['a @ -1', '{a} @ -1000'],
    ['sum(a)[1h:] @ start()', '(sum by() ({a}))[3600000:] @ start'],
    ['SUM WITHOUT (le, on) (a)', 'sum without(le,on) ({a})'],
    ['topk(3, a) by (b)', 'topk by(b) (3, {a})'],
    ['count_values("v", a)', 'count_values by() ("v", {a})'],
    ['holt_winters(a[1m], 0.5, 0.1)', 'holt_winters({a}[60000], 0.5, 0.1)'],
    ['a > bool 1', '({a} > bool 1)'],
    ['a + b', '({a} + one-to-one ignoring()+() {b})'],
    ['a and on (x) b', '({a} and many-to-many on(x)+() {b})'],
    ['a / on(x) group_right(y, z) b', '({a} / one-to-many on(x)+(y,z) {b})'],
  ])('%s', (text, expected) => {
    expect(shapeOf(text)).toBe(expected)
  })

  it.each([
    ['-1 ^ 2', '-((1 ^ 2))'],
    ['2 ^ -1', '(2 ^ -1)'],
    ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
    ['2 ^ -1 * 3', '((2 ^ -1) * 3)'],
    ['1 - -1', '(1 - -1)'],
    ['1 -1', '(1 - 1)'],
    ['-a * 2', '(-({a}) * 2)'],
    ['1 + 2 * 3 - 4', '((1 + (2 * 3)) - 4)'],
    ['2 * 3 atan2 4', '((2 * 3) atan2 4)'],
    ['1 == bool 2 > bool 3', '((1 == bool 2) > bool 3)'],
    ['-a offset 1m', '-({a} offset 60000)'],
    ['1 + a offset 1m', '(1 + {a} offset 60000)'],
    ['1 + a offset 1m * 2', '(1 + ({a} offset 60000 * 2))'],
    ['1 ^ a @ 5', '(1 ^ {a} @ 5000)'],
  ])('%s binds as Prometheus has it', (text, expected) => {
    expect(shapeOf(text)).toContain(expected)
  })

  it.each([
    ['1', 'scalar'],
    ['"a"', 'string'],
    ['a[5m]', 'matrix'],
    ['a[5m:]', 'matrix'],
    ['time() + scalar(a)', 'scalar'],
    ['a + 1', 'vector'],
    ['-(2)', 'scalar'],
  ])('%s is a %s', (text, type) => {
    expect(parseExpression(text)).toMatchObject({ ok: true, type })
  })
})

describe('mistakes', () => {
  it.each([
    ['', 1, 'the expression is empty'],
    ['sum(up', 7, 'the expression ends before a bracket is closed'],
    ['up up', 4, '"up" is not expected here'],
    ['sum(increse(up[5m]))', 5, 'unknown function with name "increse"; the nearest name is increase()'],
    ['1 + rate(up)', 10, 'expected type range vector in call to function "rate", got instant vector'],
    ['abs(1)', 5, 'expected type instant vector in call to function "abs", got scalar'],
    ['rate(a[5m], 1)', 1, 'expected 1 argument(s) in call to "rate", got 2'],
    ['round()', 1, 'expected at least 1 argument(s) in call to "round", got 0'],
    ['hour(a, a)', 1, 'expected at most 1 argument(s) in call to "hour", got 2'],
    ['sum(1)', 5, 'expected type instant vector in aggregation expression, got scalar'],
    ['topk(a, a)', 6, 'expected type scalar in aggregation parameter, got instant vector'],
    ['count_values(1, a)', 14, 'expected type string in aggregation parameter, got scalar'],
    ['topk(a)', 1, 'wrong number of arguments for aggregate expression provided, expected 2, got 1'],
    ['sum()', 1, 'no arguments for aggregate expression provided'],
    ['a + bool b', 1, 'bool modifier can only be used on comparison operators'],
    ['1 > 2', 1, 'comparisons between scalars must use BOOL modifier'],
    ['1 and 2', 1, 'set operator "and" not allowed in binary scalar expression'],
    ['1 + "a"', 5, 'binary expression must contain only scalar and instant vector types, got string'],
    ['a + a[1m]', 5, 'binary expression must contain only scalar and instant vector types, got range vector'],
    ['a + on(x) 1', 1, 'vector matching only allowed between instant vectors'],
    ['a and on(x) group_left b', 13, 'no grouping allowed for "and" operation'],
    ['a * on(x) group_left(x) b', 5, 'label "x" must not occur in ON and GROUP clause at once'],
    [
      '-"a"',
      1,
      'unary expression only allowed on expressions of type scalar or instant vector, got "string"',
    ],
    ['-a[1m:30s]', 1, 'unary expression only allowed on expressions of type scalar or instant vector'],
    ['1 + {}', 5, 'vector selector must contain at least one non-empty matcher'],
    ['{a=~".*"}', 1, 'vector selector must contain at least one non-empty matcher'],
    ['a{__name__="b"}', 1, 'metric name must not be set twice: "a" or "b"'],
    ['a{b=~"("}', 6, 'error parsing regexp: missing closing ): `^(?:()$`'],
    ['a{b=~"(?=x)"}', 6, 'error parsing regexp: invalid or unsupported Perl syntax: `(?=`'],
    ['a{b="\\q"}', 5, 'the string is not closed, or has an invalid escape'],
    ['sum(a)[5m]', 1, 'ranges only allowed for vector selectors'],
    ['(a)[5m]', 1, 'ranges only allowed for vector selectors'],
    ['a offset 5m [5m]', 1, 'no offset modifiers allowed before range'],
    ['a @ 5 [5m]', 1, 'no @ modifiers allowed before range'],
    ['a offset 1m offset 2m', 1, 'offset may not be set multiple times'],
    ['a @ 1 @ 2', 1, '@ <timestamp> may not be set multiple times'],
    ['1[5m:]', 1, 'subquery is only allowed on instant vector, got scalar instead'],
    ['a[0s]', 3, 'duration must be greater than 0'],
    ['a[1000000000000w]', 3, 'duration out of range: "1000000000000w"'],
    ['a[5m + 1m]', 3, 'a duration that is computed is not evaluated here'],
    ['label_replace(a, "-", "", "b", "")', 18, 'invalid destination label name in label_replace(): -'],
    ['label_replace(a, "c", "", "b", "(")', 32, 'invalid regular expression in label_replace()'],
    ['label_join(a, "c", "", "b-")', 24, 'invalid source label name in label_join(): b-'],
    [
      'histogram_fraction(0, 1, a)',
      1,
      'histogram_fraction() is not evaluated here: it is of native histograms',
    ],
    ['1 + mad_over_time(a[5m])', 5, 'mad_over_time() is not evaluated here: it is newer than'],
    ['limitk(1, a)', 1, 'limitk() is not evaluated here: it is newer than'],
    ['a smoothed', 1, '"smoothed" is not evaluated here: it is newer than'],
  ])('%s: column %d', (text, column, message) => {
    const parsed = parseExpression(text)
    if (parsed.ok) throw new Error('it was read')
    expect(parsed.error.message).toContain(message)
    expect(positionOf(text, parsed.error.span)).toEqual({ line: 1, column })
  })

  it.each([
    ['sum(a)\n  + rate(b)', 2, 10],
    ['a{b="😀"} + rate(c)', 1, 17],
  ])('%j: line %d, column %d', (text, line, column) => {
    const parsed = parseExpression(text)
    if (parsed.ok) throw new Error('it was read')
    expect(positionOf(text, parsed.error.span)).toEqual({ line, column })
  })
})

describe('whatever the text', () => {
  const words = fc.constantFrom(
    ...'a b sum rate abs ( ) [5m] [5m:1m] { } , + - ^ * > bool and on group_left by offset 5m @ 1 "x" = =~ start() topk holt_winters'.split(
      ' ',
    ),
  )
  it('it is read or refused with a place inside it, and never throws', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (tokens) => {
        const text = tokens.join(' ')
        const parsed = parseExpression(text)
        if (parsed.ok) return
        const { from, to } = parsed.error.span
        expect(parsed.error.message).not.toBe('')
        expect(0 <= from && from <= to && to <= text.length).toBe(true)
      }),
      { seed: 3, numRuns: 1500 },
    )
  })
})
