import type { DeedState } from '../../core/acting/action.ts'
import { isFiring } from '../../core/alert.ts'
import { clause, headline } from '../../core/headline.ts'
import type { Model, VerdictChange } from '../../core/model.ts'
import { formatClock } from '../../core/time.ts'
import { compareLevels, LEVELS } from '../../core/verdict.ts'
import { spoken } from './spoken.ts'
import { adviceLines, headlineLine } from './where.ts'

/** More changes at once are counted, not told one by one. */
const MOST_AT_ONCE = 5

/** What happened to the system between two models, a line each, in the order to hear it. */
export function newsLines(before: Model, after: Model): readonly string[] {
  const at = formatClock(after.now)
  const news = [
    ...changeLines(newChanges(before, after)),
    ...sourceLines(before, after).map((line) => `${at} ${line}`),
    ...alertLines(before, after).map((line) => `${at} ${line}`),
    ...deedLines(before, after).map((line) => `${at} ${line}`),
  ]
  const isOther = headline(before, 0).level !== headline(after, 0).level
  const advice = news.length === 0 && !isOther ? [] : newAdvice(before, after)
  return [...news, ...(isOther ? [`${at} now ${headlineLine(after)}`] : []), ...advice]
}

/** Oldest first. */
function newChanges({ changes: [last] }: Model, { changes }: Model): readonly VerdictChange[] {
  return changes.slice(0, last === undefined ? changes.length : changes.indexOf(last)).toReversed()
}

function changeLines(changes: readonly VerdictChange[]): readonly string[] {
  const worst = changes.length > MOST_AT_ONCE
  const told = worst ? changes.toSorted((a, b) => compareLevels(a.to, b.to)).slice(0, MOST_AT_ONCE) : changes
  const rest = changes.filter((change) => !told.includes(change))
  const counts = LEVELS.map((level) => ({ level, count: rest.filter(({ to }) => to === level).length }))
  return [
    ...told.map(changeLine),
    ...(rest.length === 0
      ? []
      : [
          `and ${counts
            .filter(({ count }) => count > 0)
            .map(({ level, count }) => `${count} more ${level.toUpperCase()}`)
            .join(', ')}`,
        ]),
  ]
}

/** `14:02:31 CRIT balanced p95 3.41 seconds, at or over 3.2 seconds for 3 minutes, was warn`. */
function changeLine({ at, key, title, from, to, reason }: VerdictChange): string {
  const was = from === 'unknown' ? '' : `, was ${from}`
  return `${formatClock(at)} ${to.toUpperCase()} ${spoken(clause(key, title, reason))}${was}`
}

function sourceLines(before: Model, after: Model): readonly string[] {
  if (before.sources === after.sources) return []
  return [...after.sources.values()].flatMap(({ config, failure }) => {
    const had = before.sources.get(config.id)?.failure ?? null
    if (failure !== null && had === null)
      return [spoken(`source ${config.id} gives no answer: ${failure.message}`)]
    return failure === null && had !== null ? [`source ${config.id} answers again`] : []
  })
}

function alertLines(before: Model, after: Model): readonly string[] {
  if (before.sources === after.sources) return []
  return [...after.sources.values()].flatMap(({ config, alerts }) => {
    const had = before.sources.get(config.id)?.alerts ?? []
    if (alerts === null || alerts === had) return []
    const known = new Set(had.filter(isFiring).map(({ fingerprint }) => fingerprint))
    const firing = alerts.filter(isFiring)
    const still = new Set(firing.map(({ fingerprint }) => fingerprint))
    return [
      ...firing
        .filter(({ fingerprint }) => !known.has(fingerprint))
        .map(({ name, severity, summary }) => spoken(`alert ${name}, ${severity}: ${summary}`)),
      ...had
        .filter((alert) => isFiring(alert) && !still.has(alert.fingerprint))
        .map(({ name }) => `alert ${name} is over`),
    ]
  })
}

/** Somebody is planning, or did not want it after all: whoever does so knows. */
const UNSAID: readonly DeedState[] = ['waiting', 'dropped']

/** How far an action has come. */
function deedLines(before: Model, after: Model): readonly string[] {
  if (before.actions.deeds === after.actions.deeds) return []
  const known = new Map(before.actions.deeds.map((deed) => [deed.id, deed]))
  // The first reading of the journal tells what others did long ago: that is what its page is for.
  if (known.size === 0 && after.actions.deeds.length > 1) return []
  return after.actions.deeds
    .filter(({ id, stage, state }) => known.get(id)?.stage !== stage && !UNSAID.includes(state))
    .map(({ title, stage, words }) => spoken(`${title}: ${stage}, ${words}`))
}

function newAdvice(before: Model, after: Model): readonly string[] {
  const [said] = adviceLines(after)
  return said === undefined || said === adviceLines(before)[0] ? [] : [said]
}
