import { rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bundleFixture, openPty, type PtyProgram } from '../../support/pty.ts'
import { isStopped } from '../../support/stopped.ts'

let program: string
const open: PtyProgram[] = []

beforeAll(async () => {
  program = await bundleFixture(resolve(import.meta.dirname, 'fixture/program.tsx'))
})
afterEach(async () => {
  for (const pty of open.splice(0)) await pty.dispose()
})
afterAll(() => rmSync(dirname(program), { recursive: true, force: true }))

/** The program under a shell that tells afterwards what it left behind, once `first` is done. */
function start(first = 'true'): PtyProgram {
  const script = `printf 'before\\n'; '${process.execPath}' '${program}'; echo "code=$?"; ${first}; stty -a | grep -o '[-]*icanon\\|[-]*echo \\|[-]*isig'; echo over`
  const pty = openPty('bash', ['-c', script])
  open.push(pty)
  return pty
}

/** The pid that the program shows once it runs. */
async function running(pty: PtyProgram): Promise<number> {
  const screen = await pty.until((text) => /pid \d+ size 80x24/.test(text))
  expect(pty.emulator.buffer.active.type).toBe('alternate')
  return Number(/pid (\d+)/.exec(screen)?.[1])
}

/** Waits for the shell's last word and checks that the terminal is as it was found. */
async function restored(pty: PtyProgram): Promise<string> {
  const screen = await pty.until((text) => text.includes('over'))
  expect(pty.emulator.buffer.active.type).toBe('normal')
  expect(screen).toMatch(/^before\n/)
  expect(screen).toMatch(/^icanon$/m)
  expect(screen).toMatch(/^isig$/m)
  expect(screen).toMatch(/^echo ?$/m)
  expect(pty.output().lastIndexOf('\u001b[?25h')).toBeGreaterThan(pty.output().lastIndexOf('\u001b[?25l'))
  expect(pty.emulator.modes.bracketedPasteMode).toBe(false)
  expect(pty.emulator.modes.wraparoundMode).toBe(true)
  expect(pty.emulator.modes.synchronizedOutputMode).toBe(false)
  return screen
}

describe('the terminal is as it was found', () => {
  it('after q, with the code that was asked for', async () => {
    const pty = start()
    await running(pty)
    pty.type('q')
    expect(await restored(pty)).toContain('code=3\n')
  })

  const signals: readonly (readonly [NodeJS.Signals, number])[] = [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ]
  it.each(signals)('48: after %s, with code %i', async (signal, code) => {
    const pty = start()
    process.kill(await running(pty), signal)
    expect(await restored(pty)).toContain(`code=${code}\n`)
  })

  const crashes: readonly (readonly [string, string, string])[] = [
    ['an error that nobody caught', 'e', 'thrown by nobody'],
    ['a rejection that nobody caught', 'r', 'rejected by nobody'],
    ['an error of a component', 't', 'thrown by a component'],
  ]
  it.each(crashes)(
    '48, 56: after %s, with code 70 and one paragraph without escapes',
    async (_, key, message) => {
      const pty = start()
      await running(pty)
      pty.type(key)
      const screen = await restored(pty)
      expect(screen).toContain('code=70\n')
      expect(screen.replaceAll('\n', '')).toContain(message)
      expect(pty.output()).not.toContain('\u001b]')
    },
  )
})

describe('49: a program that had no time to give the terminal back', () => {
  it.each([
    ['SIGKILL', 137],
    ['SIGABRT', 134],
  ] as const)('%s: its guard gives it back', async (signal, code) => {
    const pty = start("until stty -a | grep -q ' icanon'; do :; done")
    process.kill(await running(pty), signal)
    await restored(pty)
    // On whichever screen the shell told it.
    expect(pty.output()).toContain(`code=${code}`)
  })

  it('while it was suspended: the terminal is left to whoever has it', async () => {
    const pty = start()
    const pid = await running(pty)
    process.kill(pid, 'SIGTSTP')
    await pty.until(() => pty.output().includes('\u001b[?1049l'))
    const written = pty.output().length
    process.kill(pid, 'SIGKILL')
    await restored(pty)
    expect(pty.output().slice(written)).not.toContain('\u001b[?1049l')
  })
})

describe('Ctrl-Z', () => {
  it('50: gives the terminal to the shell, and fg brings everything back', async () => {
    const pty = openPty('bash', ['--norc', '--noprofile', '-i'], { env: { PS1: '$ ' } })
    open.push(pty)
    await pty.until((text) => text.includes('$'))
    pty.type(`'${process.execPath}' '${program}'\r`)
    await running(pty)
    pty.type('abc')
    await pty.until((text) => text.includes('keys [abc]'))
    pty.type('\u001a')
    await pty.until((text) => text.includes('Stopped'))
    expect(pty.emulator.buffer.active.type).toBe('normal')
    pty.type('stty -a | grep -o " icanon"; fg\r')
    await pty.until((text) => text.includes('keys [abc]'))
    expect(pty.emulator.buffer.active.type).toBe('alternate')
    pty.type('d')
    await pty.until((text) => text.includes('keys [abcd]'))
    pty.type('q')
    await pty.until((text) => text.includes('icanon'))
  })

  it('50: goes on where nobody could continue it', async () => {
    const pty = openPty(process.execPath, [program])
    open.push(pty)
    await running(pty)
    pty.type('\u001a')
    await pty.until(() => pty.output().includes('\u001b[?1049l'))
    await pty.until((text) => text.includes('keys []'))
    pty.type('x')
    await pty.until((text) => text.includes('keys [x]'))
  })

  it('50: a stop and a continuation from outside repaint it', async () => {
    const pty = start()
    const pid = await running(pty)
    process.kill(pid, 'SIGTSTP')
    await pty.until(() => pty.output().includes('\u001b[?1049l') && isStopped(pid))
    process.kill(pid, 'SIGCONT')
    await pty.until((text) => text.includes('keys []'))
    pty.type('y')
    await pty.until((text) => text.includes('keys [y]'))
    pty.type('q')
    expect(await restored(pty)).toContain('code=3\n')
  })
})

describe('resize', () => {
  it('lays out and paints anew', async () => {
    const pty = start()
    await running(pty)
    pty.resize(50, 10)
    const screen = await pty.until((text) => text.includes('size 50x10'))
    expect(screen.split('\n')[9]).toMatch(/^╰─{48}╯$/)
  })

  it('53: survives a storm down to one cell', async () => {
    const pty = start()
    await running(pty)
    for (let i = 0; i < 60; i += 1) pty.resize(2 + ((i * 37) % 90), 1 + ((i * 13) % 40))
    pty.resize(2, 1)
    pty.resize(80, 24)
    await pty.until((text) => text.includes('size 80x24') && text.split('\n')[23]?.startsWith('╰') === true)
  })
})
