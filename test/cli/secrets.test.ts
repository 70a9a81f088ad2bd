import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPty } from '../support/pty.ts'
import { serveWeb, type Web, type WebAnswer } from '../support/web.ts'
import { argv, type Ended, type Folder, NOWHERE, openFolder, profileOf, run } from './program.ts'

const CANARY = 'canary-7d1f0c52e9'
/** Written as JSON, this looks another way: `\"`, `\\`, and from some servers `\u0026` and `\/`. */
const ODD_CANARY = 'canary"\\&</odd'

let folder: Folder
let file: string
let printer: string
const servers: Web[] = []

beforeAll(async () => {
  folder = await openFolder()
  file = await folder.write('token', `${CANARY}\n`)
  printer = await folder.write('printer.mjs', `process.stdout.write(${JSON.stringify(CANARY)})`)
})
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})
afterAll(() => folder.remove())

/** What a server answers that was sent so much as `said`. */
type Echo = (said: string) => WebAnswer

const success = (who: string): object => ({
  status: 'success',
  said: who,
  data: { resultType: 'vector', result: [{ metric: { who }, value: [Date.now() / 1000, '1'] }] },
})
const escaped = (text: string): string =>
  JSON.stringify(text).replace(/[&</]/g, (char) =>
    char === '/' ? '\\/' : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Servers that say what they were sent, as badly behaved ones do, each in another place. */
const ECHOES: Readonly<Record<string, Echo>> = {
  'with 401': (said) => ({ status: 401, body: `who is ${said}?` }),
  'in an error': (said) => ({
    status: 400,
    body: JSON.stringify({ status: 'error', errorType: 'bad_data', error: `${said} may not` }),
  }),
  'in labels and values': (said) => ({ body: JSON.stringify(success(said)) }),
  'in a redirection': (said) => ({ status: 302, body: '', headers: { location: `/login/${said}` } }),
  'in what is not JSON': (said) => ({ body: `<html>Welcome ${said}` }),
  'in JSON with many escapes': (said) => ({
    body: JSON.stringify(success('?')).replaceAll('"?"', escaped(said)),
  }),
}

async function serve(echo: Echo): Promise<Web> {
  const server = await serveWeb(({ headers }) => echo(String(headers.authorization)))
  servers.push(server)
  return server
}

type Target = { readonly url: string; readonly auth: object }

/** Two sources for every target, and a signal of each. */
function profileWith(targets: readonly Target[]): string {
  const each = targets.map((target, n) => ({ target, prom: `p${n}`, api: `a${n}` }))
  const sources = each.flatMap(({ target, prom, api }) => [
    [prom, { kind: 'prometheus', ...target }],
    [api, { kind: 'health', ...target }],
  ])
  const signals = each.flatMap(({ prom, api }) => [
    [`${prom}_who`, { title: 'who', source: prom, query: 'sum by (who) (who)', label: 'who', unit: 'count' }],
    [`${api}_said`, { title: 'said', source: api, get: '/health', pick: 'said', unit: 'state' }],
  ])
  const table = { id: 'all', kind: 'table', title: 'All', signals: signals.map(([id]) => id) }
  return profileOf(Object.fromEntries(sources), Object.fromEntries(signals), [table])
}

const env = { CANARY_TOKEN: CANARY, ODD_CANARY_TOKEN: ODD_CANARY }

const everyCommand = (profile: string): Promise<readonly Ended[]> =>
  Promise.all([
    run(['snapshot', '--profile', profile], env),
    run(['snapshot', '--json', '--profile', profile], env),
    run(['snapshot', '--svg', '--profile', profile], env),
    run(['status', '--profile', profile], env),
    run(['status', '--format', 'json', '--profile', profile], env),
    run(['doctor', '--profile', profile], env),
  ])

/** Everything that a person or a log could see of a watch. */
async function watched(profile: string): Promise<string> {
  const state = await openFolder()
  const pty = openPty(process.execPath, argv(['watch', '--profile', profile]), {
    env: { ...env, XDG_STATE_HOME: state.path },
    columns: 160,
    rows: 50,
  })
  await pty.until((screen) => / All /.test(screen) && !/… [ap]\d/.test(screen))
  pty.type('\r')
  await pty.until((screen) => screen.includes('Esc back'))
  pty.type('y')
  await pty.until((screen) => screen.includes('● copied'))
  pty.type('\u0013')
  await pty.until((screen) => screen.includes('● kept'))
  pty.type('q')
  await pty.exited
  await pty.dispose()
  const copied = [...pty.output().matchAll(/\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  )
  expect(copied).toHaveLength(1)
  const kept = join(state.path, 'hypercare/test/screens')
  const files = await Promise.all((await readdir(kept)).map((name) => readFile(join(kept, name), 'utf8')))
  expect(files).toHaveLength(2)
  await state.remove()
  return [pty.output(), ...copied, ...files].join('\n')
}

const sentTo = ({ requests }: Web): unknown[] => [
  ...new Set(requests.map(({ headers }) => headers.authorization)),
]

describe('a secret is sent where it belongs, and appears nowhere', () => {
  it('72, 74: wherever it is read from, also when it is refused', async () => {
    const refusing = await Promise.all([1, 2, 3].map(() => serve((said) => ({ status: 401, body: said }))))
    const [byEnv, byFile, byCommand] = refusing
    if (byEnv === undefined || byFile === undefined || byCommand === undefined) throw new Error('no server')
    const profile = await folder.write(
      'ways.yaml',
      profileWith([
        { url: byEnv.url, auth: { bearer: { env: 'CANARY_TOKEN' } } },
        { url: byFile.url, auth: { basic: { user: 'ann', password: { file } } } },
        { url: byCommand.url, auth: { bearer: { command: [process.execPath, printer] } } },
      ]),
    )
    const ended = await everyCommand(profile)
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 3, 3, 1])
    const encoded = Buffer.from(`ann:${CANARY}`).toString('base64')
    expect(sentTo(byEnv)).toEqual([`Bearer ${CANARY}`])
    expect(sentTo(byFile)).toEqual([`Basic ${encoded}`])
    expect(sentTo(byCommand)).toEqual([`Bearer ${CANARY}`])
    for (const { stdout, stderr } of ended) {
      expect(stdout).toContain('answered 401: ')
      for (const secret of [CANARY, encoded]) expect(stdout + stderr).not.toContain(secret)
    }
  })

  const secrets = [
    ['CANARY_TOKEN', CANARY],
    ['ODD_CANARY_TOKEN', ODD_CANARY],
  ] as const
  it.each(secrets)('74: when servers echo it (%s)', async (name, secret) => {
    const echoing = await Promise.all(Object.values(ECHOES).map(serve))
    const targets = echoing.map(({ url }) => ({ url, auth: { bearer: { env: name } } }))
    const profile = await folder.write('echoes.yaml', profileWith(targets))
    const ended = await everyCommand(profile)
    const screen = await watched(profile)
    for (const server of echoing) expect(sentTo(server)).toEqual([`Bearer ${secret}`])
    const said = [...ended.flatMap(({ stdout, stderr }) => [stdout, stderr]), screen]
    const shapes = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]
    for (const text of said) for (const shape of shapes) expect(text).not.toContain(shape)
  })
})

describe('a secret that others could read', () => {
  it('73: in a file of any such mode is refused, not sent, and how to mend it is told', async () => {
    const server = await serve(() => ({ body: '{}' }))
    const modes = [0o644, 0o640, 0o604]
    const files = await Promise.all(modes.map((mode) => folder.write(`token-${mode}`, CANARY, mode)))
    const targets = files.map((open) => ({ url: server.url, auth: { bearer: { file: open } } }))
    const { code, stdout } = await run([
      'doctor',
      '--profile',
      await folder.write('open.yaml', profileWith(targets)),
    ])
    expect(code).toBe(1)
    for (const [index, open] of files.entries()) {
      expect(stdout).toContain(`${open} is open to others than its owner (0${modes[index]?.toString(8)})`)
      expect(stdout).toContain(`→ chmod 600 ${open}`)
    }
    expect(stdout).not.toContain(CANARY)
    expect(server.requests).toEqual([])
  })

  it('in the profile itself is refused with the ways there are, and not repeated', async () => {
    const plain = {
      token: { auth: { bearer: CANARY } },
      password: { auth: { basic: { user: 'ann', password: CANARY } } },
      header: { headers: { Authorization: `Bearer ${CANARY}` } },
      address: { url: `http://ann:${CANARY}@127.0.0.1:1` },
    }
    const sources = Object.entries(plain).map(([id, fields]) => [
      id,
      { kind: 'health', url: NOWHERE, ...fields },
    ])
    const signal = { title: 'said', source: 'token', get: '/health', pick: 'said', unit: 'state' }
    const profile = await folder.write(
      'plain.yaml',
      profileOf(Object.fromEntries(sources), { said: signal }, [
        { id: 'all', kind: 'table', title: 'All', signals: ['said'] },
      ]),
    )
    const { code, stdout, stderr } = await run(['snapshot', '--profile', profile])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    const lines = stderr.trimEnd().split('\n')
    expect(lines).toHaveLength(Object.keys(plain).length)
    for (const line of lines) expect(line).toMatch(/secret.*\{ env: NAME \}.*\{ file: PATH \}.*\{ command: /)
    expect(stderr).not.toContain(CANARY)
  })
})
