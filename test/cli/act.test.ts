import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPty, type PtyProgram } from '../support/pty.ts'
import { argv, type Ended, type Folder, openFolder, type Running, run, serveDemo } from './program.ts'

let folder: Folder
let profile: string
let backend: (Running & { readonly url: string }) | null = null
let pty: PtyProgram | null = null

beforeEach(async () => {
  folder = await openFolder()
})
afterEach(async () => {
  await pty?.dispose()
  pty = null
  await backend?.stop()
  backend = null
  await folder.remove()
})

const CANARY = 'canary-5e1d'
const ENV = () => ({ XDG_STATE_HOME: join(folder.path, 'state'), TOKEN: CANARY })

/** A simulated backend, and a profile that may set its serving mode. */
async function open(...args: string[]): Promise<void> {
  backend = await serveDemo(args)
  const common = { kind: 'request', source: 'api', path: '/admin/set-mode' }
  const observe = { get: '/admin/downshift/stats', pick: 'mode' }
  profile = await folder.write(
    'profile.yaml',
    JSON.stringify({
      version: 1,
      name: 'test',
      environment: 'test',
      sources: {
        api: {
          kind: 'health',
          url: backend.url,
          interval: '1s',
          deadline: '2s',
          auth: { bearer: { env: 'TOKEN' } },
        },
      },
      signals: { mode: { source: 'api', get: '/admin/downshift/stats', pick: 'mode', unit: 'state' } },
      panels: [{ id: 'mode', kind: 'stat', title: 'Mode', signal: 'mode' }],
      actions: {
        downshift: {
          ...common,
          title: 'Downshift',
          key: 'd',
          body: { mode: 'fast' },
          observe: { ...observe, becomes: 'fast' },
          undo: { body: { mode: '{before}' } },
          verify: [{ signal: 'mode', within: '10s' }],
        },
        creative: { ...common, title: 'Creative', risk: 'high', body: { mode: 'creative' }, observe },
        paired: {
          ...common,
          title: 'Paired',
          secondPerson: true,
          body: { mode: 'fast' },
          observe: { ...observe, becomes: 'fast' },
        },
        held: {
          ...common,
          title: 'Held',
          hold: '2s',
          coolDown: '0s',
          body: { mode: 'fast' },
          observe: { ...observe, becomes: 'fast' },
          undo: { body: { mode: '{before}' } },
        },
      },
    }),
  )
}

const act = (...args: string[]): Promise<Ended> => run(['act', '--profile', profile, ...args], ENV())
const journal = (...args: string[]): Promise<Ended> => run(['journal', ...args, '--profile', profile], ENV())
const stages = async (): Promise<string[]> =>
  (await journal('show', '--json')).stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => String((JSON.parse(line) as { stage: string }).stage))
const mode = async (): Promise<string> =>
  ((await (await fetch(`${backend?.url}/admin/downshift/stats`)).json()) as { mode: string }).mode

/** Plans and returns the plan's id. */
async function plan(...args: string[]): Promise<string> {
  const { stdout, stderr } = await act(...args, '--plan-only')
  const [, id] = /^plan ([0-9a-f]{12})$/m.exec(stdout) ?? []
  if (id === undefined) throw new Error(stdout + stderr)
  return id
}

const DONE = ['planned', 'confirmed', 'intent', 'sent', 'accepted', 'verifying', 'verified']

describe('hypercare act', () => {
  it('1, 25, 30: plans, does it once, proves it; the id of the plan works once', async () => {
    await open()
    const id = await plan('downshift', '--reason', 'slow')
    expect(await mode()).toBe('balanced')
    expect(await act('--yes', id)).toMatchObject({ code: 0, stdout: expect.stringContaining('verified') })
    expect(await mode()).toBe('fast')
    expect(await stages()).toEqual(DONE)
    expect(await act('--yes', id)).toMatchObject({
      code: 10,
      stderr: expect.stringContaining('already verified'),
    })
    expect(await journal('verify')).toMatchObject({ code: 0, stdout: expect.stringContaining('7 entries') })
  }, 60_000)

  it('2: prints the exact request, from where to where, and the way back', async () => {
    await open()
    const { stdout } = await act('downshift', '--reason', 'slow', '--plan-only')
    expect(stdout).toContain(`POST ${backend?.url}/admin/set-mode {"mode":"fast"}`)
    expect(stdout).toMatch(/now\s+balanced/)
    expect(stdout).toMatch(/after\s+fast/)
    expect(stdout).toMatch(/undo\s+back to balanced/)
  }, 60_000)

  it('undo leads back, in spite of the cool-down', async () => {
    await open()
    const id = await plan('downshift', '--reason', 'slow')
    await act('--yes', id)
    const back = await plan('--undo', id, '--reason', 'worse')
    expect((await act('--yes', back)).code).toBe(0)
    expect(await mode()).toBe('balanced')
  }, 60_000)

  it('3: refuses when the world changed since the plan', async () => {
    await open()
    const id = await plan('downshift', '--reason', 'slow')
    const headers = { 'content-type': 'application/json' }
    await fetch(`${backend?.url}/admin/set-mode`, { method: 'POST', headers, body: '{"mode":"creative"}' })
    expect(await act('--yes', id)).toMatchObject({
      code: 10,
      stdout: expect.stringContaining('refused-stale'),
    })
    expect(await mode()).toBe('creative')
  }, 60_000)

  it.each<[string, readonly string[], RegExp]>([
    ['16: --read-only', ['downshift', '--reason', 'x', '--read-only'], /--read-only was given/],
    [
      '16: the profile',
      ['downshift', '--reason', 'x', '--set', 'readOnly=true'],
      /the profile says readOnly/,
    ],
    ['no note', ['downshift'], /no note says why/],
    ['nobody to ask', ['downshift', '--reason', 'x'], /Nobody can be asked here/],
    ['a plan that nobody made', ['--yes', '0123456789ab'], /can't be read/],
    ['a plan id that is a path', ['--yes', '../../etc/passwd'], /is no plan/],
  ])(
    'refuses: %s',
    async (_, args, reason) => {
      await open()
      expect(await act(...args)).toMatchObject({ code: 10, stderr: expect.stringMatching(reason) })
      expect(await mode()).toBe('balanced')
      expect(await stages()).not.toContain('sent')
    },
    60_000,
  )

  it('16: a plan of before is not done where nothing may be changed any more', async () => {
    await open()
    const id = await plan('downshift', '--reason', 'slow')
    const text = JSON.parse(await readFile(profile, 'utf8')) as object
    await writeFile(profile, JSON.stringify({ ...text, readOnly: true }))
    expect((await act('--yes', id)).code).toBe(10)
    expect(await mode()).toBe('balanced')
  }, 60_000)

  it('a plan that was changed after it was shown is not done', async () => {
    await open()
    const id = await plan('downshift', '--reason', 'slow')
    const file = join(folder.path, 'state/hypercare/test/plans', `${id}.json`)
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll('"fast', '"creative'))
    expect(await act('--yes', id)).toMatchObject({ code: 10, stderr: expect.stringContaining('was changed') })
    expect(await mode()).toBe('balanced')
  }, 60_000)

  it.each<[fault: string, code: number, last: string, mode: string]>([
    ['conflict', 11, 'failed', 'balanced'],
    ['lost-answer', 0, 'verified', 'fast'],
    ['server-error', 0, 'verified', 'fast'],
    ['lost-request', 11, 'not-applied', 'balanced'],
    ['lying', 12, 'verify-failed', 'balanced'],
    ['slow', 0, 'verified', 'fast'],
  ])(
    '22, 25: %s ends with %i (%s)',
    async (fault, code, last, after) => {
      await open('--fault', fault)
      const id = await plan('downshift', '--reason', 'slow')
      expect((await act('--yes', id)).code).toBe(code)
      expect((await stages()).at(-1)).toBe(last)
      expect(await mode()).toBe(after)
      expect((await stages()).filter((stage) => stage === 'sent')).toHaveLength(1)
    },
    90_000,
  )

  it('74: no secret is in the journal, in a plan, in an attempt or in what is printed', async () => {
    await open()
    const id = await plan('downshift', '--reason', 'slow')
    const ended = await act('--yes', id)
    const state = join(folder.path, 'state')
    const files = (await readdir(state, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    )
    expect(files.length).toBeGreaterThan(3)
    for (const { parentPath, name } of files)
      expect(await readFile(join(parentPath, name), 'utf8')).not.toContain(CANARY)
    expect(ended.stdout + ended.stderr).not.toContain(CANARY)
  }, 60_000)

  it('27: what is not kept is taken back', async () => {
    await open()
    const id = await plan('held', '--reason', 'slow')
    expect((await act('--yes', id)).stdout).toContain('keep it with')
    await expect.poll(stages, { timeout: 30_000 }).toContain('reverted')
    expect(await mode()).toBe('balanced')
  }, 90_000)

  it('27: what is kept stays', async () => {
    await open()
    const id = await plan('held', '--reason', 'slow', '--set', 'actions.held.hold=30s')
    const hold = ['--set', 'actions.held.hold=30s']
    expect((await act('--yes', id, ...hold)).stdout).toContain('keep it with')
    expect(await act('--keep', id, '--reason', 'it helps')).toMatchObject({ code: 0 })
    expect((await act('--keep', id)).code).toBe(10)
    expect((await stages()).slice(-2)).toEqual(['holding', 'kept'])
    expect(await mode()).toBe('fast')
  }, 60_000)

  // Who becomes root is told by sudo; without root everybody here is the same person, and stays it.
  it.skipIf(process.getuid?.() !== 0)(
    '28: what wants two people waits for another one, who approves it by its id',
    async () => {
      await open()
      const by = (user: string, ...args: string[]): Promise<Ended> =>
        run(['act', '--profile', profile, ...args], { ...ENV(), SUDO_USER: user })
      const planned = await by('kim', 'paired', '--reason', 'slow', '--plan-only')
      const [, id = ''] = /^plan ([0-9a-f]{12})$/m.exec(planned.stdout) ?? []
      expect(planned.stdout).toContain('another person approves it within 10m')
      expect((await by('lee', '--approve', id, '--yes', id)).code).toBe(10)
      expect(await by('kim', '--yes', id)).toMatchObject({
        code: 10,
        stdout: expect.stringContaining(`hypercare act --approve ${id}`),
      })
      expect(await stages()).toEqual(['planned', 'awaiting'])
      expect(await by('kim', '--approve', id, '--yes', id)).toMatchObject({
        code: 10,
        stderr: expect.stringContaining('kim has confirmed it already'),
      })
      expect(await by('lee', '--approve', id)).toMatchObject({
        code: 10,
        stderr: expect.stringContaining('nobody can be asked here'),
      })
      expect(await mode()).toBe('balanced')
      expect(await by('lee', '--approve', id, '--yes', id)).toMatchObject({ code: 0 })
      expect(await stages()).toEqual(['planned', 'awaiting', ...DONE.slice(1)])
      expect((await journal('show', '--json', '--filter', 'stage=confirmed')).stdout).toContain(
        '"sudoUser":"lee"',
      )
      expect((await by('max', '--approve', id, '--yes', id)).code).toBe(10)
      expect(await mode()).toBe('fast')
    },
    60_000,
  )

  it('79: journal verify names the line that was edited', async () => {
    await open()
    await plan('downshift', '--reason', 'slow')
    const file = join(folder.path, 'state/hypercare/test/journal.jsonl')
    await writeFile(file, (await readFile(file, 'utf8')).replace('slow', 'fine'))
    expect(await journal('verify')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('journal.jsonl:1:'),
    })
    expect(await act('downshift', '--reason', 'x')).toMatchObject({ code: 10 })
  }, 60_000)
})

describe('hypercare act at a terminal', () => {
  const ask = (...args: string[]): PtyProgram => {
    pty = openPty(process.execPath, argv(['act', '--profile', profile, ...args]), {
      columns: 150,
      rows: 50,
      env: ENV(),
    })
    return pty
  }
  const asked = (screen: string): boolean => screen.includes('anything else cancels')

  it.each<[name: string, typed: string]>([
    ['6: Enter', '\r'],
    ['another word', 'no\r'],
    ['8: the end of the input', '\x04'],
    ['9: a pasted text', '\x1b[200~y\x1b[201~\r'],
  ])(
    '%s cancels',
    async (_, typed) => {
      await open()
      const program = ask('downshift', '--reason', 'slow')
      await program.until(asked)
      program.type(typed)
      expect((await program.exited).exitCode).toBe(10)
      expect(await mode()).toBe('balanced')
      expect((await stages()).at(-1)).toBe('declined')
    },
    60_000,
  )

  it('5: high risk wants the name of what is changed', async () => {
    await open()
    const program = ask('creative', '--reason', 'slow')
    await program.until(asked)
    program.type('yes\r')
    expect((await program.exited).exitCode).toBe(10)
    expect(await mode()).toBe('balanced')
  }, 60_000)

  it('7, 8: what was typed before the plan could be read is dropped', async () => {
    await open()
    const program = ask('downshift', '--reason', 'slow')
    program.type('yes\r')
    await program.until(asked)
    expect(await mode()).toBe('balanced')
    program.type('\r')
    expect((await program.exited).exitCode).toBe(10)
  }, 60_000)

  it('19, 32: its lock is forced by its id alone, and what it did is found out afterwards', async () => {
    await open('--fault', 'slow')
    const slow = ['--set', 'sources.api.deadline=7s']
    const program = ask('downshift', '--reason', 'slow', ...slow)
    const [, id = ''] = /plan ([0-9a-f]{12})/.exec(await program.until(asked)) ?? []
    program.type('yes\r')
    await program.until((screen) => /^sent /m.test(screen))
    expect((await act('--force-lock', '000000000000')).code).toBe(10)
    expect((await act('--force-lock', id)).code).toBe(0)
    expect((await program.exited).exitCode).toBe(13)
    expect((await stages()).at(-1)).toBe('sent')
    const other = await act('creative', '--reason', 'x', '--plan-only')
    expect(other).toMatchObject({ code: 10, stderr: expect.stringContaining(`--reconcile ${id}`) })
    expect((await act('--reconcile', id)).code).toBe(0)
    expect((await stages()).at(-1)).toBe('verified')
    expect((await stages()).filter((stage) => stage === 'sent')).toHaveLength(1)
  }, 90_000)

  it('31: goes on when its terminal is gone', async () => {
    await open('--fault', 'slow')
    const program = ask('downshift', '--reason', 'slow')
    await program.until(asked)
    program.type('yes\r')
    await program.until((screen) => /^sent /m.test(screen))
    program.hangUp()
    await program.exited
    await expect.poll(stages, { timeout: 60_000, interval: 1_000 }).toContain('verified')
    expect(await mode()).toBe('fast')
  }, 90_000)
})
