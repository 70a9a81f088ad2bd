import { describe, expect, it } from 'vitest'
import { parseExpression } from '../../../src/core/promql/parse.ts'
import { pastsOf } from '../../../src/core/promql/past.ts'

const M = 60_000

describe('how far an expression looks back', () => {
  it.each<[query: string, pasts: readonly number[]]>([
    ['1 + time()', []],
    ['a', [0]],
    ['a offset 5m', [5 * M]],
    ['a offset -5m', [0]],
    ['rate(a[5m])', [5 * M]],
    ['rate(a[5m] offset 1h)', [65 * M]],
    ['max_over_time(rate(a[5m])[1h:1m])', [65 * M]],
    ['max_over_time(rate(a[5m])[1h:1m] offset 1d)', [65 * M + 24 * 60 * M]],
    ['sum by (x) (rate(a[5m])) / on (x) group_left b', [5 * M, 0]],
    ['topk(scalar(k), -a)', [0, 0]],
    ['label_replace(rate(a[1m]), "x", "$1", "y", "(.*)") or vector(scalar(b))', [M, 0]],
    ['a @ 1700000000', [Number.POSITIVE_INFINITY]],
    ['rate(a[5m] @ end())', [5 * M]],
  ])('%s', (query, pasts) => {
    const parsed = parseExpression(query)
    expect(parsed.ok && pastsOf(parsed.expr).map(({ pastMs }) => pastMs)).toEqual(pasts)
  })
})
