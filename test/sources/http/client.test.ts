import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpClient, type HttpClient, type HttpResult } from '../../../src/sources/http/client.ts'
import { openDeadline } from '../../../src/sources/http/deadline.ts'
import { parseJson } from '../../../src/sources/http/json.ts'
import type { HttpSettings } from '../../../src/sources/http/settings.ts'
import { statusFailure } from '../../../src/sources/http/status.ts'
import {
  answer,
  type Behaviour,
  bytesThenClose,
  bytesThenReset,
  drip,
  flood,
  gzipBomb,
  hang,
  type Misbehaving,
  startMisbehaving,
} from '../../support/misbehaving.ts'

const CANARY = 'canary-4711-do-not-show'
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function serve(behaviour: Behaviour): Promise<Misbehaving> {
  const server = await startMisbehaving(behaviour)
  closers.push(server.close)
  return server
}

function clientFor(url: string, settings: Partial<HttpSettings> = {}, env = {}): HttpClient {
  const client = createHttpClient({
    settings: { url, headers: {}, maxBytes: 1_000_000, ...settings },
    env,
    now: Date.now,
  })
  closers.push(client.close)
  return client
}

async function get(client: HttpClient, deadlineMs = 5_000, path = '/x'): Promise<HttpResult> {
  const deadline = openDeadline(deadlineMs, new AbortController().signal)
  try {
    return await client.request({ path, deadline })
  } finally {
    deadline.close()
  }
}

/** The failure of the exchange, of the status or of the JSON, whichever comes first. */
async function failureOf(behaviour: Behaviour, deadlineMs = 5_000): Promise<string> {
  const server = await serve(behaviour)
  const result = await get(clientFor(server.url), deadlineMs)
  return describeFailure(result).replaceAll(server.url, 'SERVER')
}

function describeFailure(result: HttpResult): string {
  if (!result.ok) return `${result.failure.kind}: ${result.failure.message}`
  const failure = statusFailure(result.answer)
  if (failure !== null) return `${failure.kind}: ${failure.message}`
  const json = parseJson(result.answer)
  return json.ok ? 'none' : `${json.failure.kind}: ${json.failure.message}`
}

const HEAD = 'HTTP/1.1 200 OK\r\n'

describe('each failure has its own sentence', () => {
  const table: readonly [what: string, behaviour: Behaviour, sentence: RegExp][] = [
    ['a whole answer', answer(200, '{"a":1}'), /^none$/],
    [
      'a close before any byte',
      bytesThenClose(''),
      /^reset: SERVER closed the connection without an answer$/,
    ],
    ['a reset before any byte', (socket) => socket.resetAndDestroy(), /^reset: SERVER closed/],
    [
      'a reset in the body',
      bytesThenReset(`${HEAD}content-length: 99\r\n\r\n{"a"`),
      /^truncated: SERVER broke off/,
    ],
    [
      'a body shorter than its length',
      bytesThenClose(`${HEAD}content-length: 99\r\n\r\n{"a"`),
      /^truncated: SERVER/,
    ],
    [
      'chunks that end too early',
      bytesThenClose(`${HEAD}transfer-encoding: chunked\r\n\r\n4\r\n{"a"\r\n`),
      /^truncated/,
    ],
    [
      'a truncated body that ends by close',
      bytesThenClose(`${HEAD}\r\n{"a": [1, 2`),
      /^truncated: .* after 11 bytes/,
    ],
    [
      'a truncated gzip body',
      answer(200, gzipSync('{"a":1}'.repeat(50)).subarray(0, 20), { 'content-encoding': 'gzip' }),
      /^truncated: SERVER broke off/,
    ],
    [
      'no gzip at all',
      answer(200, 'hello', { 'content-encoding': 'gzip' }),
      /^garbage: .*incorrect header check/,
    ],
    [
      'an unknown encoding',
      answer(200, 'hello', { 'content-encoding': 'zstd' }),
      /^garbage: .*nobody asked for: zstd/,
    ],
    [
      'garbage instead of HTTP',
      bytesThenClose('SSH-2.0-OpenSSH_9.2\r\n'),
      /^garbage: SERVER does not speak HTTP: "SSH-2.0/,
    ],
    [
      'a TLS alert',
      bytesThenClose('\x15\x03\x01\x00\x02\x02\x16'),
      /^tls-scheme: SERVER speaks TLS on that port$/,
    ],
    ['HTML', answer(200, '<html>\x1b[8mLog in'), /^garbage: .*not JSON: "<html>\\x1b\[8mLog in"$/],
    ['nothing', answer(200, ''), /^garbage: SERVER\/x gave an empty answer$/],
    [
      'headers of 200 kB',
      bytesThenClose(`${HEAD}a: ${'b'.repeat(200_000)}\r\n\r\n`),
      /^too-large: .*headers/,
    ],
    ['a body without end', flood, /^too-large: SERVER sent more than 1 MB$/],
    [
      'a redirect',
      answer(302, 'moved', { location: 'http://u:p@elsewhere/login?token=1' }),
      /^redirect: SERVER\/x redirects to http:\/\/elsewhere\/login$/,
    ],
    [
      'a redirect that breaks off',
      bytesThenReset('HTTP/1.1 302 Found\r\nlocation: http://elsewhere/\r\ncontent-length: 9\r\n\r\nmo'),
      /^redirect: SERVER\/x redirects to http:\/\/elsewhere\/$/,
    ],
    ['401', answer(401, 'Unauthorized\n'), /^unauthorised: SERVER\/x answered 401: "Unauthorized"$/],
    ['403', answer(403, ''), /^unauthorised: SERVER\/x answered 403$/],
    ['404 as text', answer(404, '404 page not found\n'), /^not-found: .*404: "404 page not found"$/],
    ['405', answer(405, 'Method Not Allowed'), /^not-found/],
    ['400', answer(400, '{"error":"x"}'), /^bad-request/],
    ['429', answer(429, 'slow down'), /^overloaded/],
    ['503', answer(503, 'busy'), /^overloaded/],
    ['500', answer(500, 'oops'), /^server-error/],
    [
      'HTTP spoken to an HTTPS port of Go',
      answer(400, 'Client sent an HTTP request to an HTTPS server.\n'),
      /^tls-scheme/,
    ],
  ]
  it.each(table)('%s', async (_what, behaviour, sentence) => {
    expect(await failureOf(behaviour)).toMatch(sentence)
  })

  it('a gzip bomb, without unfolding it', async () => {
    const bomb = gzipBomb()
    const before = process.memoryUsage().rss
    expect(await failureOf(bomb)).toMatch(/^too-large: SERVER sent more than 1 MB$/)
    expect(process.memoryUsage().rss - before).toBeLessThan(90_000_000)
  })

  it('a hung server, after the deadline', async () => {
    expect(await failureOf(hang, 150)).toMatch(/^timeout: SERVER gave no answer within \d\.\d s$/)
  })

  it('a slow drip, though every byte comes in time', async () => {
    expect(await failureOf(drip, 1_000)).toMatch(
      /^timeout: SERVER had not finished its answer after \d\.\d s \(\d+ bytes/,
    )
  })

  it('a port nobody listens on', async () => {
    const server = await startMisbehaving(hang)
    await server.close()
    expect(describeFailure(await get(clientFor(server.url)))).toBe(
      `refused: ${server.url} refused the connection`,
    )
  })

  it('a name that does not exist', async () => {
    expect(describeFailure(await get(clientFor('http://no-such-host.invalid:9090')))).toMatch(
      /^name-not-found: the name of http:\/\/no-such-host\.invalid:9090 was not found/,
    )
  })

  it('a TLS file that is not there', async () => {
    const client = clientFor('https://127.0.0.1:1', { tls: { ca: '/nonexistent/ca.pem' } })
    expect(describeFailure(await get(client))).toBe(
      "config: the TLS ca file /nonexistent/ca.pem can't be read (ENOENT)",
    )
  })

  it('a password in the URL, without repeating it', async () => {
    const result = await get(clientFor(`http://me:${CANARY}@127.0.0.1:1`))
    expect(describeFailure(result)).toBe('config: the URL of http://127.0.0.1:1 holds a user name')
    expect(JSON.stringify(result)).not.toContain(CANARY)
  })
})

describe('answers', () => {
  it.each([
    ['gzip', gzipSync('{"a":1}')],
    ['deflate', deflateSync('{"a":1}')],
    ['br', brotliCompressSync('{"a":1}')],
  ])('are decoded: %s', async (encoding, body) => {
    const server = await serve(answer(200, body, { 'content-encoding': encoding }))
    const result = await get(clientFor(server.url))
    expect(result.ok && result.answer.body).toBe('{"a":1}')
  })

  it('tell the time of the server and the age in caches', async () => {
    const server = await serve(answer(200, '{}', { date: 'Mon, 23 Nov 2026 07:00:00 GMT', age: '7' }))
    const result = await get(clientFor(server.url))
    expect(result.ok && [result.answer.serverDate, result.answer.cachedMs]).toEqual([
      Date.UTC(2026, 10, 23, 7),
      7_000,
    ])
  })

  it('come over one kept connection, also after errors and redirects', async () => {
    const replies = [answer(200, '{}'), answer(503, 'x'.repeat(100_000)), answer(302, 'y'), answer(200, '{}')]
    const server = await serve((socket, head) => replies.shift()?.(socket, head))
    const client = clientFor(server.url)
    for (let i = 0; i < 4; i++) await get(client)
    expect([server.requests.length, server.open()]).toEqual([4, 1])
  })

  it('that can not be decoded keep no other waiting', async () => {
    const replies = [answer(200, 'hello', { 'content-encoding': 'zstd' }), answer(200, '{}')]
    const server = await serve((socket, head) => replies.shift()?.(socket, head))
    const client = clientFor(server.url)
    expect(describeFailure(await get(client))).toMatch(/nobody asked for: zstd$/)
    expect(describeFailure(await get(client))).toBe('none')
  })

  it('are not waited for where the time is up before anything was asked', async () => {
    const server = await serve(answer(200, '{}'))
    const client = clientFor(server.url)
    const left = new AbortController()
    left.abort()
    const deadline = openDeadline(5_000, left.signal)
    expect(describeFailure(await client.request({ path: '/x', deadline }))).toMatch(/^timeout: .*no answer/)
    deadline.close()
    expect(describeFailure(await get(client))).toBe('none')
  })

  it('leave no connection behind when they are cut off', async () => {
    const server = await serve(flood)
    await get(clientFor(server.url))
    await expect.poll(server.open).toBe(0)
  })

  it('of redirects are not read without end', async () => {
    const server = await serve(answer(302, 'x'.repeat(10_000_000), { location: 'http://elsewhere/' }))
    expect(describeFailure(await get(clientFor(server.url)))).toMatch(/^redirect/)
    await expect.poll(server.open).toBe(0)
  })

  it('are asked for once more where the server had closed a kept connection', async () => {
    let served = 0
    const server = await serve((socket, head) => {
      served += 1
      if (served === 2) socket.destroy()
      else answer(200, '{}')(socket, head)
    })
    const client = clientFor(server.url)
    await get(client)
    expect(describeFailure(await get(client))).toBe('none')
    expect(served).toBe(3)
  })
})

describe('what is sent', () => {
  it('goes below the path of the URL, with custom headers', async () => {
    const server = await serve(answer(200, '{}'))
    await get(clientFor(`${server.url}/prefix/`, { headers: { 'X-Scope-OrgID': 'team' } }), 5_000, '/a?b=c')
    expect(server.requests[0]).toMatch(/^GET \/prefix\/a\?b=c HTTP\/1\.1/)
    expect(server.requests[0]).toMatch(/x-scope-orgid: team/i)
  })

  it.each([
    [{ bearer: { env: 'TOKEN' } }, `Bearer ${CANARY}`],
    [{ basic: { user: 'me', password: { env: 'TOKEN' } } }, `Basic ${btoa(`me:${CANARY}`)}`],
  ])('carries the secret in the header alone', async (auth, header) => {
    const server = await serve((socket, head) => answer(500, `you sent ${head}`)(socket, head))
    const result = await get(clientFor(server.url, { auth }, { TOKEN: CANARY }))
    expect(server.requests[0]).toContain(`authorization: ${header}`)
    expect(describeFailure(result)).toMatch(/^server-error/)
    expect(JSON.stringify(result)).not.toContain(CANARY)
    expect(JSON.stringify(result)).not.toContain(btoa(`me:${CANARY}`))
  })

  it('takes a renewed secret after a 401', async () => {
    const env: Record<string, string> = { TOKEN: 'first' }
    const server = await serve((socket, head) =>
      answer(head.includes(`Bearer ${env.VALID}`) ? 200 : 401, '{}')(socket, head),
    )
    const client = clientFor(server.url, { auth: { bearer: { env: 'TOKEN' } } }, env)
    env.VALID = 'first'
    expect(describeFailure(await get(client))).toBe('none')
    Object.assign(env, { TOKEN: 'second', VALID: 'second' })
    expect(describeFailure(await get(client))).toBe('none')
    env.VALID = 'third'
    expect(describeFailure(await get(client))).toMatch(/^unauthorised/)
    expect(server.requests.length).toBe(5)
  })

  it('is nothing where the secret is missing', async () => {
    const server = await serve(answer(200, '{}'))
    const result = await get(clientFor(server.url, { auth: { bearer: { env: 'TOKEN' } } }))
    expect(describeFailure(result)).toBe('secret: the environment variable TOKEN is not set')
    expect(server.requests.length).toBe(0)
  })
})
