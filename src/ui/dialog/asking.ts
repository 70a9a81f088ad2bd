import type { Asking } from '../../core/acting/dialog.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { typedSpans } from '../screen/typed.ts'
import { type DialogParts, namedRows } from './parts.ts'
import { whyNow } from './why.ts'

/** What is asked for before a plan can be made: the arguments, and why. */
export function askingParts(
  { title, subject, fields, at }: Asking,
  model: Model,
  width: number,
): DialogParts {
  const action =
    subject.kind === 'action' ? model.profile.actions.find(({ id }) => id === subject.action) : undefined
  const why = action === undefined ? null : whyNow(model, action.id)
  const about = (name: string, text: string | null | undefined): Row[] =>
    text === null || text === undefined ? [] : namedRows(name, text, width, 'dim')
  const rows = fields.map(({ name, wanted, field }, index): Row => {
    const isHere = index === at
    return [
      span(isHere ? '▸' : ' ', 'accent'),
      span(name.padEnd(9), isHere ? 'strong' : 'dim'),
      ...(isHere ? typedSpans(field, width - 12) : [span(field.text)]),
      span(field.text === '' ? ` ${wanted}` : '', 'dim'),
    ]
  })
  return {
    title,
    aside: 'nothing is done yet',
    role: 'accent',
    scroll: 0,
    body: [
      ...rows,
      ...about('why now', why),
      ...about('expect', action?.expect),
      ...about('runbook', action?.runbook),
    ],
    foot: [
      [span('Enter', 'key'), span(' shows the plan   ', 'dim'), span('Esc', 'key'), span(' cancels', 'dim')],
    ],
  }
}
