import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aroundMoment,
  type Bounds,
  columnsOf,
  openZoom,
  panned,
  SPANS,
  spanned,
  stepped,
  type Zoom,
} from '../../src/core/zoom.ts'
import { H, M, T0 } from './given.ts'

const BOUNDS: Bounds = { screenColumns: 120, now: T0, earliest: T0 - 48 * H }
const zoom = (given: Partial<Zoom> = {}): Zoom => ({ ...openZoom('latency'), ...given })
const columnOf = (at: Zoom, bounds = BOUNDS): number => {
  const { cellMs, first } = columnsOf(at, bounds.screenColumns, bounds.now)
  return Math.floor((at.cursor ?? Number.NaN) / cellMs) - first
}

describe('the columns of the chart', () => {
  it.each([
    // 4 cells of frame, 10 of axis.
    [120, H, 106, 33_964],
    [80, 15 * M, 66, 13_638],
    // No room for an axis.
    [39, H, 35, 102_858],
    [20, 48 * H, 16, 10_800_000],
    [3, H, 1, H],
  ])('of a screen of %i columns over %i ms are %i, each %i ms', (screen, spanMs, cells, cellMs) => {
    expect(columnsOf(zoom({ spanMs }), screen, T0)).toMatchObject({ cells, cellMs })
  })

  it('lie on a grid of time: a second later they are the same, or one further', () => {
    const at = (now: number) => columnsOf(zoom(), 120, now).first
    expect(at(T0 + 1_000) - at(T0)).toBeLessThanOrEqual(1)
    expect(at(T0 + 33_964) - at(T0)).toBe(1)
  })
})

describe('closer and wider', () => {
  it('goes by the spans, and ends at the closest and the widest', () => {
    const walk = (by: number) =>
      SPANS.reduce<readonly Zoom[]>((path) => [...path, spanned(path.at(-1) ?? zoom(), by, BOUNDS)], [zoom()])
    expect(walk(-1).map(({ spanMs }) => spanMs / M)).toEqual([60, 15, 15, 15, 15])
    expect(walk(1).map(({ spanMs }) => spanMs / H)).toEqual([1, 6, 48, 48, 48])
  })

  it('keeps to the present while it follows it', () => {
    expect(spanned(zoom(), 1, BOUNDS).until).toBeNull()
  })

  it('keeps the end of a chart of the past', () => {
    expect(spanned(zoom({ until: T0 - 5 * H }), -1, BOUNDS)).toMatchObject({ until: T0 - 5 * H })
  })

  it('keeps the cursor at its place in the chart', () => {
    const before = zoom({ until: T0 - 5 * H, cursor: T0 - 5.75 * H })
    const after = spanned(before, 1, BOUNDS)
    expect(after.cursor).toBe(before.cursor)
    expect(columnOf(after)).toBeCloseTo(columnOf(before), -1)
  })
})

describe('earlier and later', () => {
  it('goes by half of what is shown, and no further than now', () => {
    const earlier = panned(zoom(), -0.5, BOUNDS)
    expect(earlier.until).toBe(T0 - 30 * M)
    expect(panned(earlier, 0.5, BOUNDS).until).toBeNull()
    expect(panned(zoom(), 0.5, BOUNDS).until).toBeNull()
  })

  it('no earlier than there is anything to know', () => {
    const oldest = panned(zoom({ until: T0 - 46.9 * H }), -0.5, BOUNDS)
    expect(oldest.until).toBe(BOUNDS.earliest + H)
  })

  it('takes along a cursor that would be left behind, and leaves one that is in sight', () => {
    const pointing = zoom({ cursor: T0 - 5 * M })
    expect(columnOf(panned(pointing, -0.5, BOUNDS))).toBe(105)
    expect(panned(zoom({ cursor: T0 - 40 * M }), -0.5, BOUNDS).cursor).toBe(T0 - 40 * M)
  })
})

describe('the cursor', () => {
  it('begins at the end, and goes by columns', () => {
    const first = stepped(zoom(), -1, BOUNDS)
    expect(columnOf(first)).toBe(105)
    expect(columnOf(stepped(first, -1, BOUNDS))).toBe(104)
    expect(columnOf(stepped(stepped(first, -1, BOUNDS), 1, BOUNDS))).toBe(105)
  })

  it('does not go into the future', () => {
    const first = stepped(zoom(), 1, BOUNDS)
    expect(stepped(first, 1, BOUNDS)).toEqual(first)
  })

  it('takes the chart along at its edge, the moment it points at stays next to the last one', () => {
    const { from, cellMs, first } = columnsOf(zoom(), 120, T0)
    const atEdge = stepped(zoom({ cursor: from }), -1, BOUNDS)
    expect(atEdge.until).toBe(T0 - 15 * M)
    expect(atEdge.cursor).toBe((first - 1) * cellMs)
  })

  it('points at the deployment, with what came before and after it', () => {
    const at = T0 - 20 * H
    expect(aroundMoment(zoom(), at, BOUNDS)).toMatchObject({ cursor: at, until: at + 30 * M })
    expect(aroundMoment(zoom(), T0 - 10 * M, BOUNDS)).toMatchObject({ cursor: T0 - 10 * M, until: null })
  })

  it('wherever somebody goes, it is within the chart, and the chart within what can be known', () => {
    const step = fc.constantFrom(
      (at: Zoom, bounds: Bounds) => stepped(at, -1, bounds),
      (at: Zoom, bounds: Bounds) => stepped(at, 1, bounds),
      (at: Zoom, bounds: Bounds) => panned(at, -0.5, bounds),
      (at: Zoom, bounds: Bounds) => panned(at, 0.5, bounds),
      (at: Zoom, bounds: Bounds) => spanned(at, -1, bounds),
      (at: Zoom, bounds: Bounds) => spanned(at, 1, bounds),
      (at: Zoom, bounds: Bounds) => aroundMoment(at, T0 - 20 * H, bounds),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 1, max: 400 }), (steps, width) => {
        const bounds = { ...BOUNDS, screenColumns: width }
        let at = zoom()
        for (const move of steps) {
          at = move(at, bounds)
          const { cells } = columnsOf(at, width, T0)
          if (at.cursor !== null) {
            expect(columnOf(at, bounds)).toBeGreaterThanOrEqual(0)
            expect(columnOf(at, bounds)).toBeLessThan(cells)
          }
          expect((at.until ?? T0) - at.spanMs).toBeGreaterThanOrEqual(bounds.earliest)
          expect(at.until ?? T0).toBeLessThanOrEqual(T0)
        }
      }),
      { seed: 20_261_126, numRuns: 300 },
    )
  })
})
