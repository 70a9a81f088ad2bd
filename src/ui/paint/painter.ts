import type { DOMElement } from 'ink'
import { borderSides, type Frame, paintBackground, paintBorder, type Sides } from './box.ts'
import { type Clip, intersect, isEmpty } from './clip.ts'
import type { Grid } from './grid.ts'
import { paintLine } from './line.ts'
import { paintRows } from './rows.ts'
import { squash } from './squash.ts'
import { widestLine } from './width.ts'
import { wrapText } from './wrap.ts'

type Transform = NonNullable<DOMElement['internal_transform']>
type Place = {
  readonly x: number
  readonly y: number
  readonly clip: Clip
  readonly transforms: readonly Transform[]
}

/**
 * Paints Ink's own tree into the grid, cell for cell what Ink's renderer (render-node-to-output, Output) of version 8.0.0
 * would print, without making strings of whole screens. The tree must be laid out. `<Static>` is passed over.
 * One difference: a Transform sees the whole line, also where an edge cuts it.
 */
export function paintTree(root: DOMElement, grid: Grid): void {
  const height = root.yogaNode?.getComputedHeight() ?? 0
  const clip = { x1: 0, x2: grid.columns, y1: 0, y2: Math.min(grid.rows, height) }
  paintNode(root, grid, { x: 0, y: 0, clip, transforms: [] })
}

function paintNode(node: DOMElement, grid: Grid, place: Place): void {
  if (!node.yogaNode || node.internal_static || node.isHidden || node.style.display === 'none') return
  const { left, top, width, height } = node.yogaNode.getComputedLayout()
  const frame = { x: place.x + left, y: place.y + top, width, height }
  const transforms = node.internal_transform
    ? [node.internal_transform, ...place.transforms]
    : place.transforms
  if (node.nodeName === 'ink-text') paintText(node, grid, frame, place.clip, transforms)
  else paintBox(node, grid, frame, { ...place, transforms })
}

function paintBox(node: DOMElement, grid: Grid, frame: Frame, place: Place): void {
  const { style } = node
  const sides = borderSides(style)
  if (node.nodeName === 'ink-box') {
    paintBackground(grid, frame, style, sides, place.clip)
    paintBorder(grid, frame, style, sides, place.clip)
    paintRows(node, grid, frame, place.clip)
  }
  const clip = innerClip(node, frame, sides, place.clip)
  if (isEmpty(clip)) return
  const x = frame.x - wholeOffset(style.contentOffsetX)
  const y = frame.y - wholeOffset(style.contentOffsetY)
  const inner = { ...place, clip, x, y }
  for (const child of node.childNodes) if (child.nodeName !== '#text') paintNode(child, grid, inner)
}

function innerClip({ style }: DOMElement, { x, y, width, height }: Frame, sides: Sides, outer: Clip): Clip {
  const hidesX = (style.overflowX ?? style.overflow) === 'hidden'
  const hidesY = (style.overflowY ?? style.overflow) === 'hidden'
  if (!hidesX && !hidesY) return outer
  return intersect(outer, {
    x1: hidesX ? x + sides.left : outer.x1,
    x2: hidesX ? x + width - sides.right : outer.x2,
    y1: hidesY ? y + sides.top : outer.y1,
    y2: hidesY ? y + height - sides.bottom : outer.y2,
  })
}

const wholeOffset = (offset: number | undefined): number =>
  offset !== undefined && Number.isFinite(offset) ? Math.trunc(offset) : 0

function paintText(
  node: DOMElement,
  grid: Grid,
  { x, y, width, height }: Frame,
  outer: Clip,
  transforms: readonly Transform[],
): void {
  const text = squash(node)
  if (text === '' || y >= outer.y2) return
  // What stands for controls was not measured: it must not push the rest over the neighbours.
  const clip = text.includes('\ufffd')
    ? intersect(outer, { x1: x, x2: x + width, y1: y, y2: y + height })
    : outer
  const fitted = widestLine(text) > width ? wrapText(text, width, node.style.textWrap ?? 'wrap') : text
  const lines = fitted.includes('\n') ? fitted.split('\n') : [fitted]
  for (const [i, line] of lines.entries()) {
    if (y + i < clip.y1 || y + i >= clip.y2) continue
    const styled = transforms.reduce((styledSoFar, transform) => transform(styledSoFar, i), line)
    paintLine(grid, x, y + i, styled, clip)
  }
}
