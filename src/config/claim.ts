import type { ValueClaim } from '../core/claim.ts'
import type { Condition } from './condition.ts'

/** What the rules of a signal say, where a criterion has no condition of its own. */
export const RULES_DECIDE: ValueClaim = { by: 'within', level: 'warn' }

/** A condition of a signal as the core has it: the word of a state stands for its code. */
export function claimOf(condition: Condition, states: Readonly<Record<string, string>>): ValueClaim {
  switch (condition.by) {
    case 'within':
      return condition
    case 'number': {
      const { by, of, op, limit } = condition
      return { by, of, op, limit }
    }
    case 'word': {
      const code = Object.keys(states).find((key) => states[key] === condition.word)
      return { by: 'word', op: condition.op, word: code ?? condition.word }
    }
  }
}
