import { afterEach, describe, expect, it } from 'vitest'
import type { PtyProgram } from '../support/pty.ts'
import { openStage, type Stage } from './acting.ts'
import { DEAD, openShell, openWatch } from './watch.ts'

const ESC = '\u001b'
let close: () => Promise<unknown>
afterEach(() => close())

/** All that was said so far. */
const said = (pty: PtyProgram): string => pty.output().replaceAll('\r', '')

const hear = async (pty: PtyProgram, text: string | RegExp, withinMs?: number): Promise<void> => {
  await pty.until(
    () => (typeof text === 'string' ? said(pty).includes(text) : text.test(said(pty))),
    withinMs,
  )
}

/** A dialog that has just been said hears nothing; what it hears is said in its line. */
async function typeFirst(pty: PtyProgram, key: string, heard: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    pty.type(key)
    const isHeard = await hear(pty, heard, 700).then(
      () => true,
      () => false,
    )
    if (isHeard) return
  }
  throw new Error(`${JSON.stringify(key)} was not heard:\n${said(pty)}`)
}

describe('a watch with --screen-reader', () => {
  it('adds lines, places nothing, and leaves the terminal as it was', async () => {
    const shell = openShell(['--screen-reader', ...DEAD])
    close = shell.dispose
    await hear(shell, 'hypercare: Fragrance AI production')
    await hear(shell, /source prometheus gives no answer: http:\/\/127\.0\.0\.1:1 refused the connection/)
    await hear(shell, /now (CRIT|STALE): /)
    shell.type('2')
    await hear(shell, 'panel 2 of 11: Breakers, ')
    shell.type('\r')
    await hear(shell, /qwen breaker: (UNKNOWN|STALE), /)
    shell.type('?')
    await hear(shell, 'q or Ctrl-C: Leave')
    shell.type('q')
    await hear(shell, /\nover\n/)
    expect(said(shell)).toContain('code=0')
    expect(said(shell)).toMatch(/\n-?icanon\n/)
    expect(said(shell)).not.toMatch(/\n-icanon\n/)
    const orders = [...shell.output().matchAll(/\u001b[^a-zA-Z]*[a-zA-Z]/g)].map(([order]) => order)
    expect(orders).toEqual([`${ESC}[?2004h`, `${ESC}[?2004l`])
    // Whatever is said is said in words.
    expect(said(shell)).not.toMatch(/[\u2500-\u25ff\u2800-\u28ff]/u)
  })

  it('works on a terminal that can place nothing, and by the environment', async () => {
    const pty = openWatch(DEAD, { env: { TERM: 'dumb', HYPERCARE_SCREEN_READER: '1' } })
    close = pty.dispose
    await hear(pty, 'hypercare: Fragrance AI production')
    pty.type('\u0003')
    expect((await pty.exited).exitCode).toBe(0)
  })

  it('goes from the key to verified in words, under the same rules', async () => {
    const stage: Stage = await openStage()
    close = stage.close
    const pty = stage.watch(['--screen-reader'])
    await hear(pty, 'now OK: 1 signal ok')
    pty.type('d')
    await hear(pty, 'note (why, in a few words): ')
    await typeFirst(pty, 'x', 'note (why, in a few words): x')
    pty.type('\r')
    await hear(pty, /step, POST http:\/\/127\.0\.0\.1:\d+\/admin\/set-mode \{"mode":"fast"\}/)
    await hear(pty, 'type yes to confirm: ')
    await typeFirst(pty, '#', 'type yes to confirm: #')
    // Neither a paste nor Enter is a yes.
    pty.type(`${ESC}[200~yes${ESC}[201~`)
    await hear(pty, /type yes to confirm: #+\ntype yes to confirm: $/)
    expect(await stage.mode()).toBe('balanced')
    for (const typed of ['y', 'ye']) {
      pty.type(typed.slice(-1))
      await hear(pty, `\ntype yes to confirm: ${typed}`)
    }
    pty.type('s')
    await hear(pty, 'handed over to a runner')
    await hear(pty, /Downshift: verified, /, 40_000)
    expect(await stage.mode()).toBe('fast')
  }, 90_000)
})
