import { describe, expect, it } from 'vitest'
import { compareLevels, type Level } from '../../../src/core/verdict.ts'
import { arrange, type Measured } from '../../../src/ui/layout/arrange.ts'
import { automaticLayout } from '../../../src/ui/layout/automatic.ts'
import type { Layout, Place } from '../../../src/ui/layout/layout.ts'
import { aPanel, numbers, somePanels } from './panels.ts'

/** What is wrong with places in an area: nothing overlaps, nothing is outside, every panel is there once. */
function faultsOf(places: readonly Place[], count: number, width: number, height: number): string[] {
  const faults: string[] = []
  const panels = places.map(({ panel }) => panel).toSorted((a, b) => a - b)
  if (panels.length !== count || panels.some((panel, index) => panel !== index))
    faults.push(`panels ${panels}`)
  for (const [i, a] of places.entries()) {
    if (a.left < 0 || a.top < 0 || a.width < 1 || a.height < 1) faults.push(`${a.panel} is nowhere`)
    if (a.left + a.width > width || a.top + a.height > height) faults.push(`${a.panel} is outside`)
    if (a.isOpen !== a.height > 1) faults.push(`${a.panel} is open in ${a.height} rows`)
    for (const b of places.slice(i + 1)) {
      const isBeside = a.left + a.width <= b.left || b.left + b.width <= a.left
      const isAbove = a.top + a.height <= b.top || b.top + b.height <= a.top
      if (!isBeside && !isAbove) faults.push(`${a.panel} and ${b.panel} overlap`)
    }
  }
  return faults
}

/** A layout of all of them in random stacks and lines. */
function someLayout(count: number, next: () => number): Layout {
  const lines: { panels: number[]; weight: number; isClosed?: boolean }[][] = []
  for (let panel = 0; panel < count; panel++) {
    const isNewLine = lines.length === 0 || next() < 0.2
    if (isNewLine) lines.push([])
    const line = lines.at(-1) ?? []
    const stack = line.at(-1)
    if (stack === undefined || next() < 0.5)
      line.push({
        panels: [panel],
        weight: 1 + Math.floor(next() * 4),
        ...(next() < 0.1 ? { isClosed: true } : {}),
      })
    else stack.panels.push(panel)
  }
  return lines
}

const SIZES = Array.from({ length: 381 }, (_, i) => 20 + i).flatMap((width) =>
  Array.from({ length: 96 }, (_, i) => ({ width, height: 5 + i })),
)

describe('at every size from 20×5 to 400×100', () => {
  it('the automatic layout fits', () => {
    expect(SIZES).toHaveLength(36_576)
    const faults = SIZES.flatMap(({ width, height }) => {
      const panels = somePanels(width * 1_000 + height, 40)
      const layout = automaticLayout(panels, width, height)
      const places = layout === null ? null : arrange(layout, panels, width, height)
      return places === null ? [] : faultsOf(places, panels.length, width, height)
    })
    expect(faults).toEqual([])
  })

  it('any layout fits, or is found to have no room', () => {
    let fitting = 0
    const faults = SIZES.flatMap(({ width, height }) => {
      const panels = somePanels(width * 1_000 + height, 20)
      const layout = someLayout(panels.length, numbers(height * 1_000 + width))
      const places = arrange(layout, panels, width, height)
      fitting += places === null ? 0 : 1
      return places === null ? [] : faultsOf(places, panels.length, width, height)
    })
    expect(faults).toEqual([])
    expect(fitting).toBeGreaterThan(SIZES.length / 3)
  })

  it('nobody is closed while somebody less urgent of the same stack is open', () => {
    const faults = SIZES.flatMap(({ width, height }) => {
      const panels = somePanels(width * 1_000 + height, 12)
      const all = panels.map((_, index) => index)
      const places = arrange([[{ panels: all, weight: 1 }]], panels, width, height) ?? []
      const closed = places.filter(({ isOpen }) => !isOpen)
      const open = places.filter(({ isOpen }) => isOpen)
      const isBefore = (a: number, b: number): boolean => {
        const order = compareLevels(panels[a]?.level ?? 'ok', panels[b]?.level ?? 'ok')
        return order < 0 || (order === 0 && a < b)
      }
      return closed.flatMap((a) =>
        open.flatMap((b) => (isBefore(a.panel, b.panel) ? [`${a.panel} ${b.panel}`] : [])),
      )
    })
    expect(faults).toEqual([])
  })
})

const inOneStack = (panels: readonly Measured[], height: number): readonly number[] =>
  arrange([[{ panels: panels.map((_, index) => index), weight: 1 }]], panels, 100, height)?.map(
    (place) => place.height,
  ) ?? []

describe('a stack', () => {
  const ok = aPanel('ok', { least: 2, full: 6 })
  const crit = aPanel('crit', { least: 2, full: 6 })
  const charts = aPanel('ok', { least: 2, full: 6, roomy: { least: 12, full: 20 } })

  it.each<[what: string, panels: readonly Measured[], height: number, heights: readonly number[]]>([
    ['closed, the most urgent too', [ok, ok, crit], 3, [1, 1, 1]],
    ['the most urgent opens first', [ok, ok, crit], 6, [1, 1, 4]],
    ['then the others, by their order', [ok, ok, crit], 9, [4, 1, 4]],
    ['what is wrong is whole before what is ok has more than its least', [ok, ok, crit], 16, [4, 4, 8]],
    ['all as much of theirs', [ok, ok], 12, [6, 6]],
    ['all in full', [ok, ok, crit], 24, [8, 8, 8]],
    ['a little more, for what nobody can use', [ok, ok], 18, [9, 9]],
    ['no more than a little', [ok, ok], 40, [11, 11]],
    ['charts where there is room for them', [ok, charts], 22, [8, 14]],
    ['none where there is not', [ok, charts], 21, [11, 10]],
    ['as large as they gain by it', [ok, charts], 60, [11, 25]],
  ])('%s', (_, panels, height, heights) => expect(inOneStack(panels, height)).toEqual(heights))
})

describe('what is read', () => {
  it('moves no panel to another place, whatever its level or how much it has to show', () => {
    const levels: readonly Level[] = ['ok', 'warn', 'crit', 'stale', 'unknown']
    const next = numbers(7)
    const promised = Array.from({ length: 8 }, (_, index) => somePanels(index, 14))
      .flat()
      .slice(0, 14)
    const layout = automaticLayout(promised, 160, 60) ?? []
    const orderOf = (places: readonly Place[] | null) =>
      places?.map(({ panel, left, width }) => ({ panel, left, width }))
    const before = orderOf(arrange(layout, promised, 160, 60))
    expect(before?.length).toBeGreaterThan(5)
    for (let i = 0; i < 200; i++) {
      const now = promised.map(() =>
        aPanel(levels[Math.floor(next() * 5)] ?? 'ok', {
          least: 1 + Math.floor(next() * 3),
          full: 3 + Math.floor(next() * 9),
        }),
      )
      expect(orderOf(arrange(layout, now, 160, 60))).toEqual(before)
    }
  })

  it('changes no height by its level alone where there is room for all', () => {
    const heights = { least: 2, full: 5 }
    const calm = [aPanel('ok', heights), aPanel('ok', heights), aPanel('ok', heights)]
    const bad = [aPanel('ok', heights), aPanel('crit', heights), aPanel('stale', heights)]
    expect(inOneStack(bad, 21)).toEqual(inOneStack(calm, 21))
    expect(inOneStack(bad, 22)).toEqual(inOneStack(calm, 22))
  })
})

describe('lines', () => {
  const small = aPanel('ok', { least: 1, full: 2 })
  const large = aPanel('ok', { least: 3, full: 8 })
  const layout: Layout = [
    [
      { panels: [0], weight: 3 },
      { panels: [1, 2], weight: 1 },
    ],
    [{ panels: [3], weight: 1 }],
    [{ panels: [4], weight: 1, isClosed: true }],
  ]
  const panels = [large, small, small, small, large]

  it('have the whole width, by their weights, and frames beside each other end together', () => {
    expect(arrange(layout, panels, 100, 15)).toEqual([
      { panel: 0, left: 0, top: 0, width: 75, height: 10, isOpen: true },
      { panel: 1, left: 75, top: 0, width: 25, height: 5, isOpen: true },
      { panel: 2, left: 75, top: 5, width: 25, height: 5, isOpen: true },
      { panel: 3, left: 0, top: 10, width: 100, height: 4, isOpen: true },
      { panel: 4, left: 0, top: 14, width: 100, height: 1, isOpen: false },
    ])
  })

  it('have no room where a stack is too narrow for a frame, or a line each is too much', () => {
    expect(arrange(layout, panels, 60, 20)).toBeNull()
    expect(arrange(layout, panels, 100, 4)?.every(({ isOpen }) => !isOpen)).toBe(true)
    expect(arrange(layout, panels, 100, 3)).toBeNull()
  })
})

describe('the automatic layout', () => {
  const six = Array.from({ length: 6 }, () => aPanel('ok', { least: 2, full: 6 }))
  const columnsOf = (panels: readonly Measured[], width: number, height: number) =>
    automaticLayout(panels, width, height)?.[0]?.map((stack) => stack.panels) ?? null

  it.each<[width: number, height: number, columns: readonly (readonly number[])[] | null]>([
    [80, 20, null],
    [80, 24, [[0, 1, 2, 3, 4, 5]]],
    [
      120,
      24,
      [
        [0, 2, 4],
        [1, 3, 5],
      ],
    ],
    [120, 10, null],
    [
      160,
      24,
      [
        [0, 2, 4],
        [1, 3, 5],
      ],
    ],
    [
      160,
      20,
      [
        [0, 3],
        [1, 4],
        [2, 5],
      ],
    ],
    [
      400,
      20,
      [
        [0, 3],
        [1, 4],
        [2, 5],
      ],
    ],
    [400, 12, [[0], [1], [2], [3], [4], [5]]],
  ])('%i×%i', (width, height, columns) => expect(columnsOf(six, width, height)).toEqual(columns))

  it('puts a panel where the screen is the lowest', () => {
    const tall = aPanel('ok', { least: 2, full: 20 })
    const low = aPanel('ok', { least: 1, full: 3 })
    expect(columnsOf([tall, low, low, low, low, low], 120, 30)).toEqual([[0], [1, 2, 3, 4, 5]])
  })

  it('of no panels is no layout that fails', () => {
    expect(columnsOf([], 120, 30)).toEqual([[]])
    expect(arrange([[{ panels: [], weight: 1 }]], [], 120, 30)).toEqual([])
  })
})
