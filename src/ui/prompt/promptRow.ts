import { shownPanels } from '../../core/filter.ts'
import type { Model } from '../../core/model.ts'
import type { Prompt } from '../../core/prompt/prompt.ts'
import { type Row, span } from '../../core/row.ts'
import { fitRow, rowWidth } from '../../widgets/fit.ts'
import { hiddenSpans } from '../screen/filterRow.ts'
import { flow, spread } from '../screen/spread.ts'
import { typedSpans } from '../screen/typed.ts'

const SIGN: Readonly<Record<Prompt['kind'], string>> = { palette: ':', filter: '/' }

/** The part of the line that is kept for what is typed, before anything stands beside it. */
const TYPED = 0.2

/** The line that is typed into, at the bottom of the screen, and what its keys do where that has room. */
export function promptRow(prompt: Prompt, model: Model, width: number): Row {
  const beside = flow(asidesOf(prompt, model), GAP, Math.floor(width * (1 - TYPED)))
  const room = width - rowWidth(beside) - 4
  const line = fitRow([span(` ${SIGN[prompt.kind]} `, 'key'), ...typedSpans(prompt.field, room)], width - 1)
  return spread(line, [...beside, span(' ')], width)
}

function asidesOf(prompt: Prompt, model: Model): readonly Row[] {
  if (prompt.kind === 'palette')
    return [hint('⏎', 'does it'), hint('Tab', 'completes'), hint('Esc', 'cancels')]
  const { page, isHelpOpen } = model.view
  const panels = model.profile.panels.length
  const found: Row =
    page !== null || isHelpOpen ? [] : [span(`${shownPanels(model).length} of ${panels} panels`, 'dim')]
  return [hiddenSpans(model), found, hint('⏎', 'keeps it'), hint('Esc', 'cancels')]
}

const hint = (key: string, what: string): Row => [span(key, 'key'), span(` ${what}`, 'dim')]

const GAP: Row = [span('   ')]
