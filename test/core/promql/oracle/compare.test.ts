import { describe, expect, it } from 'vitest'
import type { Element, Value } from '../../../../src/core/promql/value.ts'
import type { Labels } from '../../../../src/core/sample.ts'
import { differences, orderDifferences } from './compare.ts'

const STRICT = { zeroWithin: 0 }
const said = (value: Value) => ({ ok: true, value }) as const
const scalar = (value: number) => said({ kind: 'scalar', value })
const vector = (...elements: readonly (readonly [labels: Labels, value: number])[]) =>
  said({ kind: 'vector', elements: elements.map(([labels, value]): Element => ({ labels, value })) })
const matrix = (...points: readonly (readonly [at: number, value: number])[]) =>
  said({
    kind: 'matrix',
    series: [
      {
        labels: { a: '1' },
        times: Float64Array.from(points, ([at]) => at),
        values: Float64Array.from(points, ([, value]) => value),
      },
    ],
  })
const refused = {
  ok: false,
  message: 'no',
  error: { message: 'no', span: { from: 0, to: 1 } },
} as const

describe('the comparison', () => {
  it.each([
    ['equal numbers', scalar(1), scalar(1)],
    ['a last digit', scalar(1), scalar(1 + 1e-12)],
    ['NaN', scalar(Number.NaN), scalar(Number.NaN)],
    ['infinity', scalar(Infinity), scalar(Infinity)],
    ['another order', vector([{ a: '1' }, 1], [{ a: '2' }, 2]), vector([{ a: '2' }, 2], [{ a: '1' }, 1])],
    ['another order of labels', vector([{ a: '1', b: '2' }, 1]), vector([{ b: '2', a: '1' }, 1])],
    ['nothing', vector(), vector()],
    ['the same points', matrix([1, 2], [3, 4]), matrix([1, 2], [3, 4])],
    ['two refusals', refused, refused],
  ])('takes for the same: %s', (_, theirs, ours) => {
    expect(differences(theirs, ours, STRICT)).toEqual([])
  })

  it.each([
    ['another number', scalar(1), scalar(1 + 1e-8)],
    ['NaN and a number', scalar(Number.NaN), scalar(1)],
    ['a number and NaN', scalar(1), scalar(Number.NaN)],
    ['two infinities', scalar(Infinity), scalar(-Infinity)],
    ['a huge number and infinity', scalar(1e308), scalar(Infinity)],
    ['nearly nothing and nothing', scalar(1e-17), scalar(0)],
    ['another type', scalar(1), vector([{}, 1])],
    ['another label', vector([{ a: '1' }, 1]), vector([{ a: '2' }, 1])],
    ['a label less', vector([{ a: '1', b: '2' }, 1]), vector([{ a: '1' }, 1])],
    ['an element less', vector([{ a: '1' }, 1], [{ a: '2' }, 2]), vector([{ a: '1' }, 1])],
    ['an element more', vector(), vector([{}, 1])],
    ['an element twice', vector([{}, 1]), vector([{}, 1], [{}, 1])],
    ['a point less', matrix([1, 2], [3, 4]), matrix([1, 2])],
    ['a point more', matrix([1, 2]), matrix([1, 2], [3, 4])],
    ['a point at another time', matrix([1, 2]), matrix([2, 2])],
    ['a refusal of theirs', refused, vector()],
    ['a refusal of ours', vector(), refused],
    ['another text', said({ kind: 'string', value: 'a' }), said({ kind: 'string', value: 'b' })],
  ])('sees %s', (_, theirs, ours) => {
    expect(differences(theirs, ours, STRICT)).not.toEqual([])
  })

  it('forgives what is left of 0 only where it is told to', () => {
    expect(differences(scalar(1e-17), scalar(0), { zeroWithin: 1e-15 })).toEqual([])
    expect(differences(scalar(1e-14), scalar(0), { zeroWithin: 1e-15 })).not.toEqual([])
    expect(differences(scalar(1e-17), scalar(2e-17), { zeroWithin: 1e-15 })).not.toEqual([])
  })

  it('sees another order, but not that of equal values', () => {
    const theirs = vector([{ a: '1' }, 1], [{ a: '2' }, 1], [{ a: '3' }, 2])
    expect(
      orderDifferences(theirs, vector([{ a: '2' }, 1], [{ a: '1' }, 1], [{ a: '3' }, 2]), STRICT),
    ).toEqual([])
    expect(
      orderDifferences(theirs, vector([{ a: '3' }, 2], [{ a: '1' }, 1], [{ a: '2' }, 1]), STRICT),
    ).not.toEqual([])
  })
})
