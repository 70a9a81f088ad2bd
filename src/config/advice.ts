import type { Advice, When } from '../core/advice.ts'
import type { Claim } from '../core/claim.ts'
import { claimOf } from './claim.ts'
import type { AuthoredProfile } from './profile.ts'
import type { AuthoredAdvice, AuthoredSingle, AuthoredWhen } from './schema/advice.ts'

type Signals = AuthoredProfile['signals']

/** An advice as the core has it. It must have been checked. */
export function resolveAdvice(authored: AuthoredAdvice, signals: Signals): Advice {
  const { id, when, say, action = null, page, urgency } = authored
  const done = authored.done === undefined ? null : whenOf(authored.done, signals)
  return { id, when: whenOf(when, signals), forMs: authored.for, say, action, page, urgency, done }
}

function whenOf(authored: AuthoredWhen, signals: Signals): When {
  if ('all' in authored) return { by: 'all', of: authored.all.map((each) => whenOf(each, signals)) }
  if ('any' in authored) return { by: 'any', of: authored.any.map((each) => whenOf(each, signals)) }
  return singleOf(authored, signals)
}

function singleOf(authored: AuthoredSingle, signals: Signals): When {
  const { signal = '', lost, alert, event, within = 0, condition, is = 'crit' } = authored
  if (alert !== undefined) return { by: 'alert', name: alert }
  if (event !== undefined) return { by: 'event', kind: event, withinMs: within }
  if (lost !== undefined) return { by: 'lost', signal, part: lost }
  const states = signals[signal]?.states ?? {}
  const claim: Claim = condition === undefined ? { by: 'level', level: is } : claimOf(condition, states)
  return { by: 'claim', signal, claim, part: authored.part ?? null }
}
