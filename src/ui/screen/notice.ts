import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { fitRow } from '../../widgets/fit.ts'

/** What is wrong with the looks of the screen itself, in one line; none where nothing is. */
export function noticeRows({ view: { themeProblem } }: Model, width: number): Row[] {
  if (themeProblem === null) return []
  return [fitRow([span(' ▲ theme not taken: ', 'warn'), span(themeProblem)], width)]
}
