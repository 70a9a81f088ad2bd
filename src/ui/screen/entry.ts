import { type Role, type Row, span } from '../../core/row.ts'
import { fitRow } from '../../widgets/fit.ts'
import { wrapWords } from './spread.ts'

/** More lines than these are no sentence any more. */
const MOST_LINES = 12

/** A line, and below it, indented, sentences in as many lines as they need. */
export function entryRows(
  head: Row,
  sentences: readonly { readonly text: string; readonly role: Role }[],
  indent: number,
  width: number,
): Row[] {
  const below = sentences.flatMap(({ text, role }) =>
    wrapWords(text, Math.max(10, width - indent - 1), MOST_LINES).map(
      (line): Row => [span(' '.repeat(indent)), span(line, role)],
    ),
  )
  return [fitRow(head, width), ...below]
}
