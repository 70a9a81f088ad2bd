import { execFile } from 'node:child_process'
import { request as httpRequest } from 'node:http'
import { createServer } from 'node:net'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import type { Model } from '../../../src/core/model.ts'
import type { WatchProfile } from '../../../src/core/profile.ts'
import type { SignalConfig } from '../../../src/core/signal.ts'
import type { PollResult } from '../../../src/core/source.ts'
import { startModel } from '../../../src/core/start.ts'
import { update } from '../../../src/core/update/update.ts'
import { createOwnMetrics, type OwnMetrics } from '../../../src/runtime/metrics/own.ts'
import { type MetricsServer, serveMetrics } from '../../../src/runtime/metrics/serve.ts'

const NOW = Date.UTC(2026, 10, 23)
const FRAMES = { frames: 2, dropped: 1, bytes: 4_000 }
const open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.splice(0)) await one.close()
})

const timing = (id: string, enabled = true) => ({
  id,
  kind: 'host',
  short: id,
  enabled,
  intervalMs: 5_000,
  deadlineMs: 4_000,
  standsIn: null,
})

const signal = (id: string, source: string): SignalConfig => ({
  id,
  title: id,
  source,
  read: { by: 'field', field: id },
  label: null,
  expect: [],
  unit: 'ratio',
  digits: null,
  staleAfterMs: 30_000,
  failures: 1,
  onFailure: 'unknown',
  isOptional: false,
  hasBaseline: false,
  states: {},
  rules: [],
})

const PROFILE: WatchProfile = {
  name: 'test',
  title: 'Test',
  environment: 'test',
  deployment: { at: null, version: null, windowMs: 1, versionFrom: null, startFrom: null },
  history: { lengthMs: 60_000, stepMs: 15_000 },
  sources: [timing('host'), timing('gpu'), timing('off', false)],
  signals: [signal('cpu', 'host'), signal('memory', 'host'), signal('free', 'gpu'), signal('unused', 'off')],
  panels: [],
  checks: [],
  phases: [],
  gates: [],
  layouts: [],
  canary: null,
  notify: null,
  events: [],
  shown: new Map(),
  advice: [],
  actions: [],
  keys: {},
  refers: new Map(),
}

const ok = (over: Partial<Extract<PollResult, { ok: true }>> = {}): PollResult => ({
  ok: true,
  readings: [],
  alerts: null,
  warnings: [],
  skewMs: null,
  ...over,
})
const refused: PollResult = { ok: false, failure: { kind: 'refused', message: 'refused', hint: '' } }

/** A model in which the host was read: one value 10 s old, one just now. */
function readModel(): Model {
  const started = update(startModel(PROFILE, NOW, { columns: 80, rows: 24 }), {
    type: 'tick',
    now: NOW,
    random: 0,
  })
  const seq = started.model.sources.get('host')?.seq ?? 0
  const value = (id: string, agoMs: number) => ({
    signal: id,
    labels: {},
    sample: { kind: 'value' as const, value: 0.5, measuredAt: NOW - agoMs },
  })
  return update(started.model, {
    type: 'polled',
    now: NOW,
    source: 'host',
    seq,
    result: ok({ readings: [value('cpu', 10_000), value('memory', 0)] }),
    random: 0,
  }).model
}

async function own(): Promise<OwnMetrics> {
  const model = readModel()
  const metrics = await createOwnMetrics({ model: () => model, frames: () => FRAMES, now: () => NOW + 2_000 })
  open.push(metrics)
  return metrics
}

async function serve(metrics: OwnMetrics, port = 0): Promise<MetricsServer> {
  const result = await serveMetrics(port, metrics.exposition)
  if (!result.ok) throw new Error(result.failure.message)
  open.push(result.server)
  return result.server
}

/** The samples of an exposition, by series. */
const samplesOf = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [string, number] => {
        const at = line.lastIndexOf(' ')
        return [line.slice(0, at), Number(line.slice(at + 1))]
      }),
  )

describe('createOwnMetrics', () => {
  it('counts polls and failures by source', async () => {
    const metrics = await own()
    metrics.polled('host', 20, ok())
    metrics.polled('host', 2_000, ok({ warnings: ['half of it'] }))
    metrics.polled('gpu', 4_000, refused)
    const samples = samplesOf(await metrics.exposition.metrics())
    expect(samples.get('hypercare_poll_duration_seconds_count{source="host",outcome="ok"}')).toBe(1)
    expect(samples.get('hypercare_poll_duration_seconds_bucket{le="0.025",source="host",outcome="ok"}')).toBe(
      1,
    )
    expect(samples.get('hypercare_poll_duration_seconds_sum{source="host",outcome="partial"}')).toBe(2)
    expect(samples.get('hypercare_poll_duration_seconds_sum{source="gpu",outcome="failed"}')).toBe(4)
    expect(samples.get('hypercare_poll_failures_total{source="gpu",kind="refused"}')).toBe(1)
  })

  it("reads the screen's counters at each scrape", async () => {
    const metrics = await own()
    const samples = samplesOf(await metrics.exposition.metrics())
    expect(samples.get('hypercare_frames_painted_total')).toBe(2)
    expect(samples.get('hypercare_frame_bytes_total')).toBe(4_000)
    expect(samples.get('hypercare_frames_dropped_total')).toBe(1)
  })

  it('reads ages and verdicts from the model at each scrape', async () => {
    const samples = samplesOf(await (await own()).exposition.metrics())
    expect(samples.get('hypercare_sample_age_seconds{source="host"}')).toBe(12)
    expect([...samples.keys()]).not.toContain('hypercare_sample_age_seconds{source="gpu"}')
    const verdicts = ['ok', 'warn', 'crit', 'stale', 'unknown'].map((level) =>
      samples.get(`hypercare_verdicts{level="${level}"}`),
    )
    expect(verdicts).toEqual([2, 0, 0, 0, 1])
  })

  it('tells of memory and of the event loop, at every scrape a number', async () => {
    const { exposition } = await own()
    for (const _ of [1, 2]) {
      const samples = samplesOf(await exposition.metrics())
      expect(samples.get('hypercare_heap_used_bytes')).toBeGreaterThan(1e6)
      expect(samples.get('hypercare_resident_memory_bytes')).toBeGreaterThan(1e6)
      for (const quantile of ['0.5', '0.99', '1']) {
        expect(
          samples.get(`hypercare_event_loop_lag_seconds{quantile="${quantile}"}`),
        ).toBeGreaterThanOrEqual(0)
      }
      expect([...samples.values()]).toSatisfy((all: number[]) => all.every(Number.isFinite))
    }
  })

  it('loads prom-client only when it is asked for', async () => {
    const module = new URL('../../../src/runtime/metrics/own.ts', import.meta.url).href
    const script = `
      import { createRequire } from 'node:module'
      const { createOwnMetrics } = await import('${module}')
      const { cache } = createRequire('${module}')
      const isLoaded = () => Object.keys(cache).some((path) => path.includes('prom-client'))
      const before = isLoaded()
      const metrics = await createOwnMetrics({ model: () => null, frames: () => null, now: () => 0 })
      metrics.close()
      console.log(before, isLoaded())`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
    expect(stdout.trim()).toBe('false true')
  })
})

/** A bare request, since fetch forbids some of these. */
function ask(
  url: string,
  method: string,
  path: string,
): Promise<{ status: number; type: string; text: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; type: string; text: string }>()
  const request = httpRequest(new URL(path, url), { method, agent: false }, (response) => {
    let text = ''
    response.setEncoding('utf8')
    response.on('data', (chunk: string) => {
      text += chunk
    })
    response.on('end', () =>
      resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', text }),
    )
  })
  request.on('error', reject)
  request.end()
  return promise
}

describe('serveMetrics', () => {
  it('serves them to this machine only', async () => {
    const { url } = await serve(await own())
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
    const { status, type, text } = await ask(url, 'GET', '/metrics?x=1')
    expect(status).toBe(200)
    expect(type).toMatch(/^text\/plain; version=0\.0\.4/)
    expect(text).toMatch(/^# TYPE hypercare_verdicts gauge$/m)
  })

  it.each([
    ['GET', '/', 404],
    ['GET', '/metrics/../etc/passwd', 404],
    ['POST', '/metrics', 405],
    ['DELETE', '/metrics', 405],
  ])('answers %s %s with %i', async (method, path, status) => {
    const { url } = await serve(await own())
    expect(await ask(url, method, path)).toMatchObject({ status })
  })

  it('says that the metrics could not be collected', async () => {
    const exposition = { contentType: 'text/plain', metrics: () => Promise.reject(new TypeError('secret')) }
    const result = await serveMetrics(0, exposition)
    if (!result.ok) throw new Error(result.failure.message)
    open.push(result.server)
    const { status, text } = await ask(result.server.url, 'GET', '/metrics')
    expect([status, text]).toEqual([500, 'The metrics could not be collected (TypeError).\n'])
  })

  it('says that a port is taken', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    open.push(other)
    const address = other.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const result = await serveMetrics(port, (await own()).exposition)
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'config', message: expect.stringMatching(/taken/) },
    })
  })

  it('says that a number is no port', async () => {
    const result = await serveMetrics(70_000, (await own()).exposition)
    expect(result).toMatchObject({
      ok: false,
      failure: { kind: 'config', message: expect.stringMatching(/70000/) },
    })
  })

  it('frees the port', async () => {
    const metrics = await own()
    const first = await serve(metrics)
    await first.close()
    const second = await serve(metrics, Number(new URL(first.url).port))
    expect(second.url).toBe(first.url)
  })
})
