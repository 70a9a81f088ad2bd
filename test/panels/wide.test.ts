import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Row } from '../../src/core/row.ts'
import { cellWidth } from '../../src/core/width.ts'
import { judgePanel, type PanelConfig } from '../../src/panels/panel.ts'
import { createGrid, glyphText } from '../../src/ui/paint/grid.ts'
import { paintLine } from '../../src/ui/paint/line.ts'
import { frameRows } from '../../src/ui/screen/frame.ts'
import { listRow } from '../../src/ui/screen/list.ts'
import { aModel, anAlert, aSignal, given, rule, wave } from '../support/model.ts'

/** A word that stands for a label of as many columns. Nothing else on a panel has its letter. */
const PLAIN = 'Q'
const plainOf = (label: string): string => PLAIN.repeat(cellWidth(label))

const letter = fc.constantFrom(
  ...[
    '한',
    '국',
    '서',
    '日',
    '本',
    'テ',
    'ｶ',
    'Ａ',
    '👩‍🚀',
    '🚀',
    '🇰🇷',
    '👍🏽',
    '❤️',
    '1️⃣',
    'e\u0301',
    'a\u0323\u0302',
  ],
  ...['z', '-', 'ü', 'Ж', '각', 'ᄀ'],
)
const label = fc.array(letter, { minLength: 1, maxLength: 12 }).map((letters) => letters.join(''))
/** Labels that keep their order, whatever a panel sorts by. */
const labels = fc.tuple(label, label, label).map((all) => all.map((text, i) => `${'abc'.charAt(i)}${text}`))

const base = { id: 'x', title: 'X' }
const signals = ['a', 'b', 'c']
const panels = (title: string): readonly PanelConfig[] => [
  { ...base, title, kind: 'quantiles', signal: 'a', also: ['b'] },
  { ...base, title, kind: 'states', signal: 'd', beside: 'b', trips: 'c', also: ['a'] },
  { ...base, title, kind: 'shares', signal: 'a' },
  {
    ...base,
    title,
    kind: 'schedule',
    ...{ signal: 'e', progress: 'b', from: 1, to: 0.5, over: 1000, strategy: 'cosine', also: ['c'] },
  },
  { ...base, title, kind: 'counter', signal: 'a', counter: 'b', progress: 'c', also: ['d'] },
  { ...base, title, kind: 'ratios', signals },
  { ...base, title, kind: 'alerts', source: 'am' },
  { ...base, title, kind: 'services', signals: [...signals, 'd'], services: [] },
  { ...base, title, kind: 'gpu', utilization: 'a', memoryFree: 'b', temperature: 'c' },
  { ...base, title, kind: 'host', cpu: 'a', memory: 'b', disk: 'c' },
  { ...base, title, kind: 'stat', signal: 'a' },
  { ...base, title, kind: 'chart', signal: 'a' },
  { ...base, title, kind: 'table', signals },
  { ...base, title, kind: 'gates', gate: 'done' },
]

/** The same system with these names for its series, signals, alerts and criteria. */
function modelOf(names: readonly string[]): Model {
  const told = (values: readonly number[]) =>
    Object.fromEntries(
      names.map((name, i) => [
        name,
        { value: values[i] ?? 0, history: wave({ from: 0.1, to: 0.6, points: 60 }) },
      ]),
    )
  const numbers = {
    label: 'key',
    unit: 'ratio',
    rules: [rule({ op: 'above', warn: 0.5, crit: 0.9 })],
  } as const
  const model = aModel({
    signals: [
      given(aSignal('a', { ...numbers, title: names[0] ?? '' }), told([0.1, 0.6, 0.95])),
      given(aSignal('b', { ...numbers, title: names[1] ?? '' }), told([0.2, 0.3, 0.4])),
      given(aSignal('c', { ...numbers, title: names[2] ?? '' }), told([0.7, 0.1, 0.2])),
      given(
        aSignal('d', { label: 'key', unit: 'state', title: names[0] ?? '' }),
        Object.fromEntries(names.map((name, i) => [name, i === 0 ? 'healthy' : { absent: 'no data: gone' }])),
      ),
      given(aSignal('e', { unit: 'number', title: names[0] ?? '' }), 0.8),
    ],
    sources: {
      am: { alerts: names.map((name) => anAlert(name, { labels: { key: name }, summary: 'summary' })) },
    },
  })
  const criteria = names.map((title, i) => ({
    ...{ id: `c${i}`, title, signal: 'a', forMs: 0, awaits: [] },
    claim: { by: 'number', of: 'value', op: '<', limit: 0.5 } as const,
  }))
  const gate = { id: 'done', title: 'Done', requires: [], byHand: [], criteria }
  return { ...model, profile: { ...model.profile, gates: [gate] } }
}

/** What stands in each column, as the painter lays it out; nothing in the second column of a wide character. */
function columnsOf(row: Row, width: number): readonly string[] {
  const grid = createGrid(width, 1)
  const clip = { x1: 0, x2: width, y1: 0, y2: 1 }
  row.reduce((x, { text }) => paintLine(grid, x, 0, text, clip), 0)
  return Array.from({ length: width }, (_, x) => glyphText(grid, x))
}

/** A row without the words that hold a label: one that was too long may be a column shorter in a wide script. */
function withoutLabels(plain: readonly string[], row: readonly string[]): readonly string[] {
  const kept = [...row]
  for (const { index, 0: word } of plain.join('').matchAll(/\S+/g))
    if (word.includes(PLAIN)) kept.fill(PLAIN, index, index + word.length)
  return kept
}

function expectSameColumns(wide: readonly Row[], plain: readonly Row[], width: number): void {
  expect(wide.length).toBe(plain.length)
  for (const [y, row] of plain.entries()) {
    const columns = columnsOf(row, width)
    expect(withoutLabels(columns, columnsOf(wide[y] ?? [], width))).toEqual(withoutLabels(columns, columns))
  }
}

const plainNames = (names: readonly string[]): readonly string[] =>
  names.map((name) => `${name.charAt(0)}${plainOf(name.slice(1))}`)

describe.each(panels('X').map(({ kind }, index) => ({ kind, index })))('$kind', ({ index }) => {
  it('keeps its columns, whatever script its names are in', () => {
    fc.assert(
      fc.property(labels, label, fc.integer({ min: 24, max: 160 }), (names, title, width) => {
        const drawn = (labels: readonly string[], panelTitle: string) => {
          const config = panels(panelTitle)[index]
          if (config === undefined) throw new Error('no such panel')
          const panel = judgePanel(config, modelOf(labels))
          const height = panel.heights(width - 4).full
          const rows = panel.draw({ width: width - 4, height, glyphs: 'braille' })
          const options = { title: panelTitle, number: 1, level: panel.level, via: null, isFocused: false }
          return {
            framed: frameRows(rows, options, width, height + 2),
            listed: [listRow(panel, 0, false, width)],
          }
        }
        const wide = drawn(names, title)
        const plain = drawn(plainNames(names), plainOf(title))
        expectSameColumns(wide.framed, plain.framed, width)
        expectSameColumns(wide.listed, plain.listed, width)
      }),
      { seed: 20_261_126, numRuns: 40, endOnFailure: true },
    )
  })
})

it('the check itself sees a column that moved', () => {
  const row = (text: string): Row[] => [[{ text, role: 'text' }]]
  expect(() => expectSameColumns(row('a한국 1'), row('aQQQQ 1'), 10)).not.toThrow()
  expect(() => expectSameColumns(row('a한국  1'), row('aQQQQ 1'), 10)).toThrow()
})
