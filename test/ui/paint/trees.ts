import fc from 'fast-check'
import { Box, type BoxProps, Text, type TextProps } from 'ink'
import { Children, createElement, isValidElement, type ReactNode } from 'react'

const WORDS = [
  'p95',
  'queue depth',
  'ok',
  '3.41 s ≥ 3.2 s',
  '한국어',
  '서비스 상태',
  '日本',
  'かな',
  '▁▂▃▅▇',
  '⣀⣤⣶⣿',
  '● warn',
  '✖',
  '→ ↗ ↘',
  '🚀',
  '👩‍🚀',
  'é',
  '①',
  '…',
  'a  b   c',
  'x',
  '┌──┐',
  'one\ntwo',
  'ＡＢ',
  '⌚',
  '👍🏽',
  'tab\tbed',
  '',
] as const
const COLOURS = ['red', 'greenBright', 'gray', '#ff8800', 'ansi256(99)', 'rgb(1, 2, 3)', 'nonsense'] as const
const WRAPS = ['wrap', 'hard', 'truncate', 'truncate-end', 'truncate-middle', 'truncate-start'] as const
const BORDERS = [
  'single',
  'double',
  'round',
  'bold',
  'singleDouble',
  'doubleSingle',
  'classic',
  'arrow',
] as const

const colour = fc.constantFrom(...COLOURS)
const flag = fc.boolean()
const small = fc.nat(3)

const textStyle = fc.record<TextProps>(
  {
    color: colour,
    backgroundColor: colour,
    dimColor: flag,
    bold: flag,
    italic: flag,
    underline: flag,
    strikethrough: flag,
    inverse: flag,
  },
  { requiredKeys: [] },
)

const words = fc.array(fc.constantFrom(...WORDS), { maxLength: 5 }).map((list) => list.join(' '))

const inner: fc.Arbitrary<ReactNode> = fc.oneof(
  words,
  fc.tuple(textStyle, words).map(([style, text]) => createElement(Text, style, `-${text}`)),
  fc
    .tuple(textStyle, words, textStyle, words)
    .map(([outer, a, nested, b]) =>
      createElement(Text, outer, `-${a}`, createElement(Text, nested, `-${b}`)),
    ),
)

const text: fc.Arbitrary<ReactNode> = fc
  .tuple(textStyle, fc.constantFrom(...WRAPS), fc.array(inner, { maxLength: 3 }))
  .map(([style, wrap, children]) => createElement(Text, { ...style, wrap }, ...children))

const size = fc.oneof(fc.integer({ min: 0, max: 24 }), fc.constantFrom('50%', '100%'))
const overflow = fc.constantFrom('visible', 'hidden')

const boxStyle = fc.record<BoxProps>(
  {
    flexDirection: fc.constantFrom('row', 'column', 'row-reverse', 'column-reverse'),
    flexWrap: fc.constantFrom('nowrap', 'wrap', 'wrap-reverse'),
    flexGrow: fc.constantFrom(0, 1),
    flexShrink: fc.constantFrom(0, 1),
    alignItems: fc.constantFrom('flex-start', 'center', 'flex-end', 'stretch'),
    justifyContent: fc.constantFrom('flex-start', 'center', 'flex-end', 'space-between', 'space-around'),
    width: size,
    height: fc.integer({ min: 0, max: 9 }),
    minWidth: fc.integer({ min: 0, max: 9 }),
    gap: small,
    padding: fc.nat(1),
    paddingX: small,
    paddingTop: fc.nat(1),
    marginLeft: small,
    marginTop: fc.nat(1),
    overflow,
    overflowX: overflow,
    overflowY: overflow,
    display: fc.constantFrom('flex', 'flex', 'flex', 'none'),
    position: fc.constantFrom('relative', 'relative', 'absolute'),
    left: fc.integer({ min: -3, max: 5 }),
    top: fc.integer({ min: -2, max: 3 }),
    contentOffsetX: fc.integer({ min: -2, max: 3 }),
    contentOffsetY: fc.integer({ min: -2, max: 3 }),
    backgroundColor: colour,
    borderStyle: fc.constantFrom(...BORDERS),
    borderTop: flag,
    borderRight: flag,
    borderBottom: flag,
    borderLeft: flag,
    borderColor: colour,
    borderTopColor: colour,
    borderBackgroundColor: colour,
    borderDimColor: flag,
    borderLeftDimColor: flag,
  },
  { requiredKeys: [] },
)

/** Trees of boxes and texts with every style that hypercare could meet. */
export const tree: fc.Arbitrary<ReactNode> = fc.letrec<{ node: ReactNode; box: ReactNode }>((tie) => ({
  node: fc.oneof({ depthSize: 'small' }, text, tie('box')),
  box: fc
    .tuple(boxStyle, fc.array(tie('node'), { maxLength: 4 }))
    .map(([style, children]) => createElement(Box, style, ...children)),
})).box

/** The tree as one line of JSX, for reading a failure. */
export function describeTree(node: ReactNode): string {
  if (!isValidElement<{ children?: ReactNode }>(node)) return String(node)
  const { children, ...props } = node.props
  const inside = Children.toArray(children).map(describeTree).join('')
  return `<${node.type === Text ? 'Text' : 'Box'} ${JSON.stringify(props)}>${inside}</>`
}
