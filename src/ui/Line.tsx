import { Text } from 'ink'
import { createElement, memo, useContext } from 'react'
import { type Row, type Span, span as spanOf } from '../core/row.ts'
import { type Theme, ThemeContext } from './theme/theme.ts'

const BLANK = spanOf(' ')

/** One row of text. Each span is an element of its own, so that no untrusted text can reach into its neighbours. */
export const Line = memo(function Line({ row }: { row: Row }) {
  const theme = useContext(ThemeContext)
  // A text without characters has no height, and the rows below would move up.
  const spans = row.length === 0 ? [BLANK] : row
  return createElement(Text, { wrap: 'truncate-end' }, ...spans.map((span) => styled(span, theme)))
}, sameRow)

function styled({ text, role }: Span, theme: Theme) {
  const { color, bold, dim, inverse } = theme[role]
  const style = {
    ...(color && { color }),
    ...(bold && { bold }),
    ...(dim && { dimColor: dim }),
    ...(inverse && { inverse }),
  }
  return createElement(Text, style, text)
}

/** Rows are made anew on every tick; most say the same as before. */
function sameRow({ row: a }: { row: Row }, { row: b }: { row: Row }): boolean {
  return (
    a === b ||
    (a.length === b.length && a.every((span, i) => span.text === b[i]?.text && span.role === b[i]?.role))
  )
}
