import type { Matcher } from '../change.ts'
import type { Refusal } from '../executor.ts'

/** As Alertmanager writes and reads it: `service=~"a|b"`. */
export function describeMatcher({ name, value, isRegex, isEqual }: Matcher): string {
  const operator = isRegex ? (isEqual ? '=~' : '!~') : isEqual ? '=' : '!='
  return `${name}${operator}${JSON.stringify(value)}`
}

export const describeMatchers = (matchers: readonly Matcher[]): string =>
  `{${matchers.map(describeMatcher).join(', ')}}`

/** A word no alert has. A pattern that takes it takes anything. */
const NOBODY = 'nobody-has-this-value'

/** Why the matchers would hide everything there is and will be; null where one of them names something. */
export function whyTooWide(matchers: readonly Matcher[]): Refusal | null {
  if (matchers.some(isSpecific)) return null
  return {
    reason: `${describeMatchers(matchers)} would silence everything`,
    hint: 'name at least one alert or service: alertname=HighResponseTime',
  }
}

function isSpecific({ value, isRegex, isEqual }: Matcher): boolean {
  if (!isEqual || value === '') return false
  if (!isRegex) return true
  try {
    const pattern = new RegExp(`^(?:${value})$`, 'u')
    return !pattern.test(NOBODY) && !pattern.test('')
  } catch {
    // What can't be read here can't be vouched for.
    return false
  }
}

/** Whether two lists say the same, in whatever order. */
export function sameMatchers(a: readonly Matcher[], b: readonly Matcher[]): boolean {
  const text = (matchers: readonly Matcher[]): string => matchers.map(describeMatcher).sort().join('\n')
  return text(a) === text(b)
}
