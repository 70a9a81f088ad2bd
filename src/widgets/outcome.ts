import type { Role } from '../core/row.ts'
import { SYMBOLS } from './badge.ts'

/** What something that is asked can be: an outcome of a gate has the sign of the level that it is most like. */
type Outcome = 'passed' | 'failed' | 'waiting' | 'unknown'

export const OUTCOME_SIGNS: Readonly<Record<Outcome, string>> = {
  passed: SYMBOLS.ok,
  failed: SYMBOLS.crit,
  waiting: '○',
  unknown: SYMBOLS.unknown,
}

export const OUTCOME_ROLES: Readonly<Record<Outcome, Role>> = {
  passed: 'ok',
  failed: 'crit',
  waiting: 'dim',
  unknown: 'unknown',
}
