import { rename } from 'node:fs/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Folder, openFolder, sets } from '../cli/program.ts'
import { type ShownCell, shownCells } from '../support/emulator.ts'
import { eventually } from '../support/eventually.ts'
import type { PtyOptions, PtyProgram } from '../support/pty.ts'
import { DEAD, hasFooter, openWatch } from './watch.ts'

let folder: Folder
const open: PtyProgram[] = []

beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.remove())
afterEach(async () => {
  await Promise.all(open.splice(0).map((pty) => pty.dispose()))
})

async function watch(args: readonly string[], options?: PtyOptions): Promise<PtyProgram> {
  const pty = openWatch([...DEAD, ...args], options)
  open.push(pty)
  await pty.until(hasFooter)
  return pty
}

/** The first cell of the program's name, which is drawn in the role `accent`. */
const nameCell = ({ emulator }: PtyProgram): ShownCell | undefined => shownCells(emulator)[0]?.[1]
/** The first cell of the name of the system under watch. */
const systemCell = ({ emulator }: PtyProgram): ShownCell | undefined => shownCells(emulator)[0]?.[12]

const isDrawnIn = (pty: PtyProgram, fg: string): Promise<void> =>
  eventually(() => expect(nameCell(pty)).toMatchObject({ text: 'h', fg }))

const theme = (accent: string): string => `extends: dark\nroles:\n  accent: { color: ${accent} }\n`

describe('a theme of one’s own', () => {
  it('is followed while it is edited; of a mistake the screen tells the place and keeps the colours', async () => {
    const file = await folder.write('mine.yaml', theme('"#ff8700"'))
    const pty = await watch(['--theme', file])
    await isDrawnIn(pty, '208')
    await folder.write('mine.yaml', theme('"#010203"'))
    await isDrawnIn(pty, '#010203')
    const broken = await folder.write('broken.yaml', theme('orange'))
    await rename(broken, file)
    const told = await pty.until((screen) => screen.includes('theme not taken'))
    expect(told).toMatch(/▲ theme not taken: \S+mine\.yaml:3:20: "orange" is not a colour/)
    expect(nameCell(pty)?.fg).toBe('#010203')
    await folder.write('mine.yaml', theme('green'))
    await isDrawnIn(pty, '2')
    await pty.until((screen) => !screen.includes('theme not taken') && hasFooter(screen))
  })

  it('that has a mistake from the start is not shown: each is told with its place', async () => {
    const file = await folder.write(
      'wrong.yaml',
      'extends: dark\nroles:\n  crti: {}\n  ok: { color: gren }\n',
    )
    const pty = openWatch([...DEAD, '--theme', file])
    open.push(pty)
    expect((await pty.exited).exitCode).toBe(1)
    expect(pty.output()).toContain('wrong.yaml:3:3: unknown key "crti" in roles; did you mean "crit"?')
    expect(pty.output()).toContain('wrong.yaml:4:16: "gren" is not a colour')
  })
})

describe('who is heard', () => {
  const ofProfile = sets({ theme: 'light', glyphs: 'ascii' })

  it('the profile, where nobody else speaks', async () => {
    const pty = await watch(ofProfile)
    await isDrawnIn(pty, '26')
    expect(pty.screen()).toContain('+> 1 Latency')
  })

  it('the environment before the profile', async () => {
    const pty = await watch(ofProfile, {
      env: { HYPERCARE_THEME: 'high-contrast', HYPERCARE_GLYPHS: 'console' },
    })
    await isDrawnIn(pty, '51')
    expect(pty.screen()).toContain('┌► 1 Latency')
  })

  it('the command line before both', async () => {
    const env = { HYPERCARE_THEME: 'high-contrast', HYPERCARE_GLYPHS: 'console' }
    const pty = await watch([...ofProfile, '--theme', 'ansi16', '--glyphs', 'block'], { env })
    await isDrawnIn(pty, '6')
    expect(pty.screen()).toContain('╭▸ 1 Latency')
  })

  it.each([
    ['--theme', 'drak', /There is no theme "drak".*did you mean "dark"\?/],
    ['--glyphs', 'brail', /Allowed choices are braille, block, console, ascii/],
  ])('nobody by %s %s', async (option, value, sentence) => {
    const pty = openWatch([...DEAD, option, value])
    open.push(pty)
    expect((await pty.exited).exitCode).toBe(2)
    expect(pty.output().replaceAll(/\s+/g, ' ')).toMatch(sentence)
  })
})

describe('colours', () => {
  it.each([
    [{ FORCE_COLOR: '1' }, '14'],
    [{ TERM: 'xterm-256color', COLORTERM: undefined }, '80'],
    [{ NO_COLOR: '1' }, 'default'],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, '14'],
  ])('%j', async (env, fg) => {
    const pty = await watch([], { env: { FORCE_COLOR: undefined, ...env } })
    await isDrawnIn(pty, fg)
  })

  it('where there are none, attributes speak, whatever theme was asked for', async () => {
    const pty = await watch(['--theme', 'light'], { env: { NO_COLOR: '1', FORCE_COLOR: undefined } })
    const cells = shownCells(pty.emulator).flat()
    expect(new Set(cells.map(({ fg }) => fg))).toEqual(new Set(['default']))
    expect(new Set(cells.map(({ attributes }) => attributes))).toContain('dim')
    expect(systemCell(pty)).toMatchObject({ text: 'F', attributes: 'bold inverse' })
  })
})

describe('the system', () => {
  it('of which the profile says so stands out; another one does not', async () => {
    expect(systemCell(await watch([]))).toMatchObject({ text: 'F', fg: '174', attributes: 'bold inverse' })
    const staging = await watch(sets({ environment: 'staging' }))
    expect(systemCell(staging)).toMatchObject({ text: 'F', fg: 'default', attributes: 'bold' })
  })
})
