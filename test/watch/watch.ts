import type { Terminal } from '@xterm/headless'
import { cellWidth } from '../../src/core/width.ts'
import { argv } from '../cli/program.ts'
import { shownCells } from '../support/emulator.ts'
import { openPty, type PtyOptions, type PtyProgram } from '../support/pty.ts'

/** `hypercare watch` in a terminal of 120 × 36 unless told otherwise. */
export const openWatch = (args: readonly string[], options: PtyOptions = {}): PtyProgram =>
  openPty(process.execPath, argv(['watch', ...args]), { columns: 120, rows: 36, ...options })

/** `hypercare wall` in such a terminal. */
export const openWall = (args: readonly string[], options: PtyOptions = {}): PtyProgram =>
  openPty(process.execPath, argv(['wall', ...args]), { columns: 120, rows: 36, ...options })

export { DEAD } from '../cli/dead.ts'

export const linesOf = (screen: string): readonly string[] => screen.split('\n')

/** Whether a screen of more than 7 rows is painted to its last one. */
export const hasFooter = (screen: string): boolean => / q quit .*\? help\b/.test(linesOf(screen).at(-1) ?? '')

/** Types `q` until it leaves: in one read with what was typed before, the letter is a part of a paste. */
export async function quit(pty: PtyProgram): Promise<Awaited<PtyProgram['exited']>> {
  const again = setInterval(() => pty.type('q'), 700)
  pty.type('q')
  try {
    return await pty.exited
  } finally {
    clearInterval(again)
  }
}

/** Whether the help stands in the place of the panels. */
export const hasHelp = (screen: string): boolean => /^ ?Here: /m.test(screen)

/** What is painted beyond its place, or not to its end. */
export function misplaced(emulator: Terminal, screen: string): readonly string[] {
  const lines = linesOf(screen)
  // Panels beside each other begin and end where they like, but every row of theirs has both sides.
  return lines.filter((line) => {
    const isTorn = /^[╭│╰]/.test(line) && (!/[╮│╯]$/.test(line) || cellWidth(line) !== emulator.cols)
    return isTorn || cellWidth(line) > emulator.cols
  })
}

/** A shell that runs a watch, and tells afterwards how it ended and what it left of the terminal. */
export function openShell(args: readonly string[]): PtyProgram & { readonly watchPid: () => number } {
  const pty = openPty(
    'bash',
    [
      '-c',
      `printf 'before\\n'; sh -c 'printf "pid=%s\\n" $$; exec "$@"' sh "$@"; echo "code=$?"
       stty -a | grep -o '[-]*icanon\\|[-]*echo \\|[-]*isig\\|[-]*icrnl'; echo over`,
      'bash',
      process.execPath,
      ...argv(['watch', ...args]),
    ],
    { columns: 120, rows: 36 },
  )
  return { ...pty, watchPid: () => Number(/pid=(\d+)/.exec(pty.output())?.[1]) }
}

/** The number of the panel whose frame is drawn unlike all others; null where there is none. */
export function focusedPanel(emulator: Terminal): number | null {
  const corners = shownCells(emulator).flatMap((row) =>
    row.flatMap(({ text, fg, attributes }, x) =>
      text === '╭'
        ? [
            {
              number: Number(
                row
                  .slice(x + 3, x + 5)
                  .map((cell) => cell.text)
                  .join(''),
              ),
              look: fg + attributes,
            },
          ]
        : [],
    ),
  )
  const alike = Map.groupBy(corners, ({ look }) => look)
  const [odd, ...others] = [...alike.values()].filter((group) => group.length === 1)
  return others.length === 0 ? (odd?.[0]?.number ?? null) : null
}
