import { clause } from '../headline.ts'
import type { Model, VerdictChange } from '../model.ts'
import type { Called, Notify } from '../notify.ts'
import { isQuiet } from '../quiet.ts'
import type { DurationMs } from '../time.ts'
import { compareLevels, worstLevel } from '../verdict.ts'
import type { Next } from './next.ts'

/** What is found in this time was there before anybody watched: the first screen tells it, to somebody who looks. */
const SETTLING_MS: DurationMs = 60_000

/**
 * Calls somebody for what has just become as bad as they want to be called for, once until it is well again, and tells
 * without a sound that it is. In quiet hours nobody is called, and nothing is made up for afterwards.
 */
export function notify(before: Model, next: Next): Next {
  const { model } = next
  const config = model.profile.notify
  if (model.changes === before.changes || config === null) return next
  const called = worthKnowing(model, config)
  const raised: VerdictChange[] = []
  const recovered: VerdictChange[] = []
  for (const change of newChanges(before, model)) {
    const known = called.get(change.instance) ?? { raised: null, at: null }
    const told = tell(change, known, config, model)
    if (told.is === 'raised') raised.push(change)
    if (told.is === 'recovered') recovered.push(change)
    called.set(change.instance, told.called)
  }
  const told = { model: { ...model, called }, effects: next.effects }
  if (isQuiet(config.quiet, config.zone, model.now)) return told
  const calls = [
    ...callOf(raised, '', config.bell, model, config),
    // Good news wakes nobody.
    ...(config.desktop === 'off' ? [] : callOf(recovered, 'well again: ', false, model, config)),
  ]
  return { ...told, effects: [...told.effects, ...calls] }
}

/**
 * The calls that still count: of what is not well yet, and of what is not to call again so soon. A series that is gone for good
 * is forgotten: pods come and go for as long as a watch lasts.
 */
function worthKnowing({ called, signals, now }: Model, { atMostEveryMs }: Notify): Map<string, Called> {
  const there = new Set(
    [...signals.values()].flatMap(({ instances }) => Array.from(instances.values(), ({ id }) => id)),
  )
  return new Map(
    [...called].filter(
      ([id, { raised, at }]) =>
        there.has(id) && (raised !== null || (at !== null && now - at < atMostEveryMs)),
    ),
  )
}

/** Oldest first. */
function newChanges(before: Model, { changes }: Model): readonly VerdictChange[] {
  const [last] = before.changes
  return changes.slice(0, last === undefined ? changes.length : changes.indexOf(last)).toReversed()
}

type Told = { readonly is: 'raised' | 'recovered' | 'no news'; readonly called: Called }

function tell(
  { from, to }: VerdictChange,
  known: Called,
  { on, atMostEveryMs }: Notify,
  { now, startedAt }: Model,
): Told {
  if (!on.includes(to)) {
    // What can't be seen any more is not well again.
    const isWell = known.raised !== null && (to === 'ok' || to === 'warn')
    return isWell ? { is: 'recovered', called: { ...known, raised: null } } : { is: 'no news', called: known }
  }
  const { raised, at } = known
  const isWorse = raised === null || compareLevels(to, raised) < 0
  const wasThere = from === 'unknown' && now - startedAt < SETTLING_MS
  const isTooSoon = at !== null && now - at < atMostEveryMs
  const isNews = isWorse && !wasThere && !isTooSoon
  return {
    is: isNews ? 'raised' : 'no news',
    called: { raised: raised === null ? to : worstLevel([raised, to]), at: isNews ? now : at },
  }
}

/** One call for all that came at once. */
function callOf(
  changes: readonly VerdictChange[],
  words: string,
  bell: boolean,
  { profile: { title, environment } }: Model,
  { desktop }: Notify,
): Next['effects'] {
  const [first] = changes.toSorted((a, b) => compareLevels(a.to, b.to))
  if (first === undefined) return []
  const more = changes.length === 1 ? '' : ` (${changes.length - 1} more)`
  const what = clause(first.key, first.title, first.reason)
  const body = `${words}${first.to.toUpperCase()} ${what}${more}`
  return [{ type: 'call', call: { title: `${title} · ${environment}`, body, bell, desktop } }]
}
