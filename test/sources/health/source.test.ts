import { afterEach, describe, expect, it } from 'vitest'
import type { SignalConfig } from '../../../src/core/signal.ts'
import type { PollResult, Source } from '../../../src/core/source.ts'
import { healthConfig } from '../../../src/sources/health/config.ts'
import { createHealthSource } from '../../../src/sources/health/source.ts'
import { getSignal } from '../../support/signals.ts'
import { serveWeb, type Web, type WebAnswer, type WebRequest } from '../../support/web.ts'

const NOW = 1_795_418_332_000
const never = new AbortController().signal
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const BODY = JSON.stringify({
  status: 'healthy',
  version: '2.1',
  services: { db: 'up', redis: 'down' },
  uptime: 12,
})
const SIGNALS: readonly SignalConfig[] = [
  getSignal('status', '/health', 'status', { unit: 'state' }),
  getSignal('services', '/health', 'services.*', {
    unit: 'state',
    label: 'service',
    expect: ['db', 'redis'],
  }),
  getSignal('uptime', '/health', 'uptime'),
  getSignal('llm', '/health/llm?model={model}', 'status', {
    unit: 'state',
    label: 'model',
    expect: ['qwen', 'a b'],
  }),
]

async function sourceWith(
  answer: (request: WebRequest) => WebAnswer | Promise<WebAnswer>,
  signals = SIGNALS,
  deadline = '2s',
): Promise<{ source: Source; web: Web }> {
  const web = await serveWeb(answer)
  const config = healthConfig.parse({ kind: 'health', url: web.url, deadline })
  const source = createHealthSource({ id: 'api', config, signals, now: () => NOW, env: {} })
  closers.push(web.close, source.close)
  return { source, web }
}

function told(result: PollResult): string[] {
  if (!result.ok)
    return [`${result.failure.kind}: ${result.failure.message.replace(/http:\/\/[\d.:]+/, 'SERVER')}`]
  return result.readings.map(({ signal, labels, sample }) => {
    const name = [signal, ...Object.values(labels)].join(' ')
    return sample.kind === 'value'
      ? `${name} = ${sample.value}`
      : `${name} ${sample.kind}: ${sample.reason.replace(/http:\/\/[\d.:]+/, 'SERVER')}`
  })
}

const healthy = ({ path, query }: WebRequest): WebAnswer =>
  path === '/health' ? { body: BODY } : { body: JSON.stringify({ status: `${query.get('model')} fine` }) }

describe('a poll', () => {
  it('GETs every distinct path once, one at a time', async () => {
    let open = 0
    let most = 0
    const { source, web } = await sourceWith(async (request) => {
      open += 1
      most = Math.max(most, open)
      await Promise.resolve()
      open -= 1
      return healthy(request)
    })
    expect(told(await source.poll(never))).toEqual([
      'status = healthy',
      'services db = up',
      'services redis = down',
      'uptime = 12',
      'llm qwen = qwen fine',
      'llm a b = a b fine',
    ])
    expect(web.requests.map(({ path, query }) => path + (query.get('model') ?? ''))).toEqual([
      '/health',
      '/health/llmqwen',
      '/health/llma b',
    ])
    expect(most).toBe(1)
  })

  it('subtracts the time an answer lay in a cache, and tells the skew', async () => {
    const date = new Date(NOW + 60_000).toUTCString()
    const { source } = await sourceWith(
      () => ({ body: BODY, headers: { age: '9', date } }),
      SIGNALS.slice(0, 1),
    )
    const result = await source.poll(never)
    expect(result).toMatchObject({
      ok: true,
      skewMs: 60_500,
      readings: [{ sample: { measuredAt: NOW - 9_000 } }],
    })
  })

  it('fails what one endpoint can not tell, with its words', async () => {
    const { source } = await sourceWith((request) =>
      request.query.get('model') === 'qwen'
        ? { status: 503, body: '{"error":"no route"}' }
        : healthy(request),
    )
    const lines = told(await source.poll(never))
    expect(lines).toContain('llm qwen failed: SERVER/health/llm answered 503: "{"error":"no route"}"')
    expect(lines).toContain('llm a b = a b fine')
    expect(lines).toContain('status = healthy')
  })

  it.each([503, 500, 418])(
    'takes what it picks from JSON of status %i: it is unhealthy and says so',
    async (status) => {
      const body = JSON.stringify({ status: 'down', version: null, services: { db: 'up', redis: 'down' } })
      const { source } = await sourceWith(
        () => ({ status, body, headers: { date: new Date(NOW).toUTCString() } }),
        [...SIGNALS.slice(0, 3), getSignal('version', '/health', 'version', { unit: 'state' })],
      )
      const result = await source.poll(never)
      const refusal = `failed: SERVER/health answered ${status}: "${body}"`
      expect(told(result)).toEqual([
        'status = down',
        'services db = up',
        'services redis = down',
        `uptime ${refusal}`,
        `version ${refusal}`,
      ])
      expect(result).toMatchObject({ ok: true, skewMs: 500 })
    },
  )

  it.each([401, 403, 404, 405, 407, 429])('fails by status %i, whatever its JSON says', async (status) => {
    const { source } = await sourceWith(() => ({ status, body: BODY }), SIGNALS.slice(0, 1))
    const result = await source.poll(never)
    expect(result.ok).toBe(false)
    expect(told(result)[0]).toContain(`answered ${status}`)
  })

  it.each([
    ['no JSON', '<html>status</html>'],
    ['cut JSON', '{"status":"down"'],
    ['JSON without it', '{"error":"no"}'],
    ['JSON with nothing there', '{"status":null}'],
  ])('fails by status 503 with %s', async (_what, body) => {
    const { source } = await sourceWith(() => ({ status: 503, body }), SIGNALS.slice(0, 1))
    expect(told(await source.poll(never))).toEqual([`overloaded: SERVER/health answered 503: "${body}"`])
  })

  it.each([
    [503, {}, false],
    [503, { 'retry-after': '120' }, true],
    [429, {}, true],
  ])('of status %i with %j says to lengthen the interval: %s', async (status, headers, isSaid) => {
    const { source } = await sourceWith(() => ({ status, body: '', headers }), SIGNALS.slice(0, 1))
    const result = await source.poll(never)
    expect(result.ok ? '' : result.failure.hint).toMatch(
      isSaid ? /lengthen the interval/ : /look into its log/,
    )
  })

  it('keeps the series that it knew when a refusal tells a part only', async () => {
    let isDown = false
    const signals = [
      getSignal('services', '/health', 'services.*', { unit: 'state', label: 'service' }),
      getSignal('status', '/health', 'status', { unit: 'state' }),
    ]
    const { source } = await sourceWith(
      () => (isDown ? { status: 503, body: '{"status":"down"}' } : { body: BODY }),
      signals,
    )
    await source.poll(never)
    isDown = true
    const refusal = 'failed: SERVER/health answered 503: "{"status":"down"}"'
    for (const _ of [1, 2]) {
      expect(told(await source.poll(never))).toEqual([
        `services db ${refusal}`,
        `services redis ${refusal}`,
        'status = down',
      ])
    }
  })

  it('fails every series it knows of', async () => {
    let isDown = false
    const signals = [
      getSignal('models', '/models', '*.status', { unit: 'state', label: 'model', expect: ['x'] }),
      getSignal('status', '/health', 'status', { unit: 'state' }),
    ]
    const { source } = await sourceWith(({ path }) => {
      if (path === '/health') return { body: BODY }
      return isDown ? { status: 500, body: '' } : { body: '{"x":{"status":"up"},"y":{"status":"up"}}' }
    }, signals)
    expect(told(await source.poll(never))).toEqual(['models x = up', 'models y = up', 'status = healthy'])
    isDown = true
    expect(told(await source.poll(never))).toEqual([
      'models x failed: SERVER/models answered 500',
      'models y failed: SERVER/models answered 500',
      'status = healthy',
    ])
  })

  it('does not let one that hangs hide the others', async () => {
    const { source } = await sourceWith(
      (request) => (request.path === '/health' ? new Promise(() => undefined) : healthy(request)),
      SIGNALS,
      '4s',
    )
    const lines = told(await source.poll(never))
    expect(lines[0]).toMatch(/^status failed: SERVER gave no answer within \d\.\d s$/)
    expect(lines).toContain('llm qwen = qwen fine')
  })

  it('fails as a whole when all fail alike', async () => {
    const { source, web } = await sourceWith(() => ({ status: 500, body: 'oops' }))
    expect(told(await source.poll(never))).toEqual(['server-error: SERVER/health answered 500: "oops"'])
    await web.close()
    expect(told(await source.poll(never))).toEqual(['refused: SERVER refused the connection'])
  })

  it.each([
    [
      'a label nobody gives',
      { label: 'model' },
      'status',
      'x absent: no data: nothing gives the label model',
    ],
    ['a * without label', {}, 'services.*', 'x absent: no data: pick has a *, but the signal has no label'],
    ['an empty *', { label: 'service' }, 'none.*', 'x absent: no data: the answer has no "none"'],
    ['a wrong path', {}, 'verion', 'x absent: no data: the answer has no "verion"; the nearest is "version"'],
  ])('says what is wrong with %s', async (_what, part, pick, line) => {
    const { source } = await sourceWith(healthy, [getSignal('x', '/health', pick, part)])
    expect(told(await source.poll(never))[0]).toContain(line)
  })
})

describe('an examination', () => {
  it('tells every endpoint and every signal', async () => {
    const { source, web } = await sourceWith(
      (request) => (request.path === '/gone' ? { status: 404, body: 'nope' } : healthy(request)),
      [
        ...SIGNALS.slice(0, 1),
        getSignal('services', '/health', 'services.*', {
          unit: 'state',
          label: 'service',
          expect: ['queue'],
        }),
        getSignal('gone', '/gone', 'a'),
      ],
    )
    const findings = await source.examine(never)
    expect(findings.map(({ subject, outcome, message }) => `${subject} ${outcome}: ${message}`)).toEqual([
      expect.stringMatching(/^\/health ok: answers in \d+ ms$/),
      'status ok: healthy',
      'services.db ok: up',
      'services.redis ok: down',
      'services.queue warn: the answer has no service queue',
      `/gone failed: ${web.url}/gone answered 404: "nope"`,
    ])
  })

  it('tells that an endpoint answers, and with which status', async () => {
    const { source, web } = await sourceWith(
      () => ({ status: 503, body: '{"status":"down"}' }),
      [SIGNALS[0], SIGNALS[2]].flatMap((signal) => signal ?? []),
    )
    const findings = await source.examine(never)
    expect(findings.map(({ subject, outcome, message }) => `${subject} ${outcome}: ${message}`)).toEqual([
      expect.stringMatching(/^\/health ok: answers in \d+ ms, with status 503$/),
      'status ok: down',
      `uptime failed: ${web.url}/health answered 503: "{"status":"down"}"`,
    ])
  })
})
