import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hang, startMisbehaving } from '../support/misbehaving.ts'
import { isMissing } from '../support/processes.ts'
import { openPty } from '../support/pty.ts'
import { serveWeb, type Web } from '../support/web.ts'
import { DEAD } from './dead.ts'
import { argv, type Folder, openFolder, profileOf, ROOT, run } from './program.ts'

let folder: Folder
let web: Web
/** What the server says, by the path that is asked. */
const SAID: Readonly<Record<string, string>> = {
  '/ok': 'up',
  '/crit': 'down',
  '/warn': 'slow',
  '/hostile': '#[fg=red]#{pane_id} 100% #(touch /tmp/x) # \u001b]52;c;aGk=\u0007',
}

beforeAll(async () => {
  folder = await openFolder()
  web = await serveWeb(({ path }) => ({ body: JSON.stringify({ state: SAID[path] }) }))
})
afterAll(async () => {
  await web.close()
  await folder.remove()
})

const profileOfState = (path: string, url = web.url): Promise<string> =>
  folder.write(
    `${path.slice(1)}.yaml`,
    profileOf(
      { api: { kind: 'health', url } },
      {
        api: {
          title: 'api',
          source: 'api',
          get: path,
          pick: 'state',
          unit: 'state',
          rules: [{ differs: path === '/warn' ? { warn: 'up' } : { crit: 'up' } }],
        },
      },
      [{ id: 'all', kind: 'table', title: 'All', signals: ['api'] }],
    ),
  )

describe('hypercare status', () => {
  it.each([
    ['/ok', 0, /^● OK /],
    ['/warn', 1, /^▲ WARN .*slow/],
    ['/crit', 2, /^✖ CRIT .*down/],
  ])('prints one line and ends as monitoring plug-ins do (%s: %i)', async (path, code, line) => {
    const ended = await run(['status', '--profile', await profileOfState(path)])
    expect(ended).toMatchObject({ code, stderr: '' })
    expect(ended.stdout).toMatch(line)
    expect(ended.stdout.match(/\n/g)).toHaveLength(1)
  })

  it('is stale or unknown where nothing can be seen', async () => {
    const { stdout, code } = await run([
      'status',
      '--profile',
      await profileOfState('/ok', 'http://127.0.0.1:1'),
    ])
    expect(stdout).toMatch(/^◌ STALE api gives no answer/)
    expect(code).toBe(3)
  })

  it('is data for scripts', async () => {
    const { stdout, code } = await run(['status', '--format', 'json', ...DEAD])
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'hypercare.status/1',
      profile: 'fragrance-ai',
      environment: 'production',
      level: 'crit',
      clauses: [expect.any(String), expect.any(String)],
    })
  })

  it('has ended when it should, whatever a server does', async () => {
    const silent = await startMisbehaving(hang)
    const began = performance.now()
    const { stdout, code } = await run([
      'status',
      '--within',
      '500ms',
      '--profile',
      await profileOfState('/ok', silent.url),
    ])
    const tookMs = performance.now() - began
    await silent.close()
    // What is left of it once the sources are open.
    expect(stdout).toMatch(/^◌ STALE api gives no answer.*within 0\.[1-5] s/)
    expect(code).toBe(3)
    // Its own start is in it, on a machine that may be busy; the deadline of the source alone would be longer.
    expect(tookMs).toBeLessThan(4_500)
  })

  it('tells a bar that there is none where the profile has mistakes', async () => {
    const { stdout, stderr, code } = await run(['status', '--profile', 'nowhere.yaml', '--format', 'tmux'])
    expect(stdout).toBe('#[fg=white,bg=magenta] ? UNKNOWN #[default] hypercare: the profile has mistakes\n')
    expect(stderr).toContain('nowhere.yaml')
    expect(code).toBe(64)
  })

  it.each([
    ['a format that is none', ['--format', 'xml']],
    ['a time that is none', ['--within', 'soon']],
    ['a width that is none', ['--width', 'wide']],
  ])('is not to be taken for an answer where it is asked for %s', async (_, args) => {
    const { code, stdout } = await run(['status', ...args, ...DEAD])
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
  })
})

const isUnable = isMissing('tmux')
const SERVER = ['-L', `hypercare-status-${process.pid}`, '-f', '/dev/null']
const tmux = (...args: readonly string[]) => promisify(execFile)('tmux', [...SERVER, ...args], { cwd: ROOT })

describe.skipIf(isUnable)('in the status bar of tmux', () => {
  afterAll(() => tmux('kill-server'))

  it('shows the line as it is, whatever stands in it', async () => {
    const profile = await profileOfState('/hostile')
    const command = [process.execPath, ...argv(['status', '--format', 'tmux', '--profile', profile])].join(
      ' ',
    )
    await tmux('new-session', '-d', '-s', 'bar', '-x', '160', '-y', '10', 'exec cat')
    await tmux('set', '-g', 'status-left', '')
    await tmux('set', '-g', 'status-right-length', '150')
    await tmux('set', '-g', 'window-status-current-format', '')
    await tmux('set', '-g', 'status-interval', '1')
    await tmux('set', '-g', 'status-right', `#(LC_ALL=C.UTF-8 ${command})`)
    const client = openPty('tmux', [...SERVER, '-u', 'attach', '-t', 'bar'], { columns: 160, rows: 10 })
    const screen = await client.until((text) => text.includes('CRIT'))
    expect(screen).toContain(
      '✖ CRIT  api #[fg=red]#{pane_id} 100% #(touch /tmp/x) # \\x1b]52;c;aGk=\\x07, not up',
    )
    await client.dispose()
  })
})
