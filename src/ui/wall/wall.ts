import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import type { DurationMs } from '../../core/time.ts'
import type { Glyphs } from '../../panels/kind.ts'
import type { Panel } from '../../panels/panel.ts'
import { bigHeight } from '../../widgets/big.ts'
import { fitRow, padRow } from '../../widgets/fit.ts'
import { inGlyphs } from '../../widgets/signs.ts'
import type { Block, Screen } from '../screen/block.ts'
import { headlineRows, shortTopRow, topRow } from '../screen/header.ts'
import { lookRows } from '../screen/look.ts'
import { framed } from '../screen/panels.ts'
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
    ? [block('blind', 0, width, blindRows(model, width, height, glyphs))]
    : seen(model, panels, turnMs, glyphs, width, height)
  return screen.map((each) => ({ ...each, rows: inGlyphs(each.rows, glyphs) }))
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
  const wanted = height >= 20 ? 3 : height >= 14 ? 2 : 1
  const upper = [top, ...upperRows(model, panels, glyphs, width, height)].slice(
    0,
    Math.max(0, height - wanted),
  )
  const rest = Math.max(0, height - upper.length - wanted)
  const turn = turnAt(model.now, turnMs, panels.length, width, rest)
  const status = [...lookRows(model, width), gatesRow(model, width), deedRow(model, width)].slice(
    0,
    wanted - 1,
  )
  return [
    block('top', 0, width, upper),
    ...(turn === null ? [] : panelBlocks(panels, turn, glyphs, { top: upper.length, width, height: rest })),
    block('status', upper.length + rest, width, [...status, lastRow(model, turn, width)]),
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

type Area = { readonly top: number; readonly width: number; readonly height: number }

/** The panels whose turn it is, in lines that share the height. */
function panelBlocks(
  panels: readonly Panel[],
  { first, count, columns }: Turn,
  glyphs: Glyphs,
  { top, width, height }: Area,
): readonly Block[] {
  const lines = Math.ceil(count / columns)
  return Array.from({ length: lines }, (_, line) => line).flatMap((line) => {
    const from = first + line * columns
    const ofLine = panels.slice(from, Math.min(from + columns, first + count))
    const above = Math.floor((height * line) / lines)
    const tall = Math.floor((height * (line + 1)) / lines) - above
    return ofLine.map((panel, at): Block => {
      const left = Math.floor((width * at) / ofLine.length)
      const wide = Math.floor((width * (at + 1)) / ofLine.length) - left
      const rows = framed(panel, from + at, false, glyphs, wide, tall)
      return { id: panel.config.id, left, top: top + above, width: wide, height: tall, rows, below: 0 }
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

const block = (id: string, top: number, width: number, rows: readonly Row[]): Block => ({
  id,
  left: 0,
  top,
  width,
  height: rows.length,
  rows: rows.map((row) => fitRow(row, width)),
  below: 0,
})
