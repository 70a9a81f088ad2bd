import type { Row } from '../../core/row.ts'
import { cellWidth } from '../../core/width.ts'
import { BOLD, DIM, INVERSE, ITALIC, type Pen, STRIKE, UNDERLINE } from '../paint/pen.ts'
import type { Pens } from '../theme/pens.ts'
import { CELL, type Ink, STROKES, shapeOf } from './glyph.ts'
import { hexOf, type Paper } from './paper.ts'
import { type Piece, piecesOf } from './pieces.ts'

/** Between the edge of the picture and its cells. */
const MARGIN = 20
/** Half a cell is a letter of this size in nearly every monospaced font; where it is not, `textLength` sees to it. */
const FONT_SIZE = 13.3
const BASELINE = 12
const FONTS = "ui-monospace,'SF Mono',Menlo,'Cascadia Mono',Consolas,'DejaVu Sans Mono',monospace"

/** Everything that is drawn with one pen. */
type Layer = { readonly pen: Readonly<Pen>; texts: string; readonly paths: Record<Ink, string> }

/**
 * Rows of cells as a picture that looks the same in every viewer: lines, bars, braille and signs are drawn, and text
 * stands at its column whatever font there is. Pure; untrusted text is escaped.
 */
export function svgOf(
  rows: readonly Row[],
  columns: number,
  pens: Pens,
  paper: Paper,
  title: string,
): string {
  const layers = new Map<string, Layer>()
  const backgrounds = new Map<string, string>()
  for (const [y, row] of rows.entries()) {
    let x = 0
    for (const { text, role } of row) {
      const width = cellWidth(text)
      const pen = pens[role]
      const back = backOf(pen, paper)
      if (back !== paper.background && width > 0)
        backgrounds.set(
          back,
          `${backgrounds.get(back) ?? ''}${at(x, y)}h${width * CELL.width}v${CELL.height}h-${width * CELL.width}z`,
        )
      for (const piece of piecesOf(text)) draw(layerOf(layers, pen), piece, x + piece.column, y)
      x += width
    }
  }
  const width = columns * CELL.width + 2 * MARGIN
  const height = rows.length * CELL.height + 2 * MARGIN
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="12" fill="${paper.background}" stroke="${paper.edge}"/>`,
    `<g transform="translate(${MARGIN} ${MARGIN})" font-family="${FONTS}" font-size="${FONT_SIZE}">`,
    ...Array.from(backgrounds, ([fill, path]) => `<path fill="${fill}" d="${path}"/>`),
    ...Array.from(layers.values(), (layer) => layerText(layer, paper)),
    '</g>',
    '</svg>\n',
  ].join('\n')
}

function layerOf(layers: Map<string, Layer>, pen: Readonly<Pen>): Layer {
  const key = `${pen.fg} ${pen.bg} ${pen.attributes}`
  const known = layers.get(key)
  if (known !== undefined) return known
  const layer = { pen, texts: '', paths: { fill: '', line: '', heavy: '', dots: '' } }
  layers.set(key, layer)
  return layer
}

function draw(layer: Layer, { text, cells, isSign }: Piece, x: number, y: number): void {
  const stroke = STROKES[text.charAt(0)]
  if (isSign && stroke !== undefined) {
    layer.paths[stroke.ink] += at(x, y) + stroke.shape(cells)
    return
  }
  const shape = isSign ? shapeOf(text) : null
  if (shape === null) {
    layer.texts += `<text x="${x * CELL.width}" y="${y * CELL.height + BASELINE}" textLength="${cells * CELL.width}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>\n`
    return
  }
  for (const ink of INKS) layer.paths[ink] += shape[ink] === undefined ? '' : at(x, y) + shape[ink]
}

const INKS = ['fill', 'line', 'heavy', 'dots'] as const satisfies readonly Ink[]

/** How each ink is drawn in the colour of its layer. */
const STYLE: Readonly<Record<Ink, (colour: string) => string>> = {
  fill: (colour) => `fill="${colour}"`,
  line: (colour) => `fill="none" stroke="${colour}" stroke-width="1.1" stroke-linecap="round"`,
  heavy: (colour) => `fill="none" stroke="${colour}" stroke-width="2.2"`,
  dots: (colour) => `fill="none" stroke="${colour}" stroke-width="2.6" stroke-linecap="round"`,
}

function layerText({ pen, texts, paths }: Layer, paper: Paper): string {
  const colour = foreOf(pen, paper)
  const drawn = INKS.flatMap((ink) =>
    paths[ink] === '' ? [] : [`<path ${STYLE[ink](colour)} d="${paths[ink]}"/>\n`],
  )
  return `<g fill="${colour}"${attributes(pen.attributes)}>\n${drawn.join('')}${texts}</g>`
}

function attributes(on: number): string {
  const decorations = [(on & UNDERLINE) !== 0 && 'underline', (on & STRIKE) !== 0 && 'line-through'].filter(
    Boolean,
  )
  return [
    (on & BOLD) === 0 ? '' : ' font-weight="700"',
    (on & DIM) === 0 ? '' : ' opacity=".6"',
    (on & ITALIC) === 0 ? '' : ' font-style="italic"',
    decorations.length === 0 ? '' : ` text-decoration="${decorations.join(' ')}"`,
  ].join('')
}

const isInverse = ({ attributes }: Readonly<Pen>): boolean => (attributes & INVERSE) !== 0
const ink = ({ fg }: Readonly<Pen>, paper: Paper): string => hexOf(fg, paper.foreground, paper)
const ground = ({ bg }: Readonly<Pen>, paper: Paper): string => hexOf(bg, paper.background, paper)
const foreOf = (pen: Readonly<Pen>, paper: Paper): string => (isInverse(pen) ? ground : ink)(pen, paper)
const backOf = (pen: Readonly<Pen>, paper: Paper): string => (isInverse(pen) ? ink : ground)(pen, paper)

const at = (x: number, y: number): string => `M${x * CELL.width} ${y * CELL.height}`

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What XML can't hold is shown as such: controls, halves of surrogate pairs, and two characters that are none. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\ufffe\uffff]/gu, '\ufffd')
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
