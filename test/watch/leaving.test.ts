import { constants } from 'node:os'
import { afterEach, describe, expect, it } from 'vitest'
import { argv, sets } from '../cli/program.ts'
import { hang, startMisbehaving } from '../support/misbehaving.ts'
import { openPty, type PtyProgram } from '../support/pty.ts'
import { isStopped } from '../support/stopped.ts'
import { DEAD, hasFooter, hasHelp, openShell, openWatch } from './watch.ts'

const open: PtyProgram[] = []
afterEach(async () => {
  for (const pty of open.splice(0)) await pty.dispose()
})

async function watching() {
  const shell = openShell(DEAD)
  open.push(shell)
  await shell.until(hasFooter)
  expect(shell.emulator.buffer.active.type).toBe('alternate')
  return shell
}

/** The shell's last words; the terminal is as it was found. */
async function restored(pty: PtyProgram): Promise<string> {
  const screen = await pty.until((text) => /^over$/m.test(text))
  const { emulator } = pty
  expect(emulator.buffer.active.type).toBe('normal')
  expect(screen).toMatch(/^before\npid=\d+\ncode=\d+\n/)
  for (const mode of ['isig', 'icanon', 'icrnl', 'echo'])
    expect(screen).toMatch(new RegExp(`^${mode} ?$`, 'm'))
  expect(pty.output().lastIndexOf('\u001b[?25h')).toBeGreaterThan(pty.output().lastIndexOf('\u001b[?25l'))
  expect(emulator.modes).toMatchObject({
    bracketedPasteMode: false,
    wraparoundMode: true,
    synchronizedOutputMode: false,
    mouseTrackingMode: 'none',
  })
  return screen
}

describe('48: leaving gives the terminal back', () => {
  const ways: readonly (readonly [string, (pty: Awaited<ReturnType<typeof watching>>) => void, number])[] = [
    ['q', (pty) => pty.type('q'), 0],
    ['Ctrl-C', (pty) => pty.type('\u0003'), 0],
    ['SIGTERM', (pty) => process.kill(pty.watchPid(), 'SIGTERM'), 143],
    ['SIGHUP', (pty) => process.kill(pty.watchPid(), 'SIGHUP'), 129],
    ['SIGINT', (pty) => process.kill(pty.watchPid(), 'SIGINT'), 130],
  ]
  it.each(ways)('%s', async (_, leave, code) => {
    const pty = await watching()
    leave(pty)
    expect(await restored(pty)).toContain(`code=${code}\n`)
    expect(pty.output()).not.toContain('defect')
  })

  it('50: to the shell while it is stopped, and is there again when it goes on', async () => {
    const pty = await watching()
    process.kill(pty.watchPid(), 'SIGTSTP')
    await pty.until(() => pty.emulator.buffer.active.type === 'normal' && isStopped(pty.watchPid()))
    process.kill(pty.watchPid(), 'SIGCONT')
    await pty.until((screen) => pty.emulator.buffer.active.type === 'alternate' && hasFooter(screen))
    pty.type('?')
    await pty.until(hasHelp)
    pty.type('q')
    expect(await restored(pty)).toContain('code=0\n')
  })

  it('at once, though every server keeps it waiting', async () => {
    const server = await startMisbehaving(hang)
    const urls = ['prometheus', 'backend', 'alertmanager'].map((id) => [`sources.${id}.url`, server.url])
    const pty = openWatch([...DEAD, ...sets(Object.fromEntries(urls))])
    open.push(pty)
    await pty.until((screen) => hasFooter(screen) && server.open() >= 3)
    const askedAt = performance.now()
    pty.type('q')
    expect(await pty.exited).toEqual({ exitCode: 0, signal: 0 })
    // Their deadline is 4 s.
    expect(performance.now() - askedAt).toBeLessThan(2_000)
    await server.close()
  })

  it('52: a terminal that goes away ends it', async () => {
    const pty = openWatch(DEAD)
    await pty.until(hasFooter)
    pty.hangUp()
    const { exitCode, signal } = await pty.exited
    // The end of its input may be seen before the kernel's SIGHUP, or after it.
    expect([129, 'SIGHUP']).toContain(signal === constants.signals.SIGHUP ? 'SIGHUP' : exitCode)
  })
})

describe('terminals that can do less', () => {
  it('54: TERM=dumb: a sentence that names the way out, exit 3, nothing painted', async () => {
    const pty = openPty('env', ['TERM=dumb', process.execPath, ...argv(['watch', ...DEAD])])
    open.push(pty)
    const { exitCode } = await pty.exited
    expect(exitCode).toBe(3)
    expect(pty.output()).toMatch(/TERM=dumb.*hypercare snapshot/s)
    expect(pty.output()).not.toContain('\u001b')
  })

  it('54: NO_COLOR: not one colour, but levels are still told apart', async () => {
    const pty = openWatch(DEAD, { env: { NO_COLOR: '1' } })
    open.push(pty)
    const screen = await pty.until((text) => hasFooter(text) && text.includes('✖ prom'))
    expect(screen).toContain('? UNKNOWN')
    const codes = [...pty.output().matchAll(/\u001b\[([\d;:]*)m/g)].flatMap(([, list = '']) =>
      list.split(/[;:]/),
    )
    expect(codes.filter((code) => Number(code) >= 30)).toEqual([])
  })

  it('54: LANG=C: nothing but ASCII leaves it', async () => {
    const env = { LC_ALL: 'C', LANG: 'C', LC_CTYPE: undefined }
    const pty = openWatch(DEAD, { env })
    open.push(pty)
    await pty.until((text) => hasFooter(text) && text.includes('refused the connection'))
    pty.type('?')
    await pty.until(hasHelp)
    pty.type('\u001b')
    await pty.until((text) => !hasHelp(text))
    pty.type('\r')
    await pty.until((text) => text.includes('Esc back'))
    pty.type('q')
    await pty.exited
    expect(pty.output().match(/[^\n]{0,20}[^\0-\x7f][^\n]{0,20}/g) ?? []).toEqual([])
  })
})
