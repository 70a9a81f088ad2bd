import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { RequestChange } from '../../src/actions/change.ts'
import type { Committed, Executor, Prepared } from '../../src/actions/executor.ts'
import { createRequestExecutor } from '../../src/actions/request/executor.ts'
import { type DemoBackend, type Mishap, startDemoBackend } from '../../src/demo/index.ts'
import { healthConfig } from '../../src/sources/health/config.ts'
import {
  answer,
  type Behaviour,
  bytesThenClose,
  bytesThenReset,
  drip,
  hang,
  type Misbehaving,
  startMisbehaving,
} from '../support/misbehaving.ts'

const NEVER = new AbortController().signal
const ATTEMPT = { key: 'key-1', folder: '/nowhere' }

const change = (over: Partial<RequestChange> = {}): RequestChange => ({
  kind: 'request',
  source: 'backend',
  method: 'POST',
  path: '/admin/set-mode',
  body: { mode: 'fast' },
  observe: { get: '/admin/downshift/stats', pick: 'mode', becomes: 'fast' },
  undo: { method: 'POST', path: '/admin/set-mode', body: { mode: '{before}' } },
  ...over,
})

const executorAt = (
  url: string,
  over: Partial<RequestChange> = {},
  env: Record<string, string> = {},
  extra: object = {},
): Executor =>
  createRequestExecutor({
    change: change(over),
    settings: healthConfig.parse({ kind: 'health', url, ...extra }),
    deadlineMs: 400,
    env,
    now: Date.now,
  })

async function prepareOf(executor: Executor): Promise<Prepared> {
  const seen = await executor.observe(NEVER)
  if (!seen.ok) throw new Error(seen.failure.message)
  const result = executor.prepare(seen.observed)
  if (!result.ok) throw new Error(result.refusal.reason)
  return result.prepared
}

describe('what an answer to a change means', () => {
  let server: Misbehaving | null = null
  afterEach(async () => {
    await server?.close()
    server = null
  })

  /** Answers reads with `balanced`, changes as told. */
  const only =
    (onChange: Behaviour): Behaviour =>
    (socket, head) =>
      head.startsWith('GET') ? answer(200, '{"mode":"balanced"}')(socket, head) : onChange(socket, head)

  const BEFORE_HEADERS = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"ok"'

  it.each<[name: string, Behaviour, Committed['kind'], words: RegExp]>([
    ['200', answer(200, '{}'), 'accepted', /200/],
    ['202', answer(202, ''), 'accepted', /202/],
    ['25: 204', answer(204, ''), 'accepted', /204/],
    ['400', answer(400, 'no'), 'rejected', /answered 400: ..no/],
    ['401', answer(401, ''), 'rejected', /answered 401/],
    ['404', answer(404, ''), 'rejected', /answered 404/],
    ['23: 409 asks to wait', answer(409, 'busy'), 'rejected', /409.*wait/],
    ['23: 422 is the profile’s mistake', answer(422, 'bad'), 'rejected', /422.*mend it in the profile/],
    ['429', answer(429, ''), 'rejected', /429/],
    ['408', answer(408, ''), 'unknown', /408/],
    ['500', answer(500, 'oops'), 'unknown', /500: ..oops/],
    ['503', answer(503, ''), 'unknown', /503/],
    ['71: a redirect', answer(303, '', { location: '/elsewhere' }), 'unknown', /303/],
    ['22: lost after it was sent', bytesThenClose(''), 'unknown', /may have been served/],
    ['22: reset after it was sent', bytesThenReset(''), 'unknown', /may have been served/],
    ['22: an answer that breaks off', bytesThenClose(BEFORE_HEADERS), 'unknown', /may have been served/],
    ['35: no answer in time', hang, 'unknown', /no answer within/],
    ['57: an answer that drips', drip, 'unknown', /may have been served/],
    ['garbage', bytesThenClose('\x16\x03 what'), 'unknown', /./],
  ])('%s', async (_, behaviour, kind, words) => {
    server = await startMisbehaving(only(behaviour))
    const executor = executorAt(server.url)
    const committed = await executor.commit(await prepareOf(executor), ATTEMPT, NEVER)
    expect([committed.kind, JSON.stringify(committed)]).toEqual([kind, expect.stringMatching(words)])
    const sent = server.requests.filter((head) => head.startsWith('POST'))
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatch(/idempotency-key: "key-1"/i)
  })

  it('a server that is not there was not asked', async () => {
    server = await startMisbehaving(only(hang))
    const executor = executorAt(server.url)
    const prepared = await prepareOf(executor)
    await server.close()
    expect(await executor.commit(prepared, ATTEMPT, NEVER)).toMatchObject({ kind: 'rejected' })
  })

  it('22: a POST that is lost on a kept connection is not sent again', async () => {
    server = await startMisbehaving(only(bytesThenReset('')))
    const executor = executorAt(server.url)
    const prepared = await prepareOf(executor)
    await executor.commit(prepared, ATTEMPT, NEVER)
    await executor.reconcile(prepared, ATTEMPT, NEVER)
    await executor.check(prepared, NEVER)
    expect(server.requests.filter((head) => head.startsWith('POST'))).toHaveLength(1)
  })

  it('72, 74: the secret goes with the request and stands in no step, answer or failure', async () => {
    const echo: Behaviour = (socket, head) => answer(500, head)(socket, head)
    server = await startMisbehaving(only(echo))
    const auth = { auth: { bearer: { env: 'TOKEN' } } }
    const executor = executorAt(server.url, {}, { TOKEN: 'canary-4711' }, auth)
    const prepared = await prepareOf(executor)
    const committed = await executor.commit(prepared, ATTEMPT, NEVER)
    expect(server.requests.at(-1)).toMatch(/authorization: bearer canary-4711/i)
    expect(JSON.stringify([prepared, committed])).not.toContain('canary')
  })

  it('a step that leads to another server gets no secret', async () => {
    server = await startMisbehaving(only(hang))
    const executor = executorAt(server.url, {}, { TOKEN: 'canary' }, { auth: { bearer: { env: 'TOKEN' } } })
    const prepared = await prepareOf(executor)
    const step = {
      kind: 'request',
      method: 'POST',
      url: 'http://127.0.0.1:1/x',
      headers: {},
      body: null,
    } as const
    expect(await executor.commit({ ...prepared, step }, ATTEMPT, NEVER)).toMatchObject({
      kind: 'rejected',
      reason: expect.stringContaining('is not below'),
    })
  })

  it('40: what a server answers is shown as visible escapes', async () => {
    server = await startMisbehaving(only(answer(400, '\x1b[8mhidden\x1b]52;c;x\x07')))
    const executor = executorAt(server.url)
    const committed = await executor.commit(await prepareOf(executor), ATTEMPT, NEVER)
    expect(JSON.stringify(committed)).toContain('\\\\x1b[8mhidden')
    expect(JSON.stringify(committed)).not.toContain('\\u001b')
  })
})

describe('a change of the simulated backend', () => {
  const backends = new Map<Mishap | 'none', DemoBackend>()
  const MISHAPS: readonly (Mishap | 'none')[] = [
    'none',
    'lost-answer',
    'lost-request',
    'conflict',
    'server-error',
    'lying',
  ]
  beforeAll(async () => {
    for (const mishap of MISHAPS) {
      const fault = mishap === 'none' ? {} : { mishap }
      backends.set(
        mishap,
        await startDemoBackend({ port: 0, seed: 1, scenario: 'calm', speed: 0, now: Date.now, ...fault }),
      )
    }
  })
  afterAll(() => Promise.all([...backends.values()].map((backend) => backend.close())))

  it.each<[Mishap | 'none', Committed['kind'], reconciled: string, checked: string]>([
    ['none', 'accepted', 'applied', 'reached'],
    ['lost-answer', 'unknown', 'applied', 'reached'],
    ['lost-request', 'unknown', 'not-applied', 'not-yet'],
    ['conflict', 'rejected', 'not-applied', 'not-yet'],
    ['server-error', 'unknown', 'applied', 'reached'],
    ['lying', 'accepted', 'not-applied', 'not-yet'],
  ])('22, 24: %s: %s, then by reading %s', async (mishap, committed, reconciled, checked) => {
    const executor = executorAt(backends.get(mishap)?.url ?? '')
    const prepared = await prepareOf(executor)
    expect(prepared).toMatchObject({ now: 'balanced', after: 'fast' })
    expect((await executor.commit(prepared, ATTEMPT, NEVER)).kind).toBe(committed)
    expect((await executor.reconcile(prepared, ATTEMPT, NEVER)).kind).toBe(reconciled)
    expect((await executor.check(prepared, NEVER)).kind).toBe(checked)
  })

  it('24: is not offered where the state is there already', async () => {
    const executor = executorAt(backends.get('none')?.url ?? '', {
      observe: { get: '/admin/cache/stats', pick: 'fast.ttl_seconds', becomes: '600' },
    })
    const seen = await executor.observe(NEVER)
    expect(seen.ok && executor.prepare(seen.observed)).toMatchObject({ ok: false })
  })

  it('its undo restores what was there, a number as a number', async () => {
    const executor = executorAt(backends.get('none')?.url ?? '', {
      path: '/admin/cache/ttl',
      body: { mode: 'fast', ttl_seconds: 900 },
      observe: { get: '/admin/cache/stats', pick: 'fast.ttl_seconds', becomes: '900' },
      undo: { method: 'POST', path: '/admin/cache/ttl', body: { mode: 'fast', ttl_seconds: '{before}' } },
    })
    const { undo } = await prepareOf(executor)
    expect(undo).toMatchObject({
      kind: 'change',
      change: { body: { mode: 'fast', ttl_seconds: 600 }, observe: { becomes: '600' } },
    })
  })

  it('3: its fingerprint changes with the state and with nothing else', async () => {
    const executor = executorAt(backends.get('lost-request')?.url ?? '')
    const [first, second] = [await executor.observe(NEVER), await executor.observe(NEVER)]
    expect(first.ok && second.ok && first.observed.fingerprint === second.observed.fingerprint).toBe(true)
  })
})
