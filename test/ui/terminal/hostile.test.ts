import fc from 'fast-check'
import { Box, Text } from 'ink'
import { createElement as h } from 'react'
import { describe, expect, it } from 'vitest'
import { encodeFrame, UNKNOWN_STATE } from '../../../src/ui/terminal/writer.ts'
import { createEmulator, feed, shownCells, shownText } from '../../support/emulator.ts'
import { paintBoth } from '../paint/painted.ts'
import { ALLOWED } from './allowed.ts'

const SIZE = { columns: 40, rows: 6 }

const ATTACKS = [
  '\u001b]0;pwned\u0007',
  '\u001b]52;c;cHduZWQ=\u0007',
  '\u001b]8;;http://evil\u001b\\click\u001b]8;;\u001b\\',
  '\u001b[8m',
  '\u001b[2J\u001b[H',
  '\u001b[?1049l',
  '\u001b[?25h',
  '\u001b[31;5;7m',
  '\u009b31m',
  '\u009d0;pwned\u009c',
  '\u001bP$q"p\u001b\\',
  '\u001b]0;never ended',
  '\u001bc',
  '\r\n',
  '\u0007',
  '\b\b\b',
  '\u000e',
  '\u202e',
  '\u2066',
  '\u200b\u200d',
  '\u{e0041}\u{e007f}',
  '\ud800',
  'a\u0301\u0302\u0303\u0304\u0305\u0306',
  '\u2028',
  '\u0085',
] as const

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...ATTACKS),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('DOWN', ' '),
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''))

/** The hostile text in a box of its own, everything else known. */
const panel = (text: string) =>
  h(
    Box,
    { flexDirection: 'column', ...SIZE, width: 40, height: 6 },
    h(Text, null, 'first line'),
    h(Box, { height: 2, width: 30, overflow: 'hidden' }, h(Text, { color: 'red' }, text)),
    h(Text, null, 'worker-1 is DOWN'),
  )

describe('hostile text', () => {
  it('40, 42, 43, 44, 45: is shown in its own cells and does nothing else to the terminal', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const emulator = createEmulator(SIZE.columns, SIZE.rows)
        const deeds: string[] = []
        emulator.onTitleChange((title) => deeds.push(`title ${title}`))
        emulator.onBell(() => deeds.push('bell'))
        emulator.onData((answer) => deeds.push(`answer ${answer}`))
        for (const code of [8, 52])
          emulator.parser.registerOscHandler(code, () => deeds.push(`OSC ${code}`) > 0)
        await feed(emulator, '\u001b[?1049h\u001b[?25l')
        const { ours } = paintBoth(panel(text), SIZE)
        const { bytes } = encodeFrame(undefined, ours, UNKNOWN_STATE, 'true')
        expect(bytes).toMatch(ALLOWED)
        await feed(emulator, bytes)
        const rows = shownText(emulator).split('\n')
        expect(rows[0]).toBe('first line')
        expect(rows[3]).toBe('worker-1 is DOWN')
        expect(deeds).toEqual([])
        expect(emulator.buffer.active.type).toBe('alternate')
        for (const row of shownCells(emulator)) {
          for (const cell of row) expect(cell.attributes).toBe('')
          expect(row.slice(30).every(({ text: shown }, x) => x >= 10 || shown === ' ')).toBe(true)
        }
        emulator.dispose()
      }),
      { seed: 43, numRuns: 200 },
    )
  })

  it('41: loses its styles but not its words', () => {
    const { ours } = paintBoth(h(Text, null, 'worker\u001b[8m is DOWN'), SIZE)
    const { bytes } = encodeFrame(undefined, ours, UNKNOWN_STATE, 'true')
    expect(bytes).toContain('worker is DOWN')
  })
})
