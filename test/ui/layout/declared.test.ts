import { describe, expect, it } from 'vitest'
import type { LayoutConfig } from '../../../src/core/profile.ts'
import { judgePanel } from '../../../src/panels/panel.ts'
import { declaredFor, layoutOf } from '../../../src/ui/layout/declared.ts'
import { screenOf } from '../../../src/ui/screen/screen.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { fragranceAi } from '../profile.ts'
import { play, SCENARIOS } from '../scenarios.ts'

const layout = (id: string, columns: number, rows: number): LayoutConfig => ({ id, columns, rows, lines: [] })
const LAYOUTS = [layout('desk', 160, 45), layout('tall', 100, 80), layout('wall', 300, 80)]

describe('the layouts for a size', () => {
  it.each<[columns: number, rows: number, ids: readonly string[]]>([
    [120, 36, []],
    [159, 100, ['tall']],
    [160, 44, []],
    [160, 45, ['desk']],
    [200, 90, ['tall', 'desk']],
    [400, 100, ['wall', 'tall', 'desk']],
  ])('%i×%i', (columns, rows, ids) => {
    expect(declaredFor(LAYOUTS, { columns, rows }).map(({ id }) => id)).toEqual(ids)
  })
})

describe('a declared layout', () => {
  const desk: LayoutConfig = {
    ...layout('desk', 160, 45),
    lines: [
      [
        { panels: ['b'], weight: 2 },
        { panels: ['a', 'e'], weight: 1 },
      ],
    ],
  }
  it('has a line for those it leaves out, in columns that can be read', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    expect(layoutOf(desk, ids, 120)).toEqual([
      [
        { panels: [1], weight: 2 },
        { panels: [0, 4], weight: 1 },
      ],
      [
        { panels: [2, 3], weight: 1, isClosed: true },
        { panels: [5, 6], weight: 1, isClosed: true },
      ],
    ])
    expect(layoutOf(desk, ['a', 'b', 'e'], 120)).toHaveLength(1)
  })

  it('is what a screen of its size shows, and a smaller one does not', async () => {
    const loaded = await fragranceAi()
    const profile = {
      ...loaded,
      layouts: [
        {
          ...layout('desk', 160, 45),
          lines: [
            [
              { panels: ['breakers'], weight: 1 },
              { panels: ['gpu', 'latency'], weight: 3 },
            ],
          ],
        },
      ],
    }
    const scenario = SCENARIOS['breaker-open']
    if (scenario === undefined) throw new Error('no such scenario')
    const shown = (columns: number, rows: number) => {
      const model = play(profile, scenario, { columns, rows })
      const panels = profile.panels.map((config) => judgePanel(config, model))
      return screenOf(model, panels, 'braille').filter(({ id }) => id.startsWith('panel'))
    }
    const firstRow = ({ rows: [row = []] }: { rows: readonly Parameters<typeof plainText>[0][] }) =>
      plainText(row)
    const places = shown(160, 45)
    expect(places).toHaveLength(profile.panels.length)
    expect(places.slice(0, 3).map(({ left, width }) => ({ left, width }))).toEqual([
      { left: 0, width: 40 },
      { left: 40, width: 120 },
      { left: 40, width: 120 },
    ])
    expect(places.slice(0, 3).map(firstRow)).toEqual([
      expect.stringContaining('2 Breakers ✖'),
      expect.stringContaining('8 GPU'),
      expect.stringContaining('1 Latency'),
    ])
    const leftOut = places.slice(3)
    expect(leftOut.every(({ height }) => height === 1)).toBe(true)
    expect(leftOut.map(firstRow)).toContainEqual(expect.stringMatching(/6 Alerts +✖ CRIT +HighResponseTime/))
    expect(shown(159, 45).map(({ height }) => height)).not.toContain(1)
  })
})
