import type { No, Operator } from '../core/acting/operator.ts'
import type { Acting } from './acting.ts'
import { createDeedReader } from './deeds.ts'

const NO: No = {
  ok: false,
  reason: 'a wall only shows',
  hint: 'act from a watch, or with hypercare act',
  checks: [],
}

/** Reads the journal and can do nothing else: what has nothing to plan with changes nothing, whatever asks it to. */
export const createObserver = (acting: Acting): Operator => ({
  plan: async () => NO,
  start: async () => NO,
  decline: async () => undefined,
  read: createDeedReader(acting),
})
