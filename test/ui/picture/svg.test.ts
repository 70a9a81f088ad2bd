import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/config/profile.ts'
import { ROLES, type Row, span } from '../../../src/core/row.ts'
import { BOLD, DIM, INVERSE, ITALIC, PLAIN, STRIKE, UNDERLINE } from '../../../src/ui/paint/pen.ts'
import { CELL, shapeOf } from '../../../src/ui/picture/glyph.ts'
import { type Paper, paperOf } from '../../../src/ui/picture/paper.ts'
import { svgOf } from '../../../src/ui/picture/svg.ts'
import { rowsOf } from '../../../src/ui/picture/text.ts'
import { type Pens, pensOf } from '../../../src/ui/theme/pens.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { openProfile, played, shown, themeOf } from './given.ts'

let profile: Profile
let pens: Pens
let paper: Paper
beforeAll(async () => {
  profile = await openProfile()
  const theme = await themeOf('dark')
  pens = pensOf(theme, 'true')
  paper = paperOf(theme)
})

type Written = { readonly text: string; readonly x: number; readonly y: number; readonly cells: number }
type Group = { readonly [attribute: string]: unknown }

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  isArray: (name) => ['g', 'text', 'path'].includes(name),
})

const list = (value: unknown): readonly Group[] => (Array.isArray(value) ? (value as Group[]) : [])

/** What an XML parser reads of a picture: its title, and every word with its place in cells. */
function read(svg: string): { title: string; layers: readonly Group[]; words: readonly Written[] } {
  expect(XMLValidator.validate(svg)).toBe(true)
  const { svg: root } = parser.parse(svg) as { svg: { title: string; g: readonly Group[] } }
  const layers = list(root.g[0]?.g)
  const words = layers.flatMap((layer) =>
    list(layer.text).map((text) => ({
      text: String(text['#text']),
      x: Number(text.x) / CELL.width,
      y: Math.floor(Number(text.y) / CELL.height),
      cells: Number(text.textLength) / CELL.width,
    })),
  )
  return { title: root.title, layers, words }
}

const drawn = (rows: readonly Row[], columns = 20, title = 'a title'): string =>
  svgOf(rows, columns, pens, paper, title)

describe('the picture of a screen', () => {
  it.each([
    ['breaker-open', 120, 36],
    ['calm', 80, 24],
    ['prometheus-down', 160, 45],
  ])('has every word of it at its column (%s at %i×%i)', (name, columns, rows) => {
    const screen = rowsOf(shown(profile, played(profile, name, { columns, rows })))
    const cells = screen.map((row) =>
      [...plainText(row)].map((sign) => (shapeOf(sign) === null ? sign : ' ')),
    )
    const written = cells.map((line) => line.map(() => ' '))
    for (const { text, x, y, cells } of read(drawn(screen, columns)).words) {
      expect([...text]).toHaveLength(cells)
      for (const [i, sign] of [...text].entries()) (written[y] ?? [])[x + i] = sign
    }
    const lines = (grid: readonly (readonly string[])[]): readonly string[] =>
      grid.map((line) => line.join('').replaceAll('\u00a0', ' '))
    expect(lines(written)).toEqual(lines(cells))
  })

  it('draws what no font is asked for: every line, bar, braille sign and badge', () => {
    for (const sign of '─│╭╮╰╯┄┊┬┼┿━╸●○◐◌▲△✖◆▴▸→▕▏▎▍▌▋▊▉█▁▂▃▄▅▆▇▀⠁⣀⣿') {
      const svg = drawn([[span(sign)]])
      expect(svg, sign).toContain(' d="M0 0m')
      expect(read(svg).words, sign).toEqual([])
    }
  })

  it('puts a dot of braille where its bit says', () => {
    expect(shapeOf('⠁')).toEqual({ dots: 'm2 2h0' })
    expect(shapeOf('⢀')).toEqual({ dots: 'm6 14h0' })
    expect(shapeOf('⣀')).toEqual({ dots: 'm2 14h0m4 0h0' })
  })

  it('makes one stroke of a line', () => {
    expect(drawn([[span('╭'), span('─'.repeat(9)), span('╮')]])).toContain('M8 0m0 8h72')
  })

  const texts: readonly (readonly [string, readonly (readonly [string, number])[]])[] = [
    ['plain words', [['plain words', 0]]],
    [
      'two  words',
      [
        ['two', 0],
        ['words', 5],
      ],
    ],
    ['a<b & "c">d', [['a<b & "c">d', 0]]],
    [']]> <!-- &amp; <script>', [[']]> <!-- &amp; <script>', 0]]],
    [
      '日本 x',
      [
        ['日', 0],
        ['本', 2],
        ['x', 5],
      ],
    ],
    [
      'e\u0301t',
      [
        ['e\u0301', 0],
        ['t', 1],
      ],
    ],
    [
      '3 ≥ 2',
      [
        ['3', 0],
        ['≥', 2],
        ['2', 4],
      ],
    ],
    [
      'a\u001b]52b',
      [
        ['a', 0],
        [']52b', 1],
      ],
    ],
    // Half of a pair has no cell, and no place in XML.
    ['\ud800x', [['x', 0]]],
    [
      'a\ufffeb',
      [
        ['a', 0],
        ['\ufffd', 1],
        ['b', 2],
      ],
    ],
    ['   ', []],
  ]
  it.each(texts)('%j is read back as it was, each word at its column', (text, words) => {
    const found = read(drawn([[span(text)]])).words.map(({ text, x }) => [text, x])
    expect(found).toEqual(words)
  })

  it('escapes its title', () => {
    expect(read(drawn([], 20, '</title><script>"&')).title).toBe('</title><script>"&')
  })

  it.each([
    ['bold', BOLD, 'font-weight', '700'],
    ['dim', DIM, 'opacity', '.6'],
    ['italic', ITALIC, 'font-style', 'italic'],
    ['underlined', UNDERLINE, 'text-decoration', 'underline'],
    ['struck out', STRIKE, 'text-decoration', 'line-through'],
    ['both', STRIKE | UNDERLINE, 'text-decoration', 'underline line-through'],
  ])('shows what is %s', (_, attributes, name, value) => {
    const svg = svgOf([[span('x', 'crit')]], 1, { ...pens, crit: { ...PLAIN, attributes } }, paper, '')
    expect(read(svg).layers[0]).toMatchObject({ [name]: value })
  })

  it('shows an inverse banner on its own ground', () => {
    const banner = { ...PLAIN, attributes: INVERSE }
    const svg = svgOf([[span('now', 'banner')]], 9, { ...pens, banner }, paper, '')
    expect(svg).toContain(`<path fill="${paper.foreground}" d="M0 0h24v16h-24z"/>`)
    expect(read(svg).layers[0]).toMatchObject({ fill: paper.background })
  })

  it('gives every role the colour of its theme', async () => {
    const row: Row = ROLES.map((role) => span('x', role))
    const fills = new Set(read(drawn([row], ROLES.length)).layers.map(({ fill }) => fill))
    const { roles } = await themeOf('dark')
    for (const role of ROLES) {
      const { color = paper.foreground, inverse } = roles[role]
      expect(fills, role).toContain(inverse === true ? paper.background : color)
    }
  })

  it.each(['light', 'high-contrast', 'ansi16', 'mono'])(
    'has the paper that its theme is for (%s)',
    async (name) => {
      const theme = await themeOf(name)
      const svg = svgOf([[span('x', 'crit')]], 1, pensOf(theme, 'true'), paperOf(theme), '')
      expect(svg).toContain(`fill="${name === 'light' ? '#ffffff' : '#0f141b'}"`)
      expect(read(svg).words).toHaveLength(1)
    },
  )
})
