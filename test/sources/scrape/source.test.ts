import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { drip, gzipBomb, hang, startMisbehaving } from '../../support/misbehaving.ts'
import { querySignal } from '../../support/signals.ts'
import { type ChangingTarget, type Scene, sceneOf, serveTarget, T0 } from './given.ts'

const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function target(body: string): Promise<ChangingTarget> {
  const made = await serveTarget(body)
  closers.push(made.web.close)
  return made
}

function scene(...given: Parameters<typeof sceneOf>): Scene {
  const made = sceneOf(...given)
  closers.push(made.source.close)
  return made
}

const byMode = { label: 'mode', expect: ['fast', 'slow'] }
const RATE = querySignal('rate', 'sum by (mode) (rate(x_total[5m]))', byMode)
const RAW = querySignal('raw', 'x_total', byMode)
const UP = querySignal('up', 'up', { label: 'job' })

describe('a poll', () => {
  it('answers every question over what it has scraped', async () => {
    const one = await target('x_total{mode="fast"} 10\nx_total{mode="slow"} 20\nother 1\n')
    const { source, told, poll } = scene({ targets: [{ url: one.web.url, job: 'app' }] }, [
      RAW,
      UP,
      querySignal('ratio', 'sum(x_total{mode="fast"}) / sum(x_total)'),
      querySignal('scalar', '6 * 7'),
      querySignal('instance', 'count by (instance) (x_total)', { label: 'instance' }),
    ])
    expect(await told('raw')).toEqual({ fast: 10, slow: 20 })
    expect(await told('up')).toEqual({ app: 1 })
    expect(await told('ratio')).toEqual({ '': 1 / 3 })
    expect(await told('scalar')).toEqual({ '': 42 })
    expect(await told('instance')).toEqual({ [new URL(one.web.url).host]: 2 })
    expect(await poll()).toMatchObject({
      ok: true,
      warnings: [],
      scraping: { targets: 1, answered: 1, since: T0 },
    })
    expect(source.kind).toBe('scrape')
  })

  it.each<[query: string, reason: string]>([
    ['nothing_of_that_name', 'no data: the query returned no series'],
    ['x_total / 0 * 0', 'no data: the answer is NaN (nothing to divide by, or an empty histogram)'],
    ['x_total / 0', 'no data: the answer is +Inf'],
    ['"hello"', 'no data: the query gives a text, not a number'],
    ['sum(x_total', 'no data: the query was rejected: '],
    ['sum(x_total) by (mode) + on () y', 'no data: the query returned no series'],
    ['label_replace(x_total, "__name__", "$1", "(", "a(")', 'no data: the query was rejected: '],
  ])('%s: %s', async (query, reason) => {
    const one = await target('x_total 1\n')
    const { told } = scene({ targets: [{ url: one.web.url, job: 'app' }] }, [querySignal('q', query)])
    expect(Object.values(await told('q'))).toEqual([expect.stringContaining(reason)])
  })

  it('keeps what the target says of a label as it is, and shows it sanitised', async () => {
    const one = await target('x{mode="a\u001b[8m"} 1\n')
    const { told } = scene({ targets: [{ url: one.web.url, job: 'app' }] }, [
      querySignal('q', 'sum by (mode) (x{mode=~"a.\\\\[8m"})', { label: 'mode' }),
    ])
    expect(await told('q')).toEqual({ 'a\\x1b[8m': 1 })
  })
})

describe('a window', () => {
  it('that is not filled yet is no data, and says how far it is', async () => {
    const one = await target('x_total{mode="fast"} 0\nx_total{mode="slow"} 0\n')
    const made = scene({ targets: [{ url: one.web.url, job: 'app' }], interval: '10s' }, [
      RATE,
      RAW,
      querySignal('sub', 'max_over_time(sum(rate(x_total[5m]))[1h:1m])'),
      querySignal('offset', 'sum(x_total offset 10m)'),
      querySignal('since', 'sum(increase(x_total[$since_deployment]))'),
      querySignal('absent', 'absent_over_time(nothing[5m])'),
    ])
    const grow = (): void => {
      const count = (made.now - T0) / 1000
      one.body = `x_total{mode="fast"} ${count}\nx_total{mode="slow"} ${2 * count}\n`
    }
    const pass = async (ms: number): Promise<void> => {
      for (const until = made.now + ms; made.now < until; ) {
        grow()
        await made.poll()
        made.now += 10_000
      }
      grow()
    }
    await pass(40_000)
    expect(await made.told('rate')).toEqual({
      '': 'filling, 40 s of 5 m',
    })
    expect(await made.told('raw')).toEqual({ fast: 40, slow: 80 })
    expect(await made.told('since')).toEqual({ '': 'filling, 40 s of 2 m' })
    await pass(150_000)
    expect(await made.told('rate')).toEqual({ '': 'filling, 3 of 5 m' })
    expect(await made.told('absent')).toEqual({ '': 'filling, 3 of 5 m' })
    expect(await made.told('since')).toEqual({ '': expect.closeTo(3 * 120, 0) })
    await pass(120_000)
    expect(await made.told('rate')).toEqual({ fast: expect.closeTo(1, 9), slow: expect.closeTo(2, 9) })
    expect(await made.told('absent')).toEqual({ '': 1 })
    expect(await made.told('sub')).toEqual({ '': 'filling, 5 of 65 m' })
    expect(await made.told('offset')).toEqual({ '': 'filling, 5 of 10 m' })
  })

  it('begins where a past was handed over', async () => {
    const one = await target('x_total 300\n')
    const past = Array.from({ length: 31 }, (_, i) => ({
      at: T0 - 310_000 + i * 10_000,
      body: `x_total ${i * 10}\n`,
    }))
    const { told, poll } = scene(
      { targets: [{ url: one.web.url, job: 'app' }] },
      [querySignal('rate', 'sum(rate(x_total[5m]))')],
      { pastOf: (url) => (url === one.web.url ? past : []) },
    )
    expect(await told('rate')).toEqual({ '': expect.closeTo(1, 1) })
    expect(await poll()).toMatchObject({ scraping: { since: T0 - 310_000 } })
  })
})

describe('the past', () => {
  const RANGE = { lengthMs: 20 * 60_000, stepMs: 60_000 }

  it('is told as far back as it was scraped and the window was full', async () => {
    const one = await target('x_total{mode="fast"} 0\n')
    const over = scene({ targets: [{ url: one.web.url, job: 'app' }], interval: '30s' }, [RAW, RATE])
    for (let scrape = 0; scrape <= 20; scrape += 1) {
      one.body = `x_total{mode="fast"} ${60 * scrape}\n`
      await over.pass(30_000, 30_000)
    }
    const result = await over.source.fill?.(RANGE, new AbortController().signal)
    const told = (signal: string) =>
      result?.ok === true
        ? result.histories
            .filter((history) => history.signal === signal)
            .map(({ labels, points }) => [labels, points.map(({ at, value }) => [(at - T0) / 60_000, value])])
        : null
    expect(told('raw')).toEqual([
      [
        expect.objectContaining({ mode: 'fast' }),
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((minute) => [minute, 120 * minute]),
      ],
    ])
    expect(told('rate')).toEqual([[{ mode: 'fast' }, [5, 6, 7, 8, 9, 10].map((minute) => [minute, 2])]])
  })

  it('is empty before the first scrape', async () => {
    const { source } = scene({ targets: [{ url: 'http://127.0.0.1:9', job: 'app' }] }, [RAW])
    expect(await source.fill?.(RANGE, new AbortController().signal)).toEqual({ ok: true, histories: [] })
  })
})

describe('ages', () => {
  it('are those of the youngest scrape behind a value; a dead target grows old', async () => {
    const dying = await target('x_total{mode="fast"} 1\n')
    const living = await target('x_total{mode="slow"} 1\ny 1\n')
    const targets = [
      { url: dying.web.url, job: 'dying' },
      { url: living.web.url, job: 'living' },
    ]
    const made = scene({ targets, interval: '10s' }, [
      RATE,
      RAW,
      UP,
      querySignal('both', 'sum(rate(x_total[5m]))'),
    ])
    await made.pass(300_000, 10_000)
    dying.status = 500
    const diedAt = made.now - 10_000
    await made.pass(60_000, 10_000)
    const ageOf = async (signal: string, mode: string) =>
      (await made.readingsOf(signal)).find(({ labels }) => labels.mode === mode)?.sample.measuredAt
    expect(await made.told('up')).toEqual({ dying: 0, living: 1 })
    expect(await ageOf('rate', 'fast')).toBe(diedAt)
    expect(await ageOf('rate', 'slow')).toBe(made.now)
    expect(await made.told('raw')).toEqual({ slow: 1 })
    expect((await made.readingsOf('both'))[0]?.sample.measuredAt).toBe(made.now)
    const result = await made.poll()
    expect(result.ok && result.warnings).toEqual([expect.stringContaining('/metrics answered 500')])
    expect(result).toMatchObject({ scraping: { targets: 2, answered: 1 } })
  })

  it('are told by the target itself where it gives times', async () => {
    const one = await target(`x ${1} ${T0 - 90_000}\n`)
    const { readingsOf } = scene({ targets: [{ url: one.web.url, job: 'app' }] }, [querySignal('x', 'x')])
    expect(await readingsOf('x')).toMatchObject([
      { sample: { kind: 'value', value: 1, measuredAt: T0 - 90_000 } },
    ])
  })

  it('end with a series that is not exposed any more', async () => {
    const one = await target('x_total{mode="fast"} 1\nx_total{mode="slow"} 2\n')
    const made = scene({ targets: [{ url: one.web.url, job: 'app' }] }, [RAW])
    await made.poll()
    one.body = 'x_total{mode="slow"} 3\n'
    made.now += 5_000
    expect(await made.told('raw')).toEqual({ slow: 3 })
  })
})

describe('a target', () => {
  it('is asked as Prometheus asks, with what the profile says of it', async () => {
    const one = await target('x 1\n')
    const { poll } = scene(
      {
        headers: { 'x-tenant': 'all', 'x-team': 'a' },
        auth: { bearer: { env: 'TOKEN' } },
        targets: [
          { url: `${one.web.url}/probe?module=x`, job: 'a', headers: { 'x-team': 'b' } },
          { url: one.web.url, job: 'b', auth: { basic: { user: 'u', password: { env: 'TOKEN' } } } },
        ],
      },
      [],
      { env: { TOKEN: 'secret' } },
    )
    await poll()
    const [probe, plain] = one.web.requests.toSorted((a, b) => (a.path > b.path ? -1 : 1))
    expect([probe?.path, probe?.query.get('module'), plain?.path]).toEqual(['/probe', 'x', '/metrics'])
    expect(probe?.headers).toMatchObject({
      accept: expect.stringMatching(/^application\/openmetrics-text;version=1\.0\.0,/),
      'accept-encoding': 'gzip',
      authorization: 'Bearer secret',
      'x-tenant': 'all',
      'x-team': 'b',
    })
    expect(plain?.headers.authorization).toBe(`Basic ${Buffer.from('u:secret').toString('base64')}`)
  })

  it.each<[what: string, set: Partial<ChangingTarget>, config: object, told: string]>([
    ['not there', { status: 404 }, {}, '/metrics answered 404'],
    ['locked', { status: 401 }, {}, '/metrics answered 401'],
    ['empty-handed', { status: 204, body: '' }, {}, '/metrics answered 204, not metrics'],
    ['a page', { body: '<!doctype html><html>', headers: {} }, {}, 'is not metrics: "<!doctype html>'],
    [
      'malformed',
      { body: 'x 1\ny one\n' },
      {},
      'line 2 of TARGET/metrics is malformed: the value is no number: "y one"',
    ],
    [
      'cut off',
      { body: 'x 1\n', headers: { 'content-type': 'application/openmetrics-text' } },
      {},
      'it does not end with # EOF',
    ],
    ['too much', { body: 'x 1\ny 2\nz 3\n' }, { maxSeries: 2 }, 'TARGET/metrics has more than 2 series'],
    [
      'too many in all',
      { body: 'x{a="1"} 1\nx{a="2"} 2\n' },
      { maxSeriesInAll: 1 },
      'there would be more than 1 series in all',
    ],
    ['too large', { body: `# ${'x'.repeat(5_000)}\n` }, { maxBytes: 1_000 }, 'sent more than 1 kB'],
  ])('that is %s', async (_, set, config, told) => {
    const one = await target('x 1\n')
    Object.assign(one, set)
    const { poll } = scene({ targets: [{ url: one.web.url, job: 'app' }], ...config }, [
      querySignal('x', 'x'),
    ])
    const result = await poll()
    expect(result.ok ? 'it answered' : result.failure.message.replaceAll(one.web.url, 'TARGET')).toContain(
      told,
    )
  })

  it.each([
    ['hangs', hang, '300ms', 'gave no answer within'],
    ['drips', drip, '300ms', 'had not finished its answer after'],
    ['sends a bomb', gzipBomb(), '10s', 'sent more than'],
  ])('that %s holds nobody up', async (_, behaviour, deadline, told) => {
    const bad = await startMisbehaving(behaviour)
    closers.push(bad.close)
    const good = await target('x 1\n')
    const targets = [
      { url: bad.url, job: 'bad' },
      { url: good.web.url, job: 'good' },
    ]
    const made = scene({ targets, deadline, maxBytes: 1_000_000 }, [
      querySignal('up', 'up', { label: 'job' }),
    ])
    const result = await made.poll()
    expect(result.ok && result.warnings).toEqual([expect.stringContaining(told)])
    expect(
      result.ok &&
        result.readings.map(({ labels, sample }) => [labels.job, sample.kind === 'value' && sample.value]),
    ).toEqual([
      ['bad', 0],
      ['good', 1],
    ])
  })

  it('may send gzip', async () => {
    const web = await startMisbehaving((socket) => {
      const body = gzipSync('x 7\n')
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`)
      socket.write(body)
    })
    closers.push(web.close)
    const { told } = scene({ targets: [{ url: web.url, job: 'app' }] }, [querySignal('x', 'x')])
    expect(await told('x')).toEqual({ '': 7 })
  })

  it('when none answers, the source has failed', async () => {
    const one = await target('')
    one.status = 500
    const targets = ['a', 'b', 'c'].map((job) => ({ url: one.web.url, job }))
    const { poll } = scene({ targets }, [querySignal('up', 'up')])
    expect(await poll()).toMatchObject({
      ok: false,
      failure: {
        kind: 'server-error',
        message: expect.stringMatching(/^none of 3 targets could be scraped: .* answered 500/),
      },
    })
  })
})

describe('the doctor', () => {
  it('says of each target and each query what is wrong', async () => {
    const one = await target('x_total{mode="fast"} 1\nx_total{mode="slow"} 1\nz 1\n')
    const bad = await target('x 1\n}\n')
    const targets = [
      { url: one.web.url, job: 'app' },
      { url: bad.web.url, job: 'bad' },
    ]
    const { source } = scene({ targets }, [
      RAW,
      RATE,
      querySignal('none', 'sum(nothing)'),
      querySignal('label', 'x_total{mode="quick"}'),
      querySignal('window', 'sum(rate(x_total{mode="quick"}[5m]))'),
      querySignal('errors', 'sum(rate(x_total{mode="quick"}[5m])) or 0 * sum(rate(x_total[5m]))'),
      querySignal('broken', 'sum(x_total'),
      querySignal('unlabelled', 'sum(x_total)', byMode),
    ])
    const findings = await source.examine(new AbortController().signal)
    const lines = findings.map(({ subject, outcome, message }) => `${outcome} ${subject}: ${message}`)
    const told = lines
      .join('\n')
      .replaceAll(one.web.url, 'ONE')
      .replaceAll(bad.web.url, 'BAD')
      .replace(/\d+ ms/, 'N ms')
    expect(told).toBe(
      [
        'ok ONE/metrics: 8 series in N ms',
        'failed BAD/metrics: line 2 of BAD/metrics is malformed: the name of a metric is expected: "}"',
        'ok raw: fast 1.00, slow 1.00',
        'ok rate: its series are there; it has a value after 5 m of scrapes',
        'failed none: there is no metric nothing',
        'failed label: x_total exists, but no series with mode="quick"',
        'failed window: x_total exists, but no series with mode="quick"',
        'ok errors: its series are there; it has a value after 5 m of scrapes',
        'failed broken: the expression ends before a bracket is closed (column 12)',
        'failed unlabelled: no data: the series has no label "mode" (it has none); keep it, as in sum by (mode) (…)',
      ].join('\n'),
    )
  })
})
