import { isUnderWay } from '../../core/acting/action.ts'
import { type Dialog, overruleWord } from '../../core/acting/dialog.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { cellWidth } from '../../core/width.ts'
import { fitRow, rowWidth, truncate } from '../../widgets/fit.ts'
import { askingParts } from './asking.ts'
import { choosingParts } from './choosing.ts'
import { type DialogParts, namedRows } from './parts.ts'
import { checkRows, confirmRows, planParts } from './plan.ts'

/** A dialog in its frame, and how many lines of it are further down. */
export type Drawn = { readonly rows: readonly Row[]; readonly below: number }

/** Sides of the frame. */
const SIDES = 4
/** Upper and lower border. */
const BORDERS = 2

/** How many rows it would like to have. */
export function wantedHeight(dialog: Dialog, model: Model, width: number): number {
  const { body, foot } = partsOf(dialog, model, width - SIDES, Number.POSITIVE_INFINITY)
  return body.length + foot.length + BORDERS
}

/** The dialog in exactly that room: its last lines say how to get out, and are never scrolled away. */
export function drawDialog(dialog: Dialog, model: Model, width: number, height: number): Drawn {
  const parts = partsOf(dialog, model, width - SIDES, height - BORDERS)
  const foot = parts.foot.slice(0, Math.max(1, height - BORDERS))
  const room = Math.max(0, height - BORDERS - foot.length)
  const first = Math.min(parts.scroll, Math.max(0, parts.body.length - room))
  const shown = parts.body.slice(first, first + room)
  const below = Math.max(0, parts.body.length - room - first)
  const blank = Array.from({ length: room - shown.length }, (): Row => [])
  const content = [...shown, ...blank, ...foot]
  return {
    below,
    rows: [
      topBorder(parts, width),
      ...content.map((row) => side(fitRow(row, width - SIDES), width, parts)),
      bottomBorder(parts, width, below, dialog.kind === 'plan' ? ' to read first' : ''),
    ].slice(0, height),
  }
}

function partsOf(dialog: Dialog, model: Model, width: number, room: number): DialogParts {
  switch (dialog.kind) {
    case 'choosing':
      return choosingParts(dialog.chosen, model, room)
    case 'asking':
      return askingParts(dialog, model, width)
    case 'planning':
      return said(dialog.asked.title, ['reading the target and working the plan out …'], 'Esc', width)
    case 'plan':
      return planParts(dialog, model, width)
    case 'refused': {
      const { title, reason, hint, checks, asked, scroll } = dialog
      const keys = asked === null ? 'Esc or Enter' : 'Esc'
      const parts = said(title, [], keys, width)
      return {
        ...parts,
        role: 'crit',
        aside: 'not done',
        scroll,
        body: [
          ...namedRows('refused', `✖ ${reason}`, width, 'crit'),
          ...(hint === '' ? [] : namedRows('', `→ ${hint}`, width)),
          ...checkRows(
            checks.filter(({ words }) => words !== reason),
            width,
          ),
        ],
        foot:
          asked === null
            ? parts.foot
            : [
                [
                  ...(overruleWord(dialog) === null ? [] : [span('o', 'key'), span(' overrules   ', 'dim')]),
                  span('Enter', 'key'),
                  span(' asks again   ', 'dim'),
                  ...(parts.foot[0] ?? []),
                ],
              ],
      }
    }
    case 'overruling':
      return overrulingParts(dialog, width)
    case 'starting':
      return said(dialog.proposal.title, ['confirmed; handed over to a runner of its own …'], '', width)
    case 'leaving':
      return leavingParts(model, width)
  }
}

function overrulingParts(
  { asked, checks, word, typed, scroll }: Extract<Dialog, { kind: 'overruling' }>,
  width: number,
): DialogParts {
  const inTheWay = checks.filter(({ outcome }) => outcome === 'refuse')
  return {
    title: `Overrule: ${asked.title}`,
    aside: 'nothing is done yet',
    role: 'crit',
    scroll,
    body: [
      ...checkRows(inTheWay, width),
      ...namedRows('then', 'a plan, which asks for the name of what it changes', width, 'dim'),
    ],
    foot: confirmRows('overrule', word, typed, width),
  }
}

function leavingParts({ actions: { deeds } }: Model, width: number): DialogParts {
  const [open] = deeds.filter(isUnderWay)
  const words = open === undefined ? 'an action' : `${open.title} (${open.now} → ${open.after})`
  return {
    ...said(
      'Leave?',
      [`${words} is under way. It goes on without this screen, and stops for nobody.`],
      '',
      width,
    ),
    foot: [
      [span('q', 'key'), span(' leaves   ', 'dim'), span('any other key', 'key'), span(' stays', 'dim')],
    ],
  }
}

const said = (title: string, sentences: readonly string[], keys: string, width: number): DialogParts => ({
  title,
  aside: '',
  role: 'accent',
  scroll: 0,
  body: sentences.flatMap((text) => namedRows('', text, width)),
  foot: keys === '' ? [[]] : [[span(keys, 'key'), span(' closes', 'dim')]],
})

function topBorder({ title, aside, role }: DialogParts, width: number): Row {
  const right = aside === '' || cellWidth(aside) + 16 > width ? '' : ` ${aside} ─`
  const label = truncate(title, Math.max(0, width - cellWidth(right) - 6))
  const line = '─'.repeat(Math.max(0, width - cellWidth(label) - cellWidth(right) - 5))
  return [
    span('╭─ ', role),
    span(label, 'title'),
    span(` ${line}`, role),
    span(right, 'dim'),
    span('╮', role),
  ]
}

function bottomBorder({ role }: DialogParts, width: number, below: number, why: string): Row {
  const short = below === 0 ? '' : ` ↓ ${below} more `
  const long = below === 0 ? '' : ` ↓ ${below} more${why} `
  const more = cellWidth(long) > width - 2 ? short : long
  return [
    span(`╰${'─'.repeat(Math.max(0, width - 2 - cellWidth(more)))}`, role),
    span(more, 'key'),
    span('╯', role),
  ]
}

const side = (row: Row, width: number, { role }: DialogParts): Row => [
  span('│ ', role),
  ...row,
  span(' '.repeat(Math.max(0, width - SIDES - rowWidth(row)))),
  span(' │', role),
]
