import { setTimeout as wait } from 'node:timers/promises'
import type { Plan } from '../actions/plan.ts'
import type { DurationMs } from '../core/time.ts'
import type { Journal } from '../journal/journal.ts'
import type { Line } from '../journal/line.ts'
import { sizeOf } from '../journal/size.ts'
import { askHolder, targetLock } from '../lock/lock.ts'

const LOOK_MS = 150

/** What is added to the journal from now on; with `seq`, from behind that entry on. Ends when `signal` is aborted. */
export async function* follow(journal: Journal, signal: AbortSignal, seq = 0): AsyncGenerator<Line> {
  let told = seq
  let size = -1
  while (!signal.aborted) {
    const known = await sizeOf(journal.path)
    if (known !== size) {
      const read = await journal.read()
      if (read.ok) {
        size = known
        for (const line of read.chain.lines) if (line.seq > told) yield line
        told = Math.max(told, read.chain.head.seq)
      }
    }
    await wait(LOOK_MS, undefined, { signal }).catch(() => undefined)
  }
}

export type Followed =
  | { readonly kind: 'stage'; readonly line: Line }
  /** Nobody holds its target any more, and no end is written: its runner is gone. */
  | { readonly kind: 'deserted' }

/** A runner that has just begun, or ended, may hold nothing for a moment. */
const DESERTED_MS: DurationMs = 3_000
const ASK_MS: DurationMs = 500

/** The stages of one action from its beginning on, for as long as somebody works on it. Ends when `signal` is aborted. */
export async function* followAction(
  { id, prepared: { target } }: Plan,
  journal: Journal,
  signal: AbortSignal,
): AsyncGenerator<Followed> {
  const leaving = new AbortController()
  const leave = (): void => leaving.abort()
  signal.addEventListener('abort', leave, { once: true })
  const watching = untilDeserted(target, leaving)
  try {
    for await (const line of follow(journal, leaving.signal))
      if (line.id === id) yield { kind: 'stage', line }
    if (!signal.aborted) yield { kind: 'deserted' }
  } finally {
    leave()
    signal.removeEventListener('abort', leave)
    await watching
  }
}

/** Aborts once nobody has held the target for a while. */
async function untilDeserted(target: string, leaving: AbortController): Promise<void> {
  let heldAt = performance.now()
  while (!leaving.signal.aborted) {
    if ((await askHolder(targetLock(target))) !== null) heldAt = performance.now()
    if (performance.now() - heldAt > DESERTED_MS) leaving.abort()
    await wait(ASK_MS, undefined, { signal: leaving.signal }).catch(() => undefined)
  }
}
