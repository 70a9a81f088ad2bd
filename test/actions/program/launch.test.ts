import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type LaunchOptions, launch, type ProgramStep } from '../../../src/actions/program/launch.ts'
import { isStillRunning } from '../../../src/actions/program/process.ts'
import { createStubs, isRunning, untilGone } from '../../sources/program/stub.ts'

const stubs = createStubs()
afterAll(() => stubs.remove())

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(stubs.folder, 'attempt-'))
})

const step = (argv: readonly string[], over: Partial<ProgramStep> = {}): ProgramStep => ({
  kind: 'program',
  argv,
  env: {},
  cwd: null,
  ...over,
})

const options = (over: Partial<LaunchOptions> = {}): LaunchOptions => ({
  attempt: { key: 'k', folder },
  env: process.env,
  signal: new AbortController().signal,
  givenUp: 'left-alone',
  ...over,
})

describe('launch', () => {
  it('keeps both outputs in the attempt’s folder and tells the exit code', async () => {
    const path = stubs.script('both', 'echo out; echo err >&2; exit 3')
    expect(await launch(step([path]), options())).toEqual({
      kind: 'exited',
      code: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    })
    expect(readFileSync(join(folder, 'stderr'), 'utf8')).toBe('err\n')
    expect(await isStillRunning(folder)).toBe(false)
  })

  it('puts the environment of the step over that of the runner, and runs where it is told', async () => {
    const path = stubs.script('where', 'echo "$ONE|$TWO|$PWD"')
    const result = await launch(
      step([path], { env: { TWO: 'two' }, cwd: '/' }),
      options({ env: { ONE: '1', TWO: '2' } }),
    )
    expect(result).toMatchObject({ stdout: '1|two|/\n' })
  })

  it.each<[why: string, argv: readonly string[], cwd: string | null, message: RegExp]>([
    ['a missing program', ['hypercare-has-no-such-program'], null, /not installed/],
    ['an empty command', [], null, /empty/],
    ['a missing folder', ['true'], '/no/such/folder', /folder \/no\/such\/folder is not there/],
  ])('starts nothing with %s', async (_, argv, cwd, message) => {
    expect(await launch(step(argv, { cwd }), options())).toMatchObject({
      kind: 'not-started',
      failure: { message: expect.stringMatching(message) },
    })
  })

  it('starts nothing where the output has no place, nor twice in one folder', async () => {
    const path = stubs.script('once', `echo once >> ${stubs.folder}/count`)
    const nowhere = { key: 'k', folder: join(folder, 'missing') }
    expect(await launch(step([path]), options({ attempt: nowhere }))).toMatchObject({ kind: 'not-started' })
    expect(await launch(step([path]), options())).toMatchObject({ kind: 'exited' })
    expect(await launch(step([path]), options())).toMatchObject({ kind: 'not-started' })
    expect(readFileSync(join(stubs.folder, 'count'), 'utf8')).toBe('once\n')
  })

  it('starts nothing under a signal that is aborted already', async () => {
    expect(await launch(step(['true']), options({ signal: AbortSignal.abort() }))).toMatchObject({
      kind: 'not-started',
    })
  })

  it('tells the signal that killed it', async () => {
    expect(await launch(step(['sh', '-c', 'kill -TERM $$']), options())).toEqual({
      kind: 'killed',
      by: 'SIGTERM',
    })
  })

  it.each(['left-alone', 'ended'] as const)('35: given up, it is %s, and others see it', async (givenUp) => {
    const path = stubs.script(`hangs-${givenUp}`, `echo $$ > ${folder}/pid; exec sleep 600`)
    const controller = new AbortController()
    const launched = launch(step([path]), options({ signal: controller.signal, givenUp }))
    const pid = await stubs.pid(`${folder.slice(stubs.folder.length)}/pid`)
    expect(await isStillRunning(folder)).toBe(true)
    controller.abort()
    expect(await launched).toEqual({ kind: 'given-up' })
    if (givenUp === 'left-alone') {
      expect(isRunning(pid)).toBe(true)
      expect(await isStillRunning(folder)).toBe(true)
      process.kill(pid, 'SIGKILL')
    }
    await untilGone(pid)
    expect(await isStillRunning(folder)).toBe(false)
  })

  it('31: leads a session of its own', async () => {
    const path = stubs.script('session', 'cut -d" " -f1,5,6 /proc/$$/stat')
    const result = await launch(step([path]), options())
    const [pid, group, session] = result.kind === 'exited' ? result.stdout.trim().split(' ') : []
    expect(Number(pid)).toBeGreaterThan(0)
    expect([group, session]).toEqual([pid, pid])
  })

  it('does not take a process for its own that came later under the same pid', async () => {
    const other = mkdtempSync(join(tmpdir(), 'hypercare-mark-'))
    writeFileSync(join(other, 'process'), `${process.pid} 1\n`)
    expect(await isStillRunning(other)).toBe(false)
    rmSync(other, { recursive: true })
  })
})
