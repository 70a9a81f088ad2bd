import { afterEach, describe, expect, it } from 'vitest'
import type { FillResult } from '../../../src/core/source.ts'
import { prometheusConfig } from '../../../src/sources/prometheus/config.ts'
import { createPrometheusSource } from '../../../src/sources/prometheus/source.ts'
import { querySignal } from '../../support/signals.ts'
import { serveWeb, type WebAnswer } from '../../support/web.ts'

const NOW_S = 1_795_418_340
const never = new AbortController().signal
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** More signals than one request asks for: `m0`, `m1`, … with a value of 0, 1, … */
const NAMES = Array.from({ length: 20 }, (_, i) => `m${i}`)

const data = (resultType: string, result: unknown): WebAnswer => ({
  body: JSON.stringify({ status: 'success', data: { resultType, result } }),
})
const rejected: WebAnswer = {
  status: 422,
  body: JSON.stringify({ status: 'error', errorType: 'execution', error: 'found duplicate series' }),
}

/** What a Prometheus says to a question for a range of all those metrics. */
function matrix(query: string): WebAnswer {
  const result = query.split('\nor ').flatMap((member) => {
    const metric = /\bm(\d+)\b/.exec(member)?.[1]
    const tag = /"hypercare_member", "(\d+)"/.exec(member)?.[1]
    if (metric === undefined) return []
    return [{ metric: tag === undefined ? {} : { hypercare_member: tag }, values: [[NOW_S - 60, metric]] }]
  })
  return data('matrix', result)
}

async function past(answerRange: (query: string, asked: number) => WebAnswer) {
  const queries: string[] = []
  const web = await serveWeb(({ path, form }) => {
    const query = form.get('query') ?? ''
    if (!path.endsWith('/query_range'))
      return data('vector', [{ metric: { hypercare_member: 'clock' }, value: [NOW_S, String(NOW_S)] }])
    queries.push(query)
    return answerRange(query, queries.length)
  })
  const source = createPrometheusSource({
    id: 'prom',
    config: prometheusConfig.parse({ kind: 'prometheus', url: web.url }),
    signals: NAMES.map((name) => querySignal(name, name)),
    elapsed: () => ({ sinceMs: 0, ageMs: 10_000 }),
    now: () => NOW_S * 1000,
    env: {},
  })
  closers.push(web.close, source.close)
  const result = await source.fill?.({ lengthMs: 60_000, stepMs: 15_000 }, never)
  if (result === undefined) throw new Error('a Prometheus has a past')
  return { result, queries }
}

const told = (result: FillResult): string[] =>
  result.ok
    ? result.histories.map(({ signal, points }) => `${signal} = ${points.map(({ value }) => value)}`)
    : [result.failure.kind]
const ALL = NAMES.map((name, i) => `${name} = ${i}`)

describe('the past', () => {
  it('of more signals than one request asks for is that of each, and each is asked for once', async () => {
    const { result, queries } = await past(matrix)
    expect(told(result)).toEqual(ALL)
    const asked = queries.flatMap((query) => query.match(/\bm\d+\b/g) ?? [])
    expect(asked).toEqual(NAMES)
    expect(queries.length).toBeGreaterThan(1)
  })

  it('fails as a whole where a later request does: nothing of it was shown yet, and all is asked for again', async () => {
    const { result } = await past((query, asked) => (asked === 2 ? { status: 503, body: '' } : matrix(query)))
    expect(told(result)).toHaveLength(1)
    expect(result.ok).toBe(false)
  })

  it('of one that spoils the question it is in is missing, and that of no other', async () => {
    const { result } = await past((query) => (/\bm10\b/.test(query) ? rejected : matrix(query)))
    expect(told(result)).toEqual(ALL.filter((line) => !line.startsWith('m10 ')))
  })
})
