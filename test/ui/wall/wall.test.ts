import { describe, expect, it } from 'vitest'
import type { Model } from '../../../src/core/model.ts'
import { itemsOf } from '../../../src/panels/item.ts'
import { judgePanel, type PanelConfig } from '../../../src/panels/panel.ts'
import { cardRows } from '../../../src/ui/wall/card.ts'
import { isBlind } from '../../../src/ui/wall/data.ts'
import { lifeRow } from '../../../src/ui/wall/life.ts'
import { cardItems } from '../../../src/ui/wall/signals.ts'
import { turnAt } from '../../../src/ui/wall/turn.ts'
import { wallOf } from '../../../src/ui/wall/wall.ts'
import { plainText, rowWidth } from '../../../src/widgets/fit.ts'
import { aFailure, aModel, aSignal, given, NOW, rule } from '../../support/model.ts'

const limited = { rules: [rule({ op: 'above', warn: 5, crit: 9 })] }
const PANELS: readonly PanelConfig[] = [
  { id: 'p', kind: 'stat', title: 'P', signal: 'main' },
  { id: 'q', kind: 'stat', title: 'Q', signal: 'other' },
]
const text = (model: Model, columns = 120, rows = 36): string =>
  wallOf(
    { ...model, view: { ...model.view, columns, rows } },
    PANELS.map((panel) => judgePanel(panel, model)),
    {
      turnMs: 10_000,
      glyphs: 'braille',
    },
  )
    .flatMap(({ rows: seen }) => seen.map(plainText))
    .join('\n')

describe('the mark of life', () => {
  const model = aModel({ signals: [given(aSignal('main'), 1)] })
  const at = (value: Model): number => plainText(lifeRow(value)).indexOf('●')

  it('moves with the data', () => {
    const later = aModel({ signals: [given(aSignal('main'), { '': { value: 1, agoMs: 3_600 } })] })
    expect(at(later)).not.toBe(at(model))
  })

  it('stands still while nothing comes, however late it is', () => {
    for (const ms of [1_000, 5_000, 60_000]) expect(at({ ...model, now: NOW + ms })).toBe(at(model))
    expect(plainText(lifeRow({ ...model, now: NOW + 60_000 }))).toContain('newest value 1m old')
  })
})

describe('blindness', () => {
  const stale = given(aSignal('main'), { '': { value: 1, agoMs: 90_000 } })
  const failing = { prometheus: { failure: aFailure('refused'), failingSince: NOW - 60_000 } }

  it.each<[string, Model, boolean]>([
    ['a fresh value', aModel({ signals: [given(aSignal('main'), 1)] }), false],
    ['every source failing', aModel({ signals: [given(aSignal('main'), 1)], sources: failing }), true],
    [
      'one of two failing',
      aModel({ signals: [given(aSignal('main'), 1)], sources: { ...failing, host: {} } }),
      false,
    ],
    ['nothing fresh', aModel({ signals: [stale] }), true],
    ['one fresh among stale ones', aModel({ signals: [stale, given(aSignal('other'), 1)] }), false],
    [
      'a value that need not be there',
      aModel({
        signals: [
          given(aSignal('main'), 1),
          given(aSignal('o', { isOptional: true }), { '': { absent: 'no' } }),
        ],
      }),
      false,
    ],
    [
      'a source that is switched off',
      aModel({ signals: [given(aSignal('main'), 1)], sources: { am: { enabled: false } } }),
      false,
    ],
  ])('%s', (_, model, expected) => expect(isBlind(model)).toBe(expected))

  it('fills the screen, says since when and names the sources', () => {
    const said = text(aModel({ signals: [stale], sources: failing }))
    expect(said).toContain('what was shown then may be wrong by now')
    expect(said).toContain('✖ prometheus  1m  refused')
    expect(said).not.toContain('╭')
  })
})

describe('the cards', () => {
  it('write nothing large where a value is not known, not its unit either', () => {
    const unit = { ...limited, unit: 'seconds' } as const
    const cardOf = (told: Parameters<typeof given>[1]): string => {
      const [item] = itemsOf(aModel({ signals: [given(aSignal('main', unit), told)] }), 'main')
      if (item === undefined) throw new Error('no item')
      return cardRows(item, 40, 1, 'braille').map(plainText).join('\n')
    }
    expect(cardOf(3)).toMatch(/[▀█] s$/m)
    expect(cardOf({ '': { absent: 'not read yet' } })).toMatch(/not read yet/)
    expect(cardOf({ '': { absent: 'not read yet' } })).toMatch(/^[▀▄█ ]*[▀▄█][▀▄█ ]*$/m)
    expect(cardOf({ '': { absent: 'not read yet' } })).not.toMatch(/[▀▄█] +[▀▄█]/)
  })

  it('are the worst signals, then the first of each panel', () => {
    const model = aModel({
      signals: [
        given(aSignal('main', limited), 1),
        given(aSignal('other', limited), 6),
        given(aSignal('third', limited), 12),
        given(aSignal('fourth', limited), 2),
      ],
    })
    expect(cardItems(model, PANELS).map(({ signal }) => signal.id)).toEqual(['third', 'other', 'main'])
  })
})

describe('the turn', () => {
  it('is a matter of time alone, and comes back', () => {
    const pages = Array.from({ length: 12 }, (_, at) => turnAt(at * 10_000, 10_000, 5, 120, 9)?.page)
    expect(pages).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2])
  })

  it.each([
    [1, 40, 8],
    [11, 80, 9],
    [11, 200, 20],
    [7, 400, 60],
  ])('shows each of %i panels once in a round (%i × %i)', (count, width, height) => {
    const first = turnAt(0, 1, count, width, height)
    if (first === null) throw new Error('no room')
    const seen = Array.from({ length: first.pages }, (_, at) => turnAt(at, 1, count, width, height)).flatMap(
      (turn) => Array.from({ length: turn?.count ?? 0 }, (_, place) => (turn?.first ?? 0) + place),
    )
    expect(seen).toEqual(Array.from({ length: count }, (_, at) => at))
  })
})

describe('any size', () => {
  const model = aModel({ signals: [given(aSignal('main', limited), 12), given(aSignal('other'), 1)] })
  const blind = aModel({ signals: [given(aSignal('main'), { '': { value: 1, agoMs: 90_000 } })] })

  it.each(
    [20, 40, 57, 80, 121, 200, 400].flatMap((columns) =>
      [5, 9, 10, 14, 20, 33, 50, 100].map((rows) => [columns, rows] as const),
    ),
  )('fills %i × %i', (columns, rows) => {
    for (const each of [model, blind])
      for (const glyphs of ['braille', 'ascii'] as const) {
        const sized = { ...each, view: { ...each.view, columns, rows } }
        const blocks = wallOf(
          sized,
          PANELS.map((panel) => judgePanel(panel, each)),
          { turnMs: 10_000, glyphs },
        )
        for (const { left, top, width, height, rows: seen } of blocks) {
          expect(left + width).toBeLessThanOrEqual(columns)
          expect(top + height).toBeLessThanOrEqual(rows)
          expect(seen.length).toBeLessThanOrEqual(height)
          for (const row of seen) expect(rowWidth(row)).toBeLessThanOrEqual(width)
        }
        expect(Math.max(...blocks.map(({ top, height }) => top + height))).toBe(rows)
      }
  })
})
