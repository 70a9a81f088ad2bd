import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openPty, type PtyProgram } from '../support/pty.ts'
import { argv, run } from './program.ts'

const folders: string[] = []
const ptys: PtyProgram[] = []
afterEach(async () => {
  for (const pty of ptys.splice(0)) await pty.dispose()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

/** Where a person keeps their own keys. */
function configHome(keys: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hypercare-keys-'))
  folders.push(folder)
  mkdirSync(join(folder, 'hypercare'))
  writeFileSync(join(folder, 'hypercare', 'keys.yaml'), keys)
  return folder
}

async function watchDemo(keys = ''): Promise<PtyProgram> {
  const pty = openPty(process.execPath, argv(['demo']), {
    columns: 120,
    rows: 36,
    env: { XDG_CONFIG_HOME: configHome(keys) },
  })
  ptys.push(pty)
  await pty.until((screen) => /qwen +● closed/.test(screen), 20_000)
  return pty
}

const PASTE = '\u001b[200~'
const PASTE_END = '\u001b[201~'

/** Keys one after the other, each in a read of its own, as somebody types them: the line shows one before the next. */
async function typeLine(pty: PtyProgram, sign: string, text: string): Promise<void> {
  pty.type(sign)
  for (let length = 0; length <= text.length; length += 1) {
    const line = ` ${sign} ${text.slice(0, length)}_`
    await pty.until((screen) => screen.split('\n').at(-1)?.startsWith(line) === true)
    if (length < text.length) pty.type(text.charAt(length))
  }
}

describe('finding one’s way with a real keyboard', () => {
  it('by the palette, by the filter, and out', async () => {
    const pty = await watchDemo()
    await typeLine(pty, ':', 'jour')
    expect(pty.screen()).toMatch(/▸ journal +j +What was done/)
    pty.type('\r')
    await pty.until((screen) => screen.includes('nothing was done yet'))
    pty.type('\u001b')
    await pty.until((screen) => /qwen +● closed/.test(screen))
    await typeLine(pty, '/', 'breakers')
    pty.type('\r')
    await pty.until((screen) => /filter: breakers · \d+ of 11 panels · Esc clears/.test(screen))
    expect(pty.screen()).not.toContain('Traffic share')
    pty.type('\u001b')
    await pty.until((screen) => screen.includes('Traffic share') && !screen.includes('filter: '))
    pty.type('?')
    await pty.until((screen) => screen.includes('Here: all panels') && /1–\d+ of \d+/.test(screen))
    pty.type('\u0003')
    expect(await pty.exited).toEqual({ exitCode: 0, signal: 0 })
  })

  it('9: a paste is text, also one whose end never comes', async () => {
    const pty = await watchDemo()
    await typeLine(pty, ':', '')
    pty.type(`${PASTE}down${PASTE_END}`)
    await pty.until((screen) => screen.includes(': down_'))
    pty.type(`${PASTE}shift\r`)
    await pty.until((screen) => screen.includes(': downshift _'))
    // The keyboard is heard again, and what was pasted has opened nothing.
    pty.type('\u0015')
    await pty.until((screen) => screen.includes(' : _'))
    expect(pty.screen()).not.toContain('nothing is done yet')
    pty.type('\u0003')
    await pty.until((screen) => !screen.includes('cancels'))
  })

  it('Ctrl-C twice leaves, whatever is in the way', async () => {
    const pty = await watchDemo()
    await typeLine(pty, ':', 'downshift')
    pty.type('\r')
    await pty.until((screen) => screen.includes('nothing is done yet'))
    pty.type('\u0003')
    pty.type('\u0003')
    expect(await pty.exited).toEqual({ exitCode: 0, signal: 0 })
  })
})

describe('keys of one’s own', () => {
  it('are those of the screen', async () => {
    const pty = await watchDemo('gates: ctrl+g\nhelp: null\n')
    pty.type('\u0007')
    await pty.until((screen) => screen.includes('deployed ') && screen.includes('Ctrl-G gates'))
    expect(pty.screen()).not.toContain('? help')
  })

  it('with mistakes: every one with its place, exit 1', async () => {
    const home = configHome('gates: d\njurnal: J\n')
    const { code, stderr } = await run(['demo'], { XDG_CONFIG_HOME: home })
    expect(code).toBe(1)
    expect(stderr.trimEnd().split('\n')).toEqual([
      `${home}/hypercare/keys.yaml:1:8: the key "d" is that of actions.downshift`,
      `${home}/hypercare/keys.yaml:2:1: there is no command "jurnal"; did you mean "journal"?`,
    ])
  })
})
