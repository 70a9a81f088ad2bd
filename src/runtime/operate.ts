import type { Operator } from '../core/acting/operator.ts'
import type { ActingEffect, Message } from '../core/message.ts'
import type { Clock } from './clock.ts'

/** Performs what only an operator can do, and tells what came of it. The journal is never read twice at once. */
export function createOperating(
  operator: Operator,
  clock: Clock,
  tell: (message: Message) => void,
): (effect: ActingEffect) => Promise<void> {
  let isReading = false

  const read = async (): Promise<void> => {
    if (isReading) return
    isReading = true
    const result = await operator.read()
    isReading = false
    if (result !== null) tell({ type: 'journal', now: clock.now(), result })
  }

  return async (effect) => {
    switch (effect.type) {
      case 'plan': {
        const result = await operator.plan(effect.subject, effect.note, effect.overrides)
        return tell({ type: 'planned', now: clock.now(), seq: effect.seq, result })
      }
      case 'start':
      case 'approve':
      case 'keep': {
        const result = await operator[effect.type](effect.plan)
        return tell({ type: 'started', now: clock.now(), plan: effect.plan, result })
      }
      case 'decline':
        return operator.decline(effect.plan)
      case 'read-journal':
        return read()
    }
  }
}
