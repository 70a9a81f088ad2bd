import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createGrid, type Grid } from '../../../src/ui/paint/grid.ts'
import type { ColourDepth } from '../../../src/ui/terminal/depth.ts'
import { encodeFrame, UNKNOWN_STATE } from '../../../src/ui/terminal/writer.ts'
import { createEmulator, feed, shownCells } from '../../support/emulator.ts'
import { ALLOWED } from './allowed.ts'
import { drawn, expectedCells, film, type Stroke, visible } from './frames.ts'
import { shortestBytes } from './limit.ts'

const PLAIN = { fg: 0, bg: 0, attributes: 0 }

describe('encodeFrame', () => {
  it.each<ColourDepth>(['true', '256', '16', 'none'])(
    'makes the terminal show each frame, depth %s',
    async (depth) => {
      await fc.assert(
        fc.asyncProperty(film, async (frames) => {
          const emulator = createEmulator(frames[0]?.columns ?? 1, frames[0]?.rows ?? 1)
          await feed(emulator, '\u001b[?1049h')
          let previous: Grid | undefined
          let state = UNKNOWN_STATE
          for (const frame of frames) {
            emulator.resize(frame.columns, frame.rows)
            const encoded = encodeFrame(previous, frame, state, depth)
            expect(encoded.bytes).toMatch(ALLOWED)
            await feed(emulator, encoded.bytes)
            expect(visible(shownCells(emulator))).toEqual(visible(expectedCells(frame, depth)))
            ;[previous, state] = [frame, encoded.state]
          }
          emulator.dispose()
        }),
        { seed: 7, numRuns: 60 },
      )
    },
  )

  it('writes nothing if nothing changed', () => {
    fc.assert(
      fc.property(film, (frames) => {
        for (const frame of frames) expect(encodeFrame(frame, frame, UNKNOWN_STATE, 'true').bytes).toBe('')
      }),
      { seed: 8, numRuns: 50 },
    )
  })

  it('takes 32 bytes at most for one digit of the clock', () => {
    const clock = (digit: string): Stroke[] => [
      { x: 0, y: 0, text: ' hypercare '.repeat(10), pen: { fg: (2 << 24) | 0xffa000, bg: 0, attributes: 1 } },
      { x: 190, y: 0, text: `23:15:0${digit}`, pen: { fg: (1 << 24) | 8, bg: 0, attributes: 0 } },
    ]
    const [a, b, c] = ['1', '2', '3'].map((digit) => drawn(200, 50, clock(digit)))
    if (!a || !b || !c) throw new Error('three frames')
    const whole = encodeFrame(undefined, a, UNKNOWN_STATE, 'true')
    const first = encodeFrame(a, b, whole.state, 'true')
    const second = encodeFrame(b, c, first.state, 'true')
    expect(Buffer.byteLength(first.bytes)).toBeLessThanOrEqual(32)
    expect(second.bytes).toBe('\b3')
  })

  it('stays within 1.05 of the limit when panels change', () => {
    const ratios: number[] = []
    const panels = fc.array(
      fc.record({
        column: fc.nat(2),
        row: fc.nat(3),
        values: fc.array(fc.tuple(fc.nat(9), fc.integer({ min: 0, max: 999_999 })), {
          minLength: 1,
          maxLength: 10,
        }),
      }),
      { minLength: 4, maxLength: 12 },
    )
    fc.assert(
      fc.property(panels, panels, (before, after) => {
        const [a, b] = [before, after].map((list) => drawn(200, 50, list.flatMap(panelStrokes)))
        if (!a || !b) throw new Error('two frames')
        const state = encodeFrame(createGrid(200, 50), a, UNKNOWN_STATE, 'true').state
        const limit = shortestBytes(a, b)
        if (limit > 200) ratios.push(Buffer.byteLength(encodeFrame(a, b, state, 'true').bytes) / limit)
      }),
      { seed: 9, numRuns: 40 },
    )
    expect(ratios.length).toBeGreaterThan(20)
    expect(Math.max(...ratios)).toBeLessThanOrEqual(1.05)
  })
})

type Panel = {
  readonly column: number
  readonly row: number
  readonly values: readonly (readonly [number, number])[]
}

function panelStrokes({ column, row, values }: Panel): Stroke[] {
  const [x, y] = [column * 66, row * 12]
  const green = { fg: (1 << 24) | 2, bg: 0, attributes: 0 }
  const strokes = [{ x, y, text: `╭${'─'.repeat(63)}╮`, pen: PLAIN }]
  return values.reduce<Stroke[]>((all, [line, value]) => {
    const at = y + 1 + line
    const chart = '⣀⣤⣶⣿'.repeat(8).slice(value % 4, 20 + (value % 12))
    all.push({ x: x + 2, y: at, text: `worker-${line} requests`, pen: PLAIN })
    all.push({ x: x + 24, y: at, text: `${value}`.padStart(7), pen: { ...PLAIN, attributes: 1 } })
    all.push({ x: x + 33, y: at, text: chart, pen: green })
    return all
  }, strokes)
}
