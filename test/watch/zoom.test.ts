import { afterAll, beforeAll, expect, it } from 'vitest'
import { argv } from '../cli/program.ts'
import { openPty, type PtyProgram } from '../support/pty.ts'
import { hasFooter, linesOf, misplaced } from './watch.ts'

const ESC = '\u001b'
const [LEFT, DOWN, HOME, END] = [`${ESC}[D`, `${ESC}[B`, `${ESC}[H`, `${ESC}[F`]

let pty: PtyProgram

/** The simulated system, deployed 3 h 41 m ago, in real time, so that nothing but keys moves the chart. */
beforeAll(async () => {
  pty = openPty(process.execPath, argv(['demo']), { columns: 120, rows: 36 })
  await pty.until((screen) => hasFooter(screen) && /fast +\d\.\d\d s/.test(screen), 20_000)
})
afterAll(() => pty.dispose())

const press = async (keys: string, isThere: (screen: string) => boolean): Promise<string> => {
  pty.type(keys)
  const screen = await pty.until(isThere)
  expect(misplaced(pty.emulator, screen)).toEqual([])
  return screen
}
/** The time that the cursor's line tells, `02:33:45`. */
const pointedAt = (screen: string): string =>
  /│ │ (\d\d:\d\d:\d\d) /.exec(linesOf(screen).find((line) => line.startsWith('│ │ ')) ?? '')?.[1] ?? ''

it('goes from the last hour to the deployment and back, with real keys', async () => {
  const opened = await press('\r', (screen) => screen.includes('[1h]'))
  expect(opened).toMatch(/│ fast p95 +\d\.\d\d s +\/ 2\.5/)
  expect(opened).toContain(' Rule      WARN when p95 ≥ 2.25 s, CRIT when ≥ 2.5 s')

  await press('-', (screen) => screen.includes('[6h]'))
  // What lies before the two hours of the charts was asked for, and has arrived.
  const six = await pty.until((screen) => /▴ +(\d\d-\d\d )?\d\d:\d\d deployed 0\.2\.0/.test(screen))
  expect(six).toContain('history since')

  const first = pointedAt(await press(LEFT, (screen) => pointedAt(screen) !== ''))
  const before = await press(LEFT, (screen) => !['', first].includes(pointedAt(screen)))
  expect(linesOf(before).find((line) => line.startsWith('│ │ '))).toMatch(/\d\.\d\d s {2}● OK {2}T\+03:\d\d/)

  const deployed = await press(HOME, (screen) => /T[+−]00:00/.test(screen))
  expect(deployed).toContain('up to ')
  await press(END, (screen) => / now │/.test(screen) && pointedAt(screen) === '')
  await press(DOWN, (screen) => screen.includes('│ balanced p95'))
  pty.type(ESC)
  await pty.until((screen) => /╭[─▸] 3 Traffic/.test(screen))
})
