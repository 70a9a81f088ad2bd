import { execFile } from 'node:child_process'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { argv, type Folder, openFolder, ROOT } from '../cli/program.ts'
import { eventually } from '../support/eventually.ts'
import { isMissing } from '../support/processes.ts'
import type { PtyProgram } from '../support/pty.ts'
import { DEAD, hasFooter, linesOf, openWatch } from './watch.ts'

const CTRL_S = '\u0013'

let folder: Folder
let pty: PtyProgram
beforeAll(async () => {
  folder = await openFolder()
  pty = openWatch(DEAD, { env: { XDG_STATE_HOME: folder.path, TMUX: undefined } })
  await pty.until((screen) => hasFooter(screen) && screen.includes('✖ prom'))
})
afterAll(async () => {
  await pty.dispose()
  await folder.remove()
})

/** What was put into the clipboard so far. */
const clipboards = (): readonly string[] =>
  [...pty.output().matchAll(/\u001b\]52;c;([A-Za-z0-9+/=]*)\u0007/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString(),
  )

describe('taken along from a watch', () => {
  it('y copies the focused panel, and says so', async () => {
    pty.type('y')
    await pty.until((screen) => /● copied \d+ lines, if the terminal allows it \(OSC 52\)/.test(screen))
    expect(clipboards().at(-1)).toMatch(/^Latency p95 · 5m {2}\? UNKNOWN\n/)
  })

  it('Y copies what is wrong in one line', async () => {
    pty.type('Y')
    await pty.until((screen) => screen.includes('● copied 1 line,'))
    expect(clipboards().at(-1)).toMatch(/^✖ CRIT [^\n]+ · Fragrance AI production · [^\n]+ UTC$/)
  })

  it('Ctrl-S keeps the screen as text and as a picture, for its owner alone', async () => {
    pty.type(CTRL_S)
    const shown = await pty.until((screen) => screen.includes('● kept '))
    const kept = join(folder.path, 'hypercare/fragrance-ai/screens')
    const files = (await readdir(kept)).sort()
    expect(files).toEqual([
      expect.stringMatching(/^[\dT-]{19}\.svg$/),
      expect.stringMatching(/^[\dT-]{19}\.txt$/),
    ])
    for (const file of files) expect((await stat(join(kept, file))).mode & 0o777, file).toBe(0o600)
    expect(shown).toContain(files[0])
    const [svg = '', text = ''] = await Promise.all(files.map((file) => readFile(join(kept, file), 'utf8')))
    expect(XMLValidator.validate(svg)).toBe(true)
    expect(linesOf(text.trimEnd())).toHaveLength(36)
    // It is the screen of that moment; the clock went on.
    expect(linesOf(text)[0]).toMatch(/^ hypercare {2}Fragrance AI · production/)
    expect(linesOf(text)[35]).toBe(linesOf(shown)[35])
  })

  it('the notice goes away by itself', async () => {
    await pty.until((screen) => !screen.includes('● kept '))
  })
})

const isUnable = isMissing('tmux')
const SERVER = ['-L', `hypercare-copy-${process.pid}`, '-f', '/dev/null']
const tmux = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('tmux', [...SERVER, ...args], { cwd: ROOT })).stdout

describe.skipIf(isUnable)('in tmux with set-clipboard on', () => {
  afterAll(() => tmux('kill-server'))

  it('the copy is in its buffer', async () => {
    const watch = [process.execPath, ...argv(['watch', ...DEAD])].map((word) => `'${word}'`).join(' ')
    await tmux('new-session', '-d', '-s', 'copy', '-x', '120', '-y', '36', 'exec cat')
    await tmux('set', '-s', 'set-clipboard', 'on')
    await tmux('respawn-pane', '-k', '-t', 'copy', `LC_ALL=C.UTF-8 ${watch}`)
    const until = (isSo: (screen: string) => boolean): Promise<void> =>
      eventually(async () => {
        const screen = await tmux('capture-pane', '-p', '-t', 'copy')
        expect(isSo(screen), screen).toBe(true)
      })
    await until((screen) => screen.includes('✖ prom'))
    await tmux('send-keys', '-t', 'copy', 'Y')
    await until((screen) => screen.includes('● copied 1 line, if tmux may: set -g set-clipboard on'))
    await eventually(async () =>
      expect(await tmux('show-buffer')).toMatch(/^✖ CRIT .* · Fragrance AI production/),
    )
  })
})
