import { filterHere, hiddenCrit, shownPanels } from '../../core/filter.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { SYMBOLS } from '../../widgets/badge.ts'
import { truncate } from '../../widgets/fit.ts'
import { flow } from './spread.ts'

/** What is narrowed and how to undo it; nothing where everything is shown. What it hides comes before anything else. */
export function filterRows(model: Model, width: number): Row[] {
  const { view, profile } = model
  const filter = filterHere(view)
  if (filter === '') return []
  const isPage = view.page !== null || view.isHelpOpen
  const found = isPage
    ? 'other rows are left out'
    : `${shownPanels(model).length} of ${profile.panels.length} panels`
  const hidden = isPage ? [] : hiddenSpans(model)
  const name: Row = [span('filter: ', 'dim'), span(truncate(filter, Math.max(8, width - 30)), 'strong')]
  const clear: Row = [span('Esc', 'key'), span(' clears', 'dim')]
  return [[span(' '), ...flow([hidden, name, [span(found, 'dim')], clear], [span(' · ', 'dim')], width - 2)]]
}

/** What is critical and can't be seen because of the filter. */
export function hiddenSpans(model: Model): Row {
  const hidden = hiddenCrit(model)
  return hidden === 0 ? [] : [span(`${SYMBOLS.crit} ${hidden} CRIT hidden`, 'crit')]
}
