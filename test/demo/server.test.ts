import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { DemoBackend, DemoOptions } from '../../src/demo/index.ts'
import { startDemoBackend } from '../../src/demo/index.ts'
import { parseExposition } from './exposition.ts'

const STARTED_MS = Date.UTC(2025, 9, 14, 12, 0, 0)
const running: DemoBackend[] = []

/** A backend on a clock that the test turns. */
async function start(options: Partial<DemoOptions> = {}) {
  let nowMs = STARTED_MS
  const backend = await startDemoBackend({
    port: 0,
    seed: 1,
    scenario: 'calm',
    speed: 1,
    startAgeSeconds: 7200,
    now: () => nowMs,
    ...options,
  })
  running.push(backend)
  const request = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${backend.url}${path}`, init)
    return { response, status: response.status, json: (await response.json()) as unknown }
  }
  return {
    backend,
    pass: (seconds: number) => {
      nowMs += seconds * 1000
    },
    get: (path: string) => request(path),
    post: (path: string, body?: unknown) =>
      request(path, {
        method: 'POST',
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    request,
    scrape: async () => parseExposition(await (await fetch(`${backend.url}/metrics`)).text()),
  }
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((backend) => backend.close()))
})

describe('what can be read', () => {
  it('GET /health', async () => {
    const { get, pass } = await start()
    pass(5)
    expect(await get('/health')).toMatchObject({
      status: 200,
      json: {
        status: 'healthy',
        version: '0.2.0',
        timestamp: '2025-10-14T12:00:05.000Z',
        services: { database: 'healthy', redis: 'healthy', workers: { llm: 4, rl: 1 } },
      },
    })
  })

  it('GET /health/llm, of all and of one', async () => {
    const { get } = await start()
    const healthy = { status: 'healthy', circuit_breaker: 'closed' }
    expect((await get('/health/llm?model=all')).json).toMatchObject({
      status: 'healthy',
      models: { qwen: healthy, mistral: healthy, llama: healthy },
    })
    expect((await get('/health/llm')).json).toMatchObject({ status: 'healthy' })
    expect((await get('/health/llm?model=qwen')).json).toEqual({
      model: 'qwen',
      ...healthy,
      latency_ms: expect.any(Number),
      failure_ratio: expect.any(Number),
    })
  })

  it('GET /health/llm of an open breaker, still with 200', async () => {
    const { get, pass } = await start({ scenario: 'breaker-open' })
    pass(40)
    expect(await get('/health/llm?model=qwen')).toMatchObject({
      status: 200,
      json: { status: 'unhealthy', circuit_breaker: 'open' },
    })
    expect((await get('/health/llm?model=all')).json).toMatchObject({ status: 'degraded' })
    expect((await get('/admin/downshift/stats')).json).toMatchObject({ active_downshifts: 1, total: 1 })
  })

  it('GET /version', async () => {
    const { get, backend } = await start()
    expect((await get('/version')).json).toEqual({
      version: '0.2.0',
      previous_version: '0.1.0',
      deployed_at: '2025-10-14T10:00:00.000Z',
    })
    expect(backend.deployedAt.toISOString()).toBe('2025-10-14T10:00:00.000Z')
  })

  it('GET /admin/cache/stats', async () => {
    const { get } = await start()
    const stats = {
      hits: expect.any(Number),
      misses: expect.any(Number),
      hit_rate: expect.any(Number),
      ttl_seconds: 600,
      size: expect.any(Number),
      max_size: 1000,
    }
    expect((await get('/admin/cache/stats')).json).toEqual({ fast: stats, balanced: stats, creative: stats })
  })

  it('GET /metrics, which grows with the clock and stands still with it', async () => {
    const { scrape, pass } = await start()
    const requests = async (): Promise<number> =>
      (await scrape())
        .filter(({ name }) => name === 'http_requests_total')
        .reduce((sum, { value }) => sum + value, 0)
    const first = await requests()
    expect(await requests()).toBe(first)
    pass(30)
    const second = await requests()
    expect((second - first) / 30).toBeGreaterThan(15)
    expect((second - first) / 30).toBeLessThan(27)
    pass(-3600)
    expect(await requests()).toBe(second)
  })
})

describe('what can be done', () => {
  it('POST /admin/set-mode', async () => {
    const { get, post } = await start()
    expect((await get('/admin/downshift/stats')).json).toEqual({
      mode: 'balanced',
      auto: true,
      active_downshifts: 0,
      total: 0,
      last_downshift_at: null,
    })
    expect(await post('/admin/set-mode', { mode: 'fast' })).toMatchObject({
      status: 200,
      json: { mode: 'fast', previous_mode: 'balanced', changed_at: '2025-10-14T12:00:00.000Z' },
    })
    expect((await get('/admin/downshift/stats')).json).toEqual({
      mode: 'fast',
      auto: true,
      active_downshifts: 1,
      total: 1,
      last_downshift_at: '2025-10-14T12:00:00.000Z',
    })
    expect((await post('/admin/set-mode', { mode: 'balanced' })).json).toMatchObject({ mode: 'balanced' })
  })

  it('POST /admin/cache/ttl', async () => {
    const { get, post } = await start()
    expect((await post('/admin/cache/ttl', { mode: 'fast', ttl_seconds: 1200 })).json).toEqual({
      mode: 'fast',
      ttl_seconds: 1200,
      previous_ttl_seconds: 600,
    })
    expect((await get('/admin/cache/stats')).json).toMatchObject({
      fast: { ttl_seconds: 1200 },
      balanced: { ttl_seconds: 600 },
    })
  })

  it('POST /admin/checkpoint/rollback', async () => {
    const { post, scrape } = await start()
    expect(await post('/admin/checkpoint/rollback')).toMatchObject({
      status: 200,
      json: { rolled_back_to: { step: 500 }, from_step: 666, rollbacks_total: 1 },
    })
    const samples = await scrape()
    expect(samples).toContainEqual({
      name: 'checkpoint_rollbacks_total',
      labels: { reason: 'manual' },
      value: 1,
    })
    expect(samples).toContainEqual({ name: 'ppo_training_step', labels: {}, value: 500 })
  })

  it('POST /admin/checkpoint/rollback before there is a checkpoint', async () => {
    const { post } = await start({ startAgeSeconds: 60 })
    expect(await post('/admin/checkpoint/rollback')).toMatchObject({
      status: 409,
      json: { error: 'no checkpoint has been saved yet' },
    })
  })

  it('is scaled from outside', async () => {
    const { backend, get } = await start()
    backend.scale('worker-llm', 8)
    backend.scale('worker-rl', 0)
    expect((await get('/health')).json).toMatchObject({ services: { workers: { llm: 8, rl: 0 } } })
    backend.scale('worker-llm', 0)
    expect((await get('/health')).json).toMatchObject({ status: 'unhealthy' })
  })
})

describe('what is refused, with a reason', () => {
  const refused = z.strictObject({ error: z.string().min(10) })

  it.each<[status: number, method: string, path: string, body?: string]>([
    [404, 'GET', '/nothing'],
    [404, 'GET', '/health/'],
    [404, 'GET', '/health/llm?model=gpt'],
    [405, 'POST', '/health', '{}'],
    [405, 'POST', '/metrics', '{}'],
    [405, 'GET', '/admin/set-mode'],
    [405, 'PUT', '/admin/cache/ttl', '{}'],
    [405, 'GET', '/admin/checkpoint/rollback'],
    [400, 'POST', '/admin/set-mode'],
    [400, 'POST', '/admin/set-mode', '{"mode":'],
    [400, 'POST', '/admin/set-mode', '{"mode":"turbo"}'],
    [400, 'POST', '/admin/set-mode', '{"mode":"fast","force":true}'],
    [400, 'POST', '/admin/cache/ttl', '{"mode":"fast"}'],
    [400, 'POST', '/admin/cache/ttl', '{"mode":"fast","ttl_seconds":0}'],
    [400, 'POST', '/admin/cache/ttl', '{"mode":"fast","ttl_seconds":"600"}'],
    [400, 'POST', '/admin/cache/ttl', '{"mode":"fast","ttl_seconds":1.5}'],
    [413, 'POST', '/admin/set-mode', `"${'x'.repeat(20_000)}"`],
  ])('%i for %s %s %s', async (status, method, path, body) => {
    const { request } = await start({ startAgeSeconds: 60 })
    const answer = await request(path, { method, ...(body === undefined ? {} : { body }) })
    expect(answer.status).toBe(status)
    refused.parse(answer.json)
    if (status === 405) expect(answer.response.headers.get('allow')).toMatch(/^(GET|POST)$/)
  })
})

describe('the backend', () => {
  it('says in a sentence that its port is busy', async () => {
    const other = createServer()
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address()
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
    try {
      await expect(start({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is already in use`)
    } finally {
      await new Promise((resolve) => other.close(resolve))
    }
  })

  it('lets go of its port, even of a scrape that never ends', async () => {
    const { backend, pass, get } = await start({ scenario: 'target-dies', startAgeSeconds: 60 })
    expect((await fetch(`${backend.url}/metrics`)).status).toBe(200)
    pass(61)
    const scrape = fetch(`${backend.url}/metrics`)
    // Everything else lives, and answers while the scrape hangs.
    expect((await get('/health')).status).toBe(200)
    const outcome = expect(scrape).rejects.toThrow()
    await backend.close()
    await outcome
    await expect(fetch(`${backend.url}/health`)).rejects.toThrow()
  })

  it('plays 600 simulated seconds for each second at speed 600', async () => {
    const { backend, pass } = await start({ speed: 600, startAgeSeconds: 60 })
    pass(10)
    expect(backend.ageSeconds()).toBeCloseTo(6060)
  })

  it('moves by itself while nobody asks', async () => {
    let readings = 0
    await start({ now: () => STARTED_MS + 1000 * readings++, startAgeSeconds: 60 })
    await expect.poll(() => readings, { timeout: 5000 }).toBeGreaterThan(3)
  })
})
