import { alertInFocus } from '../alertList.ts'
import type { Model } from '../model.ts'
import type { ActionIdentity } from './action.ts'

/** What can be done about the alert that is looked at: to silence it, and what it is known by. */
export type Silencing = { readonly action: ActionIdentity; readonly matchers: string }

/** Null where no alert that fires is looked at, or the profile has no action that silences it. */
export function silencingOf(model: Model): Silencing | null {
  const focus = alertInFocus(model)
  if (focus?.listed.standing !== 'firing') return null
  const { source, alert } = focus.listed
  const action = model.profile.actions.find(({ silences }) => silences === source)
  return action === undefined ? null : { action, matchers: matchersOf(alert.labels) }
}

/** As many labels as a line that is typed has room for; the plan tells how many alerts they fit. */
const ROOM = 180

function matchersOf(labels: Readonly<Record<string, string>>): string {
  const names = Object.keys(labels).sort((a, b) => Number(b === 'alertname') - Number(a === 'alertname'))
  return names.reduce((text, name) => {
    const matcher = matcherOf(name, labels[name] ?? '')
    return text.length + matcher.length > ROOM ? text : `${text}${text === '' ? '' : ' '}${matcher}`
  }, '')
}

/** Words of a list are divided by blanks, so that a value with blanks, or with quotes, is written as a pattern. */
function matcherOf(name: string, value: string): string {
  if (/^[^\s"\\~][^\s"\\]*$/.test(value)) return `${name}=${value}`
  const pattern = value.replaceAll(/[\s"\\.*+?^${}()|[\]]/g, (sign) =>
    /[\s"\\]/.test(sign) ? '.' : `\\${sign}`,
  )
  return `${name}=~${pattern}`
}
