import { type SendOptions, send } from '../../sources/http/send.ts'
import type { Committed, Step } from '../executor.ts'
import { outcomeOf } from './outcome.ts'

/** Sends the request of a plan, once, with its idempotency key, and says what is known of the effect. */
export async function commitRequest(step: Step, key: string, options: SendOptions): Promise<Committed> {
  if (step.kind !== 'request')
    return { kind: 'rejected', reason: 'the step is no request', hint: 'plan anew' }
  const headers = { ...step.headers, 'idempotency-key': `"${key}"` }
  return outcomeOf(await send({ ...step, headers }, options), step)
}
