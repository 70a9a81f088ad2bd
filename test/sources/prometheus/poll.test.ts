import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { SignalConfig } from '../../../src/core/signal.ts'
import type { PollResult, Source } from '../../../src/core/source.ts'
import { prometheusConfig } from '../../../src/sources/prometheus/config.ts'
import { createPrometheusSource } from '../../../src/sources/prometheus/source.ts'
import { drip, flood, hang, startMisbehaving } from '../../support/misbehaving.ts'
import { querySignal } from '../../support/signals.ts'
import { serveWeb, type Web, type WebAnswer } from '../../support/web.ts'

const NOW_S = 1_795_418_332.206
const never = new AbortController().signal
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

type Point = readonly [labels: Record<string, string>, value: string]

const vector = (points: readonly Point[], extra = {}): WebAnswer => ({
  body: JSON.stringify({
    status: 'success',
    data: {
      resultType: 'vector',
      result: points.map(([metric, value]) => ({ metric, value: [NOW_S, value] })),
    },
    ...extra,
  }),
})
const clock: Point = [{ hypercare_member: 'clock' }, String(NOW_S)]
const rejected = (error: string): WebAnswer => ({
  status: 422,
  body: JSON.stringify({ status: 'error', errorType: 'execution', error }),
})

/** A Prometheus that knows the answers to parts of queries; the joined ones are made of them. */
function prometheusWith(answers: Readonly<Record<string, readonly Point[] | string>>): Promise<Web> {
  return serveWeb(({ form }) => {
    const query = form.get('query') ?? ''
    const members = query.split('\nor ')
    const points: Point[] = []
    for (const member of members) {
      const tag = /"hypercare_member", "(.*)", "", ""\)$/s.exec(member)?.[1]?.replaceAll('\\"', '"')
      if (tag === 'clock') points.push(clock)
      const inner =
        tag === undefined ? member : member.slice('label_replace('.length).split('\n, "hypercare_member"')[0]
      const answer = answers[inner ?? ''] ?? []
      if (typeof answer === 'string') return rejected(answer)
      for (const [labels, value] of answer) {
        points.push([tag === undefined ? labels : { ...labels, hypercare_member: tag }, value])
      }
    }
    return vector(points)
  })
}

const WINDOW_MS = 172_800_000

async function sourceFor(
  web: { readonly url: string; close(): Promise<void> },
  signals: readonly SignalConfig[],
  deadline = '2s',
  ageMs = 10_000,
) {
  const source: Source = createPrometheusSource({
    id: 'prom',
    config: prometheusConfig.parse({ kind: 'prometheus', url: web.url, deadline }),
    signals,
    elapsed: () => ({ sinceMs: Math.min(WINDOW_MS, ageMs), ageMs }),
    now: () => NOW_S * 1000 + 50,
    env: {},
  })
  closers.push(web.close, source.close)
  return source
}

/** `signal key: value age | reason` of every reading. */
function told(result: PollResult): string[] {
  if (!result.ok) return [`${result.failure.kind}: ${result.failure.message}`]
  return result.readings.map(({ signal, labels, sample }) => {
    const name = [signal, labels.mode].filter(Boolean).join(' ')
    const age = Math.round((NOW_S * 1000 + 50 - sample.measuredAt) / 1000)
    return sample.kind === 'value' ? `${name} = ${sample.value}, ${age} s` : `${name}: ${sample.reason}`
  })
}

const at = (ageS: number): string => (NOW_S - ageS).toFixed(3)

describe('a poll', () => {
  it('is one request for values and one for ages, both at one time', async () => {
    const web = await prometheusWith({
      'sum by (mode) (rate(x[1m]))': [
        [{ mode: 'fast' }, '1'],
        [{ mode: 'slow' }, '2'],
      ],
      y: [[{ __name__: 'y', job: 'a' }, '3']],
      'vector(1 + 1\n)': [[{}, '2']],
      'max by (mode) (timestamp(x))': [
        [{ mode: 'fast' }, at(4)],
        [{ mode: 'slow' }, at(7)],
      ],
      'max (timestamp(y))': [[{}, at(9)]],
    })
    const source = await sourceFor(web, [
      querySignal('x', 'sum by (mode) (rate(x[1m]))', { label: 'mode' }),
      querySignal('y', 'y'),
      querySignal('two', '1 + 1'),
    ])
    const result = await source.poll(never)
    expect(told(result)).toEqual(['x fast = 1, 4 s', 'x slow = 2, 7 s', 'y = 3, 9 s', 'two = 2, 0 s'])
    expect(result.ok && result.skewMs).toBe(-50)
    expect(web.requests.map(({ method, form }) => [method, form.get('time')])).toEqual([
      ['POST', null],
      ['POST', NOW_S.toFixed(3)],
    ])
  })

  it('takes the oldest of the selectors that a value is made of, and looks for those no longer seen', async () => {
    const window = (name: string): string =>
      `(max (max_over_time(timestamp(${name})[60s:10s])) or (max (count_over_time(${name}[60s])) * 0))`
    const web = await prometheusWith({
      'a / b': [[{}, '1']],
      'rate(dead[1m]) / rate(b[1m])': [[{}, '1']],
      'rate(brief[1m])': [[{}, '1']],
      'rate(none[1m]) or vector(0)': [[{}, '0']],
      'rate(b{s="5"}[1m]) / rate(b[1m])': [[{}, '0']],
      'max (timestamp(a))': [[{}, at(3)]],
      'max (timestamp(b))': [[{}, at(8)]],
      [window('dead')]: [[{}, at(40)]],
      [window('brief')]: [[{}, '0']],
      [window('b{s="5"}')]: [[{}, at(55)]],
    })
    const source = await sourceFor(web, [
      querySignal('oldest', 'a / b'),
      querySignal('dead', 'rate(dead[1m]) / rate(b[1m])'),
      querySignal('brief', 'rate(brief[1m])'),
      querySignal('constant', 'rate(none[1m]) or vector(0)'),
      querySignal('narrow', 'rate(b{s="5"}[1m]) / rate(b[1m])'),
    ])
    expect(told(await source.poll(never))).toEqual([
      'oldest = 1, 8 s',
      'dead = 1, 40 s',
      'brief = 1, 60 s',
      'constant = 0, 0 s',
      'narrow = 0, 8 s',
    ])
    expect(web.requests.length).toBe(3)
  })

  it('keeps the ranges of a dead metric apart', async () => {
    const quick = (range: string): string => `max (max_over_time(timestamp(dead)[${range}:10s]))`
    const seen = (range: string): string => `(max (count_over_time(dead[${range}])) * 0)`
    const coarse = 'max (max_over_time(timestamp(dead)[7200s:120s]))'
    const web = await prometheusWith({
      'rate(dead[1m]) or vector(0)': [[{}, '0']],
      'increase(dead[2h])': [[{}, '9']],
      [`(${quick('60s')} or ${seen('60s')})`]: [[{}, at(200)]],
      [`(${quick('600s')} or ${coarse} or ${seen('7200s')})`]: [[{}, at(3600)]],
    })
    const source = await sourceFor(web, [
      querySignal('increase', 'increase(dead[2h])'),
      querySignal('rate', 'rate(dead[1m]) or vector(0)'),
    ])
    expect(told(await source.poll(never))).toEqual(['increase = 9, 3600 s', 'rate = 0, 0 s'])
  })

  it('asks one by one when the joined question is rejected, and the culprit alone from then on', async () => {
    const web = await prometheusWith({
      x: [[{}, '1']],
      bad: 'many-to-many matching not allowed',
      y: [[{}, '2']],
      'max (timestamp(x))': [[{}, at(1)]],
      'max (timestamp(y))': [[{}, at(1)]],
    })
    const source = await sourceFor(
      web,
      ['x', 'bad', 'y'].map((name) => querySignal(name, name)),
    )
    const expected = [
      'x = 1, 1 s',
      'bad: no data: the query was rejected: many-to-many matching not allowed',
      'y = 2, 1 s',
    ]
    expect(told(await source.poll(never))).toEqual(expected)
    const first = web.requests.length
    expect(told(await source.poll(never))).toEqual(expected)
    // Joined, clock, three single ones, ages; then joined, the culprit, ages.
    expect([first, web.requests.length - first]).toEqual([6, 3])
    const times = web.requests.slice(2, 5).map(({ form }) => form.get('time'))
    expect(times).toEqual(Array(3).fill(NOW_S.toFixed(3)))
  })

  it('lets one slow question fail alone', async () => {
    const web = await serveWeb(({ form }) => {
      const query = form.get('query') ?? ''
      if (query === '"text"') return new Promise(() => undefined)
      return vector([clock, [{ hypercare_member: '0' }, query.includes('timestamp') ? at(2) : '5']])
    })
    const source = await sourceFor(web, [querySignal('text', '"text"'), querySignal('x', 'x')], '3s')
    const lines = told(await source.poll(never))
    expect(lines[0]).toMatch(/^text: .* gave no answer within \d\.\d s$/)
    expect(lines[1]).toBe('x = 5, 2 s')
  })

  it('copes with selectors longer than a label may be shown, and with $ in them', async () => {
    const long = `x{a=~"${'b'.repeat(300)}$"}`
    const web = await prometheusWith({ [long]: [[{}, '5']], [`max (timestamp(${long}))`]: [[{}, at(3)]] })
    const source = await sourceFor(web, [querySignal('clock', long)])
    expect(told(await source.poll(never))).toEqual(['clock = 5, 3 s'])
  })

  it('does not wait behind a question for the past that hangs', async () => {
    const filling = Promise.withResolvers<void>()
    const past = Promise.withResolvers<WebAnswer>()
    const web = await serveWeb(({ path }) => {
      if (path !== '/api/v1/query_range') return vector([clock, [{ hypercare_member: '0' }, '1']])
      filling.resolve()
      return past.promise
    })
    const source = await sourceFor(web, [querySignal('one', 'vector(1)')], '800ms')
    await source.poll(never)
    const leaving = new AbortController()
    const filled = source.fill?.({ lengthMs: 60_000, stepMs: 15_000 }, leaving.signal)
    await filling.promise
    expect(told(await source.poll(never))).toEqual(['one = 1, 0 s'])
    leaving.abort()
    expect(await filled).toMatchObject({ ok: false, failure: { kind: 'timeout' } })
  })

  it('passes warnings on, sanitised', async () => {
    const web = await serveWeb(() => vector([clock], { warnings: ['store \u001b[8m away'], isPartial: true }))
    const result = await (await sourceFor(web, [querySignal('x', 'x')])).poll(never)
    expect(result.ok && result.warnings).toEqual([
      'store \\x1b[8m away',
      'the server says that its answer is partial',
    ])
  })

  it('does not call a cached answer fresh', async () => {
    const date = new Date(NOW_S * 1000 + 90_000).toUTCString()
    const web = await serveWeb(({ form }) => ({
      ...vector([
        clock,
        [{ hypercare_member: form.get('query')?.includes('timestamp') ? 'none' : '0' }, '1'],
      ]),
      headers: { date },
    }))
    const result = await (await sourceFor(web, [querySignal('one', '1')])).poll(never)
    expect(told(result)[0]).toMatch(/^one = 1, (89|90) s$/)
  })

  it('replaces $since_deployment, by a minute at least', async () => {
    const web = await prometheusWith({ 'increase(x[60s])': [[{}, '5']], 'max (timestamp(x))': [[{}, at(1)]] })
    const source = await sourceFor(web, [querySignal('x', 'increase(x[$since_deployment])')])
    expect(told(await source.poll(never))).toEqual(['x = 5, 1 s'])
  })

  it('counts from no longer ago than the window', async () => {
    const web = await prometheusWith({
      'increase(x[172800s])': [[{}, '5']],
      'max (timestamp(x))': [[{}, at(1)]],
    })
    const source = await sourceFor(
      web,
      [querySignal('x', 'increase(x[$since_deployment])')],
      '2s',
      200 * 3_600_000,
    )
    expect(told(await source.poll(never))).toEqual(['x = 5, 1 s'])
  })

  it.each([
    [0, '1d'],
    [1, '1d'],
    [24, '1d'],
    [24.1, '2d'],
    [47, '2d'],
    // Long after the window it still points before the deployment.
    [49, '3d'],
    [200, '9d'],
  ])('replaces $before_deployment %s h after it by an offset of %s', async (hours, offset) => {
    const web = await prometheusWith({
      [`x offset ${offset}`]: [[{}, '5']],
      'max (timestamp(x))': [[{}, at(1)]],
    })
    const query = [querySignal('x', 'x offset $before_deployment')]
    expect(told(await (await sourceFor(web, query, '2s', hours * 3_600_000)).poll(never))).toEqual([
      'x = 5, 1 s',
    ])
  })

  it('reads the hostile labels of a captured answer without harm', async () => {
    const text = readFileSync(
      new URL('../../fixtures/prometheus/instant-hostile-labels.json', import.meta.url),
      'utf8',
    )
    const web = await serveWeb(({ form }) =>
      form.get('query')?.includes('timestamp')
        ? vector([clock])
        : { body: text.replaceAll('"__name__"', '"hypercare_member": "0", "__name__"') },
    )
    const result = await (
      await sourceFor(web, [querySignal('info', 'llm_hostile_info', { label: 'model' })])
    ).poll(never)
    if (!result.ok) throw new Error(result.failure.message)
    expect(result.readings.length).toBeGreaterThan(3)
    for (const { labels } of result.readings) {
      for (const value of Object.values(labels)) expect(value).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    }
  })
})

describe('a poll that fails', () => {
  it.each([
    ['hung', '300ms', hang, /^timeout: .* gave no answer within \d\.\d s$/],
    ['a slow drip', '1s', drip, /^timeout: .* had not finished its answer after \d\.\d s/],
    ['endless', '20s', flood, /^too-large/],
  ] as const)('%s', async (_what, deadline, behaviour, sentence) => {
    const source = await sourceFor(await startMisbehaving(behaviour), [querySignal('x', 'x')], deadline)
    expect(told(await source.poll(never))[0]).toMatch(sentence)
  })

  it.each([
    [
      503,
      '{"status":"error","errorType":"timeout","error":"query timed out"}',
      /^overloaded: .* 503: "query timed out"$/,
    ],
    [429, 'slow down', /^overloaded/],
    [404, '404 page not found\n', /^not-found: .* 404: "404 page not found"$/],
    [401, '', /^unauthorised/],
    [200, '<html>', /^garbage: .* not JSON: "<html>"$/],
    [200, '{"hello":1}', /^garbage: .* can't be used: it is not an answer of the Prometheus/],
    [200, '{"status":"success","data":{"resu', /^truncated/],
  ])('%i %s', async (status, body, sentence) => {
    const source = await sourceFor(await serveWeb(() => ({ status, body })), [querySignal('x', 'x')])
    expect(told(await source.poll(never))[0]).toMatch(sentence)
  })

  it('ends when the caller gives up', async () => {
    const source = await sourceFor(await startMisbehaving(hang), [querySignal('x', 'x')])
    const controller = new AbortController()
    const polling = source.poll(controller.signal)
    controller.abort()
    expect(told(await polling)[0]).toMatch(/^timeout/)
  })

  it('is said once when examined', async () => {
    const web = await startMisbehaving(hang)
    await web.close()
    const source = await sourceFor({ url: web.url, close: async () => undefined }, [querySignal('x', 'x')])
    expect(await source.examine(never)).toEqual([
      {
        subject: web.url,
        outcome: 'failed',
        message: `${web.url} refused the connection`,
        hint: expect.stringContaining('running'),
      },
    ])
  })
})
