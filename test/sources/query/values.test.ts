import { describe, expect, it } from 'vitest'
import { historiesOf } from '../../../src/sources/query/history.ts'
import { MOST_KEYS, valuesOf } from '../../../src/sources/query/values.ts'
import { aSignal } from '../../support/model.ts'

const pods = aSignal('restarts', { label: 'pod' })
const series = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ labels: { pod: `pod-${at}` }, value: at }))

describe('a signal has so many series and no more', () => {
  it.each<[count: number, values: number, kind: string]>([
    [1, 1, 'number'],
    [MOST_KEYS, MOST_KEYS, 'number'],
    [MOST_KEYS + 1, 1, 'none'],
  ])('%d series give %d values, each a %s', (count, values, kind) => {
    const read = valuesOf(pods, { kind: 'data', type: 'vector', series: series(count) })
    expect(read.length).toBe(values)
    expect(new Set(read.map((value) => value.kind))).toEqual(new Set([kind]))
  })

  it('says what to do', () => {
    const [value] = valuesOf(pods, { kind: 'data', type: 'vector', series: series(51_203) })
    expect(value).toEqual({
      kind: 'none',
      labels: {},
      reason:
        'no data: the query gives 51203 values of "pod", more than the 2000 a signal may have; aggregate it, as in topk(50, …)',
    })
  })

  it('nor has its past', () => {
    const past = (count: number) =>
      historiesOf(
        pods,
        series(count).map(({ labels, value }) => ({ labels, points: [{ at: 0, value }] })),
      )
    expect(past(MOST_KEYS).length).toBe(MOST_KEYS)
    expect(past(MOST_KEYS + 1)).toEqual([])
  })
})
