import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pick } from '../../../src/sources/health/pick.ts'
import { sampleOf } from '../../../src/sources/health/sample.ts'

const HEALTH = {
  status: 'healthy',
  services: { database: 'up', workers: { llm: 'up', rl: 'down' } },
  models: { qwen: { status: 'healthy' }, mistral: { latency: 2 } },
  queue: [{ depth: 3 }, { depth: 5 }],
  empty: {},
  nothing: null,
}

/** `key=value` or the reason, one each. */
const told = (path: string): string[] =>
  pick(HEALTH, path).map((each) =>
    each.kind === 'found'
      ? `${each.key ?? ''}=${JSON.stringify(each.value)}`
      : `${each.key ?? ''}! ${each.reason}`,
  )

describe('pick', () => {
  it.each([
    ['status', ['="healthy"']],
    ['services.workers.llm', ['="up"']],
    ['services.workers.*', ['llm="up"', 'rl="down"']],
    ['queue.1.depth', ['=5']],
    ['queue.*.depth', ['0=3', '1=5']],
    [
      'models.*.status',
      ['qwen="healthy"', 'mistral! no data: the answer has no "models.mistral.status"; there is latency'],
    ],
    ['staus', ['! no data: the answer has no "staus"; the nearest is "status"']],
    [
      'services.workers.lml',
      ['! no data: the answer has no "services.workers.lml"; the nearest is "services.workers.llm"'],
    ],
    ['status.deep', ['! no data: "status" is a string and has no "deep"']],
    ['nothing.x', ['! no data: "nothing" is null and has no "x"']],
    ['empty.x', ['! no data: the answer has no "empty.x"; that part is empty']],
    ['empty.*', []],
    [
      'toString',
      ['! no data: the answer has no "toString"; there is status, services, models, queue, empty, …'],
    ],
    ['__proto__', [expect.stringContaining('! no data')]],
  ])('%s', (path, expected) => {
    expect(told(path)).toEqual(expected)
  })

  it('takes the whole answer by an empty path, and says what is no object', () => {
    expect(pick('up', '')).toEqual([{ kind: 'found', key: null, value: 'up' }])
    expect(pick('up', 'a')).toMatchObject([{ reason: 'no data: the answer is a string and has no "a"' }])
  })

  it('never throws, and its keys are sanitised', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('*', '*.*', 'a.b', '*.a', '', 'a.*'), (json, path) => {
        for (const { key } of pick(json, path)) expect(key ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u)
      }),
      { seed: 5, numRuns: 300 },
    )
  })
})

describe('sampleOf', () => {
  it.each([
    [1.5, 'number', { kind: 'value', value: 1.5 }],
    ['healthy', 'state', { kind: 'value', value: 'healthy' }],
    ['a\nb\u001b[8m', 'state', { kind: 'value', value: 'a\\nb\\x1b[8m' }],
    [true, 'state', { kind: 'value', value: 'true' }],
    [false, 'number', { kind: 'value', value: 0 }],
    ['12.5', 'seconds', { kind: 'value', value: 12.5 }],
    [1, 'state', { kind: 'value', value: 1 }],
    [
      '',
      'number',
      { kind: 'absent', reason: 'no data: "" is not a number; for words the unit must be state' },
    ],
    ['fast', 'number', { kind: 'absent', reason: expect.stringContaining('"fast" is not a number') }],
    ['Infinity', 'number', { kind: 'absent', reason: expect.stringContaining('+Inf') }],
    [null, 'state', { kind: 'absent', reason: 'no data: it is null' }],
    [[1], 'state', { kind: 'absent', reason: 'no data: it is a list' }],
    [{ a: 1 }, 'state', { kind: 'absent', reason: 'no data: it is an object; pick a part of it' }],
  ] as const)('%j as %s', (value, unit, sample) => {
    expect(sampleOf(value, unit, 7)).toEqual({ ...sample, measuredAt: 7 })
  })
})
