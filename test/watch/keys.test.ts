import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { feed } from '../support/emulator.ts'
import type { PtyProgram } from '../support/pty.ts'
import { untilHeard, untilRead } from './hand.ts'
import { DEAD, focusedPanel, hasFooter, hasHelp, linesOf, misplaced, openWatch } from './watch.ts'

const CTRL_C = '\u0003'
const CTRL_L = '\u000c'
const ESC = '\u001b'
const UP = `${ESC}[A`
const DOWN = `${ESC}[B`

let pty: PtyProgram

/** One watch for all that leaves it running; each test gets it at the page of all panels. */
beforeAll(async () => {
  pty = openWatch(DEAD)
  await pty.until((screen) => hasFooter(screen) && screen.includes('✖ prom'))
})
afterEach(async () => {
  if (pty.emulator.cols !== 120 || pty.emulator.rows !== 36) pty.resize(120, 36)
  await untilHeard(pty, ESC, isOverview)
  await untilRead(pty)
})
afterAll(() => pty.dispose())

const isOverview = (screen: string): boolean =>
  hasFooter(screen) && /╭[─▸] 1 Latency/.test(screen) && /╭[─▸] 3 Traffic/.test(screen)

/** Waits until the clock went on: the watch lives. */
function ticked(): Promise<string> {
  const clock = (screen: string): string | undefined => /\d\d:\d\d:\d\d/.exec(screen)?.[0]
  const before = clock(pty.screen())
  return pty.until((screen) => clock(screen) !== undefined && clock(screen) !== before)
}

describe('keys', () => {
  it('? shows what there is, ? and Esc hide it', async () => {
    // Its end is further down on a lower screen.
    pty.resize(120, 70)
    await pty.until((screen) => hasFooter(screen) && linesOf(screen).length === 70)
    for (const away of ['?', ESC]) {
      pty.type('?')
      const help = await pty.until((screen) => hasHelp(screen) && screen.includes('? UNKNOWN'))
      for (const key of ['Tab', 'Esc', 'Ctrl-L', 'q  Ctrl-C', '? UNKNOWN']) expect(help).toContain(key)
      pty.type(away)
      await pty.until(isOverview)
    }
  })

  /** From panel 1, each key and the panel it must lead to. */
  const ways: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
    [
      'a digit goes to that panel',
      [
        ['9', 9],
        ['2', 2],
      ],
    ],
    [
      'Tab goes on, Shift-Tab back',
      [
        ['\t', 2],
        ['\t', 3],
        [`${ESC}[Z`, 2],
      ],
    ],
    [
      'so do arrows',
      [
        [`${ESC}[C`, 2],
        [`${ESC}[C`, 3],
        [`${ESC}[D`, 2],
      ],
    ],
    [
      'so do letters',
      [
        ['l', 2],
        ['l', 3],
        ['h', 2],
      ],
    ],
    [
      'before the first is the last',
      [
        ['h', 11],
        ['l', 1],
      ],
    ],
  ]
  it.each(ways)('%s, and Enter shows it alone', async (_, steps) => {
    // Two keys in one read count as a paste, so each waits until the one before was seen.
    await untilHeard(pty, '1', () => focusedPanel(pty.emulator) === 1)
    await untilRead(pty)
    let last = 1
    for (const [key, panel] of steps) {
      pty.type(key)
      await pty.until(() => focusedPanel(pty.emulator) === panel)
      last = panel
    }
    pty.type('\r')
    const zoomed = await pty.until((screen) => screen.includes('Esc back'))
    // Below its chart stands the panel as it was, where there is room.
    const [chart, ...below] = linesOf(zoomed).filter((line) => line.startsWith('╭'))
    expect(chart).toMatch(new RegExp(`^╭▸ ${last} .{114,}╮$`))
    for (const line of below) expect(line).toMatch(new RegExp(`^╭▸ ${last} `))
    expect(misplaced(pty.emulator, zoomed)).toEqual([])
  })

  it('arrows scroll a page that is longer than the screen', async () => {
    pty.resize(120, 16)
    pty.type('?')
    await pty.until((screen) => screen.includes('Here: all panels'))
    pty.type(DOWN)
    await pty.until((screen) => !screen.includes('Here: all panels') && screen.includes('Downshift to fast'))
    for (let times = 0; times < 10; times += 1) pty.type(DOWN)
    await pty.until((screen) => !screen.includes('Back to all panels'))
    for (let times = 0; times < 100; times += 1) pty.type(UP)
    await pty.until((screen) => screen.includes('Here: all panels'))
  })

  it('Ctrl-L paints what something else has spoilt', async () => {
    await feed(pty.emulator, `${ESC}[10;10HSPOILT${ESC}[20;1HSPOILT`)
    expect(pty.screen()).toContain('SPOILT')
    pty.type(CTRL_L)
    await pty.until((screen) => !screen.includes('SPOILT') && isOverview(screen))
  })

  it('what is no key of it does nothing', async () => {
    for (const input of [
      'x',
      'é',
      '€',
      '😀',
      `${ESC}OP`,
      `${ESC}[15~`,
      `${ESC}[<0;10;10M`,
      `${ESC}[I`,
      '\u0001',
      '\u0000',
    ])
      pty.type(input)
    await untilRead(pty)
    expect(isOverview(pty.screen())).toBe(true)
  })
})

describe('9: a paste presses no key', () => {
  const text = `quit now? ${CTRL_C}\rq\n1\t`
  const pastes: readonly (readonly [string, readonly string[]])[] = [
    ['marked as one', [`${ESC}[200~${text}${ESC}[201~`]],
    ['of one letter, marked', [`${ESC}[200~q${ESC}[201~`]],
    ['in pieces', [`${ESC}[200~`, 'q', '?', `${ESC}[201~`]],
    ['with its last mark torn', [`${ESC}[200~q`, `q${ESC}[2`, '01~']],
    ['not marked', ['quit now? q']],
    ['a line, not marked', ['q\r']],
    ['of 100 kB', [`${ESC}[200~${'q?\r1'.repeat(25_000)}${ESC}[201~`]],
  ]
  it.each(pastes)('%s', async (_, pieces) => {
    for (const piece of pieces) {
      pty.type(piece)
      await ticked()
    }
    await untilRead(pty)
    expect(isOverview(pty.screen())).toBe(true)
    pty.type('?')
    await pty.until(hasHelp)
  })
})

describe('any size', () => {
  const sizes = [
    [200, 50],
    [120, 36],
    [80, 24],
    [40, 10],
  ] as const
  it.each(sizes)('%i × %i: everything in its place, the footer last', async (columns, rows) => {
    pty.resize(columns, rows)
    const screen = await pty.until((text) => hasFooter(text) && misplaced(pty.emulator, text).length === 0)
    expect(linesOf(screen)).toHaveLength(rows)
    expect(screen).toContain('CRIT')
    expect(misplaced(pty.emulator, await ticked())).toEqual([])
  })

  it('53: 20 × 5 still says what is wrong; 1 × 1 lives', async () => {
    pty.resize(20, 5)
    await pty.until((screen) => screen.includes('CRIT'))
    const painted = pty.output().length
    pty.resize(1, 1)
    await pty.until(() => pty.output().length > painted)
    pty.resize(80, 24)
    await pty.until((screen) => hasFooter(screen) && misplaced(pty.emulator, screen).length === 0)
  })

  it('53: a storm of a hundred sizes', async () => {
    for (let i = 0; i < 100; i += 1) pty.resize(1 + ((i * 37) % 190), 1 + ((i * 13) % 60))
    pty.resize(100, 30)
    const screen = await pty.until((text) => hasFooter(text) && misplaced(pty.emulator, text).length === 0)
    expect(linesOf(screen)).toHaveLength(30)
  })
})
