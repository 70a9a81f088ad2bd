import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export type Certificates = {
  /** Path of a file: `ca.pem`, `server.pem`, `server.key`, `other.pem`, `client.pem`, `client.key`, `strange.pem`. */
  path(name: string): string
  read(name: string): Promise<Buffer>
  remove(): Promise<void>
}

/**
 * Certificates by openssl: an authority `ca`; signed by it `server` (127.0.0.1), `other` (elsewhere.test) and `client`;
 * and `strange`, an authority nobody asked.
 */
export async function makeCertificates(): Promise<Certificates> {
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-tls-'))
  const path = (name: string): string => join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  const key = (name: string) => [
    ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
    ...['-keyout', `${name}.key`, '-subj', `/CN=${name}`],
  ]
  for (const name of ['ca', 'strange'])
    await openssl(...key(name), '-x509', '-days', '2', '-out', `${name}.pem`)
  for (const [name, subject] of [
    ['server', 'IP:127.0.0.1'],
    ['other', 'DNS:elsewhere.test'],
    ['client', 'DNS:hypercare'],
  ] as const) {
    await openssl(
      ...key(name),
      '-x509',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-days',
      '2',
      '-addext',
      `subjectAltName=${subject}`,
      '-out',
      `${name}.pem`,
    )
  }
  return { path, read: (name) => readFile(path(name)), remove: () => rm(folder, { recursive: true }) }
}
