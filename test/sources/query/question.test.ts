import { describe, expect, it } from 'vitest'
import { readExpression } from '../../../src/core/promql/selectors.ts'
import { createQuestioner } from '../../../src/sources/query/question.ts'
import { aSignal } from '../../support/model.ts'

const HOUR_MS = 3_600_000

describe('questions', () => {
  it.each<[what: string, query: string]>([
    ['without a time', 'rate(x[5m])'],
    ['since the deployment', 'increase(rollbacks[$since_deployment])'],
    ['since the deployment, and over a range', 'increase(x[$since_deployment]) / rate(x[5m])'],
    ['since the deployment, over ranges that add up', 'max_over_time(rate(x[5m])[$since_deployment:1m])'],
    ['before the deployment', 'rate(x[5m]) / rate(x[5m] offset $before_deployment)'],
    ['with a mistake behind it', 'increase(x[$since_deployment]))'],
  ])('%s have at each time the expression of what is asked then', (_, query) => {
    const ask = createQuestioner([aSignal('a', { read: { by: 'query', query } })])
    // Below and above the other range, over the end of a day, and the same again.
    for (const sinceMs of [
      0,
      2 * 60_000,
      HOUR_MS,
      HOUR_MS + 1_000,
      23 * HOUR_MS,
      25 * HOUR_MS,
      25 * HOUR_MS,
    ]) {
      const [question] = ask({ sinceMs, ageMs: sinceMs })
      expect(question?.query).not.toContain('$')
      expect(question?.expression).toEqual(readExpression(question?.query ?? ''))
    }
  })

  it('are asked for the seconds since the deployment, a minute at least', () => {
    const ask = createQuestioner([aSignal('a', { read: { by: 'query', query: 'x[$since_deployment]' } })])
    const askedAt = (sinceMs: number) => ask({ sinceMs, ageMs: sinceMs }).map(({ query }) => query)
    expect([0, 61_400, HOUR_MS].map(askedAt)).toEqual([['x[60s]'], ['x[61s]'], ['x[3600s]']])
  })
})
