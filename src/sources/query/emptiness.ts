import type { Selector } from '../../core/promql/selectors.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { Question } from './question.ts'

/** Whether a selector, as text, selects nothing now; where that can't be told, it does not. */
export type SelectsNothing = (selector: string) => Promise<boolean>

/** What was seen, and how to mend it. */
export type Explanation = readonly [message: string, hint: string]

/** Finds out why an expression returns nothing: no such metric, a matcher that fits nothing, or the expression itself. */
export async function explainEmptiness(
  { expression }: Question,
  selectsNothing: SelectsNothing,
): Promise<Explanation> {
  for (const selector of expression.selectors) {
    if (await selectsNothing(selector.text)) return explainSelector(selector, selectsNothing)
  }
  const names = expression.selectors.map(({ text }) => text).join(', ')
  return [
    `the query returned no series, though ${sanitise(names, 120)} has some`,
    'a range shorter than two scrapes, or operands whose labels differ, gives nothing',
  ]
}

async function explainSelector(selector: Selector, selectsNothing: SelectsNothing): Promise<Explanation> {
  const { name, matchers } = selector
  if (name === '') return [`nothing matches ${sanitise(selector.text)}`, 'check its matchers']
  if (await selectsNothing(name)) {
    return [`there is no metric ${sanitise(name)}`, 'check its name, and that its exporter is scraped']
  }
  for (const matcher of matchers) {
    if (await selectsNothing(`${name}{${matcher}}`)) {
      return [
        `${sanitise(name)} exists, but no series with ${sanitise(matcher)}`,
        'check that label and its values',
      ]
    }
  }
  return [
    `${sanitise(name)} exists, but no series has all of ${sanitise(matchers.join(', '))}`,
    'check the matchers',
  ]
}
