import type { KeyName } from '../keyNames.ts'
import type { Model } from '../model.ts'
import type { DurationMs } from '../time.ts'

/** Two within this time are one wish to leave, whatever is in the way. */
const TWICE_MS: DurationMs = 1_000

/**
 * Whether this is the second Ctrl-C in a row; the model knows the first one. What is under way goes on in its runner, so
 * that leaving never changes what becomes of it.
 */
export function interruptedTwice(
  model: Model,
  key: KeyName,
): { readonly model: Model; readonly isLeaving: boolean } {
  const { view, now } = model
  if (key !== 'ctrl+c')
    return {
      model: view.interruptedAt === null ? model : { ...model, view: { ...view, interruptedAt: null } },
      isLeaving: false,
    }
  const sinceMs = view.interruptedAt === null ? Number.POSITIVE_INFINITY : now - view.interruptedAt
  return {
    model: { ...model, view: { ...view, interruptedAt: now } },
    isLeaving: sinceMs >= 0 && sinceMs <= TWICE_MS,
  }
}
