import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import type { DurationMs } from '../../core/time.ts'
import type { Glyphs } from '../../panels/kind.ts'
import type { Panel } from '../../panels/panel.ts'
import { asciiRow } from '../../widgets/ascii.ts'
import { bigHeight } from '../../widgets/big.ts'
import { fitRow, padRow } from '../../widgets/fit.ts'
import { headlineRows, shortTopRow, topRow } from '../screen/header.ts'
import { type Block, framed, type Screen } from '../screen/screen.ts'
import { sourceSpans } from '../screen/sources.ts'
import { flow } from '../screen/spread.ts'
import { bannerRows } from './banner.ts'
import { blindRows } from './blind.ts'
import { cardHeight, cardLine, cardRows } from './card.ts'
import { isBlind } from './data.ts'
import { lifeRow } from './life.ts'
import { CARDS, cardItems } from './signals.ts'
import { deedRow, gatesRow } from './status.ts'
import { type Turn, turnAt } from './turn.ts'

export type WallOptions = { readonly turnMs: DurationMs; readonly glyphs: Glyphs }

/** The screen for people across the room. Pure: the same model always gives the same one; time decides the turn. */
export function wallOf(model: Model, panels: readonly Panel[], { turnMs, glyphs }: WallOptions): Screen {
  const { columns: width, rows: height } = model.view
  const screen = isBlind(model)
    ? [[block('blind', width, blindRows(model, width, height, glyphs))]]
    : seen(model, panels, turnMs, glyphs, width, height)
  return glyphs === 'ascii'
    ? screen.map((line) => line.map((each) => ({ ...each, rows: each.rows.map(asciiRow) })))
    : screen
}

function seen(
  model: Model,
  panels: readonly Panel[],
  turnMs: DurationMs,
  glyphs: Glyphs,
  width: number,
  height: number,
): Screen {
  const top = width >= 80 ? topRow(model, width) : shortTopRow(model, width)
  const middle = upperRows(model, panels, glyphs, width, height)
  const bottom = height >= 20 ? 3 : height >= 14 ? 2 : 1
  const rest = height - 1 - middle.length - bottom
  const turn = turnAt(model.now, turnMs, panels.length, width, rest)
  const status = [gatesRow(model, width), deedRow(model, width)].slice(0, bottom - 1)
  const grid = turn === null ? [] : panelLines(panels, turn, glyphs, width, rest)
  const blank =
    turn === null
      ? [
          [
            block(
              'blank',
              width,
              Array.from({ length: Math.max(0, rest) }, () => []),
            ),
          ],
        ]
      : grid
  const upper = [top, ...middle].slice(0, Math.max(0, height - bottom))
  return [
    [block('top', width, upper)],
    ...blank,
    [block('status', width, [...status, lastRow(model, turn, width)].slice(-height))],
  ]
}

/** Under these, large letters take the room of what they stand for. */
const LEAST_WIDTH = 56
const LEAST_HEIGHT = 18

/** How large: dots of so many rows; 0 is half of one. */
const sizeFor = (width: number, height: number): number =>
  Math.max(0, Math.floor(Math.min(width / 90, height / 24)))

/** What is wrong and the worst signals, large where there is room. */
function upperRows(
  model: Model,
  panels: readonly Panel[],
  glyphs: Glyphs,
  width: number,
  height: number,
): readonly Row[] {
  const items = cardItems(
    model,
    panels.map(({ config }) => config),
  )
  if (width < LEAST_WIDTH || height < LEAST_HEIGHT) {
    const said = headlineRows(model, width, height >= 10 ? 3 : 2)
    return [...said, ...items.map((item): Row => [span(' '), ...cardLine(item, width - 1)])]
  }
  const size = sizeFor(width, height)
  const banner = bannerRows(model, width, size, glyphs)
  const filled = Array.from({ length: Math.max(bigHeight(size), banner.length) }, (_, at) => banner[at] ?? [])
  const cardWidth = Math.floor((width - 1) / CARDS) - 2
  const cards = items.map((item) => cardRows(item, cardWidth, size, glyphs))
  const beside = Array.from(
    { length: cardHeight(size) },
    (_, at): Row => [
      span(' '),
      ...cards.flatMap((card) => [...padRow(card[at] ?? [], cardWidth), span('  ')]),
    ],
  )
  return [[], ...filled, [], ...beside].map((row) => fitRow(row, width))
}

function panelLines(
  panels: readonly Panel[],
  { first, count, columns }: Turn,
  glyphs: Glyphs,
  width: number,
  height: number,
): Screen {
  const lines = Math.ceil(count / columns)
  return Array.from({ length: lines }, (_, line) => {
    const from = first + line * columns
    const ofLine = panels.slice(from, Math.min(from + columns, first + count))
    const tall = Math.floor(height / lines) + (line < height % lines ? 1 : 0)
    return ofLine.map((panel, at): Block => {
      const wide = Math.floor(width / ofLine.length) + (at < width % ofLine.length ? 1 : 0)
      const rows = framed(panel, from + at, false, glyphs, wide, tall)
      return { id: panel.config.id, width: wide, height: tall, rows, below: 0 }
    })
  })
}

/** The mark of life, the sources, and which page is shown. */
function lastRow(model: Model, turn: Turn | null, width: number): Row {
  const page =
    turn === null || turn.pages === 1 ? [] : [span(`page ${turn.page + 1} of ${turn.pages}`, 'dim')]
  const pieces: readonly Row[] = [lifeRow(model), page, sourceSpans(model, false)]
  return [span(' '), ...flow(pieces, [span('   ')], width - 2)]
}

const block = (id: string, width: number, rows: readonly Row[]): Block => ({
  id,
  width,
  height: rows.length,
  rows: rows.map((row) => fitRow(row, width)),
  below: 0,
})
