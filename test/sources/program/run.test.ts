import { chmodSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { type ProgramOptions, runProgram } from '../../../src/sources/program/run.ts'
import { createStubs, isRunning, untilGone } from './stub.ts'

const stubs = createStubs()
afterAll(() => stubs.remove())

const options = (over: Partial<ProgramOptions> = {}): ProgramOptions => ({
  deadlineMs: 10_000,
  maxBytes: 100_000,
  signal: new AbortController().signal,
  ...over,
})

describe('runProgram', () => {
  it.each([
    ['success', 'echo out; echo err >&2', 0, 'out\n', 'err\n'],
    ['an exit code', 'echo "No devices were found"; exit 6', 6, 'No devices were found\n', ''],
    ['no output at all', ':', 0, '', ''],
    ['standard input that is closed', 'cat; echo done', 0, 'done\n', ''],
    ['bytes that are no UTF-8', "printf 'a\\377b'", 0, 'a\ufffdb', ''],
  ])('tells of %s', async (name, body, code, stdout, stderr) => {
    const path = stubs.script(`ends-${name.replaceAll(' ', '-')}`, body)
    expect(await runProgram([path], options())).toEqual({ ok: true, code, stdout, stderr })
  })

  it('hands arguments over as they are, without a shell', async () => {
    const path = stubs.script('arguments', 'printf "%s\\n" "$@"')
    const words = ['$(id)', '; rm -rf /', '*', "it's", '']
    expect(await runProgram([path, ...words], options())).toMatchObject({ stdout: `${words.join('\n')}\n` })
  })

  it('gives the environment it is told, and nothing else', async () => {
    const path = stubs.script('environment', 'echo "$ONE|$HOME"')
    expect(await runProgram([path], options({ env: { ONE: '1' } }))).toMatchObject({ stdout: '1|\n' })
  })

  it('runs where it is told to', async () => {
    expect(await runProgram(['pwd'], options({ cwd: '/' }))).toMatchObject({ stdout: '/\n' })
  })

  it.each([
    ['a missing program', ['hypercare-has-no-such-program'], 'missing-program', /not installed/],
    ['an empty command', [], 'config', /empty/],
    ['a NUL character', ['echo', 'a\0b'], 'config', /NUL/],
    ['a program that kills itself', ['sh', '-c', 'kill -SEGV $$'], 'program-failed', /SIGSEGV/],
  ])('says what is wrong with %s', async (_, argv, kind, message) => {
    const result = await runProgram(argv, options())
    expect(result).toMatchObject({ ok: false, failure: { kind, message: expect.stringMatching(message) } })
  })

  it('says that a file may not be executed', async () => {
    const path = stubs.script('not-executable', 'echo hello')
    chmodSync(path, 0o644)
    const result = await runProgram([path], options())
    expect(result).toMatchObject({
      failure: { kind: 'program-failed', message: expect.stringMatching(/may not/) },
    })
  })

  it('kills a hung program with its grandchildren at the deadline', async () => {
    const path = stubs.script(
      'hangs',
      `sleep 600 & echo $! > ${stubs.folder}/grandchild; echo $$ > ${stubs.folder}/child; wait`,
    )
    const begun = performance.now()
    const result = await runProgram([path], options({ deadlineMs: 2_000 }))
    expect(performance.now() - begun).toBeLessThan(5_000)
    expect(result).toMatchObject({ ok: false, failure: { kind: 'timeout' } })
    await untilGone(await stubs.pid('child'))
    await untilGone(await stubs.pid('grandchild'))
    if (!result.ok) await result.gone
  })

  it('stops a program when it is told to', async () => {
    const path = stubs.script('told-to-stop', `echo $$ > ${stubs.folder}/told; exec sleep 600`)
    const controller = new AbortController()
    const running = runProgram([path], options({ signal: controller.signal }))
    const pid = await stubs.pid('told')
    expect(isRunning(pid)).toBe(true)
    controller.abort()
    expect(await running).toMatchObject({ ok: false, failure: { kind: 'timeout' } })
    await untilGone(pid)
  })

  it('starts nothing under a signal that is aborted already', async () => {
    const path = stubs.script('never', `touch ${stubs.folder}/started`)
    const result = await runProgram([path], options({ signal: AbortSignal.abort() }))
    expect(result).toMatchObject({ ok: false, failure: { kind: 'timeout' } })
  })

  it('stops a program that prints without end', async () => {
    const path = stubs.script('prints', `echo $$ > ${stubs.folder}/printer; exec yes`)
    const result = await runProgram([path], options({ maxBytes: 50_000 }))
    expect(result).toMatchObject({ ok: false, failure: { kind: 'too-large' } })
    await untilGone(await stubs.pid('printer'))
  })

  it('keeps only the beginning of standard error', async () => {
    const path = stubs.script('complains', 'yes complaint | head -c 300000 >&2; exit 3')
    const result = await runProgram([path], options())
    expect(result).toMatchObject({ ok: true, code: 3 })
    if (result.ok) expect(result.stderr.length).toBe(16_384)
  })

  it('leaves no process behind that was started in the background', async () => {
    const path = stubs.script('background', `sleep 600 & echo $! > ${stubs.folder}/left; echo ok`)
    expect(await runProgram([path], options())).toMatchObject({ ok: true, stdout: 'ok\n' })
    await untilGone(await stubs.pid('left'))
  })

  it('does not wait for a daemon that holds the pipes', async () => {
    const path = stubs.script(
      'daemon',
      `setsid sh -c 'echo $$ > ${stubs.folder}/daemon.pid; exec sleep 600' &
       while [ ! -s ${stubs.folder}/daemon.pid ]; do :; done; echo ok`,
    )
    const begun = performance.now()
    const result = await runProgram([path], options())
    const pid = await stubs.pid('daemon.pid')
    process.kill(pid, 'SIGKILL')
    expect(result).toMatchObject({ ok: true, code: 0, stdout: 'ok\n' })
    expect(performance.now() - begun).toBeLessThan(5_000)
  })
})
