import type { Selector } from '../../core/promql/selectors.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { HttpClient } from '../http/client.ts'
import type { Deadline } from '../http/deadline.ts'
import { ask } from './api.ts'
import type { Question } from './question.ts'

/** What was seen, and how to mend it. */
export type Explanation = readonly [message: string, hint: string]

/** Finds out why an expression returns nothing: no such metric, a matcher that fits nothing, or the expression itself. */
export async function explainEmptiness(
  client: HttpClient,
  { expression }: Question,
  deadline: Deadline,
): Promise<Explanation> {
  for (const selector of expression.selectors) {
    if (await selectsNothing(client, selector.text, deadline))
      return explainSelector(client, selector, deadline)
  }
  const names = expression.selectors.map(({ text }) => text).join(', ')
  return [
    `the query returned no series, though ${sanitise(names, 120)} has some`,
    'a range shorter than two scrapes, or operands whose labels differ, gives nothing',
  ]
}

async function explainSelector(
  client: HttpClient,
  selector: Selector,
  deadline: Deadline,
): Promise<Explanation> {
  const { name, matchers } = selector
  if (name === '') return [`nothing matches ${sanitise(selector.text)}`, 'check its matchers']
  if (await selectsNothing(client, name, deadline)) {
    return [`there is no metric ${sanitise(name)}`, 'check its name, and that its exporter is scraped']
  }
  for (const matcher of matchers) {
    if (await selectsNothing(client, `${name}{${matcher}}`, deadline)) {
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

/** Whether the server says so; where it gives no answer, nothing is claimed. */
async function selectsNothing(client: HttpClient, selector: string, deadline: Deadline): Promise<boolean> {
  const answer = await ask(client, `count(${selector})`, { kind: 'now' }, deadline)
  return answer.kind === 'data' && answer.data.series.length === 0
}
