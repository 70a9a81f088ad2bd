import type { Attempt, Executor, Prepared, Reconciled } from '../actions/executor.ts'
import type { DurationMs } from '../core/time.ts'
import type { Clock } from '../runtime/clock.ts'

const AGAIN_MS: DurationMs = 2_000
/** What looks untouched or half done must look so for this long: a request may still be on its way. */
const SETTLED_MS: DurationMs = 10_000
const PATIENCE_MS: DurationMs = 60_000

export type ReconcileOptions = {
  readonly executor: Pick<Executor, 'reconcile'>
  readonly prepared: Prepared
  readonly attempt: Attempt
  readonly clock: Clock
  readonly wait: (ms: DurationMs) => Promise<void>
  readonly signal: AbortSignal
}

/** Looks what came of an action of unknown outcome, for a minute at most. It only reads. */
export async function reconcile(options: ReconcileOptions): Promise<Reconciled> {
  const { executor, prepared, attempt, clock, wait, signal } = options
  const begun = clock.monotonic()
  let sameSince = begun
  let last: Reconciled['kind'] | null = null
  while (true) {
    const seen = await executor.reconcile(prepared, attempt, signal)
    const now = clock.monotonic()
    if (seen.kind !== last) sameSince = now
    last = seen.kind
    if (seen.kind === 'applied') return seen
    if (seen.kind !== 'still-unknown' && now - sameSince >= SETTLED_MS) return seen
    if (now - begun >= PATIENCE_MS)
      return { ...seen, kind: seen.kind === 'partial' ? 'partial' : 'still-unknown' }
    await wait(AGAIN_MS)
  }
}
