import type { TlsOptions } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createHttpClient } from '../../../src/sources/http/client.ts'
import { openDeadline } from '../../../src/sources/http/deadline.ts'
import type { HttpSettings } from '../../../src/sources/http/settings.ts'
import { type Certificates, makeCertificates } from '../../support/certificates.ts'
import { answer, startMisbehaving } from '../../support/misbehaving.ts'

let pem: Certificates
beforeAll(async () => {
  pem = await makeCertificates()
})
afterAll(() => pem.remove())
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function serverWith(name: string, options: TlsOptions = {}): Promise<string> {
  const server = await startMisbehaving(answer(200, '{}'), {
    cert: await pem.read(`${name}.pem`),
    key: await pem.read(`${name}.key`),
    ca: await pem.read('ca.pem'),
    ...options,
  })
  closers.push(server.close)
  return server.url
}

async function outcome(url: string, tls: HttpSettings['tls']): Promise<string> {
  const settings = { url, headers: {}, maxBytes: 1_000_000, tls }
  const client = createHttpClient({ settings, env: {}, now: Date.now })
  closers.push(client.close)
  const deadline = openDeadline(5_000, new AbortController().signal)
  const result = await client.request({ path: '/', deadline })
  deadline.close()
  return result.ok ? 'ok' : `${result.failure.kind}: ${result.failure.message}`
}

const wantsClient: TlsOptions = { requestCert: true, rejectUnauthorized: true }

describe('TLS', () => {
  it('trusts the given authority', async () => {
    expect(await outcome(await serverWith('server'), { ca: pem.path('ca.pem') })).toBe('ok')
  })

  it('expects the given name', async () => {
    const tls = { ca: pem.path('ca.pem'), serverName: 'elsewhere.test' }
    expect(await outcome(await serverWith('other'), tls)).toBe('ok')
  })

  it('shows the client certificate', async () => {
    const tls = { ca: pem.path('ca.pem'), cert: pem.path('client.pem'), key: pem.path('client.key') }
    expect(await outcome(await serverWith('server', wantsClient), tls)).toBe('ok')
  })

  it('tells an authority that is not trusted', async () => {
    expect(await outcome(await serverWith('server'), undefined)).toMatch(
      /^tls-untrusted: the certificate of https/,
    )
    expect(await outcome(await serverWith('server'), { ca: pem.path('strange.pem') })).toMatch(
      /^tls-untrusted/,
    )
  })

  it('tells a certificate for another name', async () => {
    expect(await outcome(await serverWith('other'), { ca: pem.path('ca.pem') })).toMatch(
      /^tls-name: the certificate of https:\/\/127\.0\.0\.1:\d+ is for another name$/,
    )
  })

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('tells a missing client certificate with %s', async (version) => {
    const url = await serverWith('server', { ...wantsClient, minVersion: version, maxVersion: version })
    expect(await outcome(url, { ca: pem.path('ca.pem') })).toMatch(/^tls-client-certificate: /)
  })

  it('tells a client certificate that is not accepted', async () => {
    const tls = { ca: pem.path('ca.pem'), cert: pem.path('strange.pem'), key: pem.path('strange.key') }
    expect(await outcome(await serverWith('server', { ...wantsClient, minVersion: 'TLSv1.3' }), tls)).toMatch(
      /^tls-client-certificate: .*did not accept our client certificate/,
    )
  })

  it('tells https spoken to an http port', async () => {
    const server = await startMisbehaving((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    closers.push(server.close)
    expect(await outcome(server.url.replace('http:', 'https:'), undefined)).toMatch(
      /^tls-scheme: .*does not speak TLS/,
    )
  })

  it('tells http spoken to an https port', async () => {
    const url = (await serverWith('server')).replace('https:', 'http:')
    expect(await outcome(url, undefined)).toMatch(/^reset: /)
  })

  it('tells a certificate and key that do not fit', async () => {
    const tls = { ca: pem.path('ca.pem'), cert: pem.path('client.pem'), key: pem.path('server.key') }
    expect(await outcome(await serverWith('server', wantsClient), tls)).toMatch(/^config: /)
  })
})
