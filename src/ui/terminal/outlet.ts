import type { Sink, Taken } from './sink.ts'

export type OutletCounters = { readonly frames: number; readonly dropped: number; readonly bytes: number }

/** The flow of frames to a terminal that may stop reading. */
export type Outlet = {
  /** Makes and sends a frame, unless the last one is still on its way: then it is dropped. Returns whether it was taken. */
  readonly offer: (makeFrame: () => string) => boolean
  /**
   * Sends what is no picture (a copy, a bell) between two frames. False where the screen is not ours, or the terminal
   * takes so little that it would wait too long.
   */
  readonly pass: (text: string) => boolean
  /** Sends what must not be lost, waiting for the terminal at most so long; then the rest is given up. */
  readonly insist: (text: string, patienceMs: number) => boolean
  /** While held, all frames are dropped: the screen is not ours. */
  readonly hold: () => void
  readonly release: () => void
  /**
   * Whether what was painted has not reached the terminal, or only just did: what is typed now was meant for an older
   * screen.
   */
  readonly isBehind: () => boolean
  readonly counters: () => OutletCounters
  readonly close: () => void
}

export type OutletEvents = {
  /** The way is free again after frames were dropped, or something was not passed; for so long nothing went through. */
  readonly onFree: (stalledMs: number) => void
  /** The terminal hung up (EIO) or its reader ended (EPIPE). Said once. */
  readonly onGone: () => void
}

/** More than this may not wait beside a frame. */
const MOST_WAITING = 262_144
const FIRST_RETRY_MS = 1
const LAST_RETRY_MS = 64
/** A frame that takes longer than this is late, and for so long after it nobody has seen it yet. */
const LATE_MS = 100
const UNSEEN_MS = 500

/** An outlet that never blocks: what the terminal does not take at once is tried again in 1, 2, 4 … 64 ms. */
export function createOutlet(
  sink: Sink,
  events: OutletEvents,
  now: () => number = () => performance.now(),
): Outlet {
  let pending: Uint8Array | undefined
  let retry: NodeJS.Timeout | undefined
  let retryMs = FIRST_RETRY_MS
  let stalledSince = 0
  let offeredAt = 0
  let lateAt = Number.NEGATIVE_INFINITY
  let isHeld = false
  let isGone = false
  let hasMissed = false
  const count = { frames: 0, dropped: 0, bytes: 0 }

  /** Hands over as much of the pending bytes as is taken now. */
  function push(): void {
    let taken = take()
    while (typeof taken === 'number') {
      count.bytes += taken
      retryMs = FIRST_RETRY_MS
      stalledSince = now()
      pending = pending && taken < pending.length ? pending.subarray(taken) : undefined
      taken = take()
    }
    if (taken === 'gone') leave()
  }

  const take = (): Taken | undefined => (pending && !isGone ? sink.take(pending) : undefined)

  function leave(): void {
    isGone = true
    pending = undefined
    events.onGone()
  }

  function tryAgain(): void {
    const since = stalledSince
    push()
    if (!pending && now() - offeredAt > LATE_MS) lateAt = now()
    if (pending) later()
    else if (hasMissed && !isHeld && !isGone) {
      hasMissed = false
      events.onFree(now() - since)
    }
  }

  function later(): void {
    retry = setTimeout(tryAgain, retryMs)
    retry.unref()
    retryMs = Math.min(LAST_RETRY_MS, retryMs * 2)
  }

  return {
    offer(makeFrame) {
      if (pending || isHeld || isGone) {
        count.dropped += 1
        hasMissed = true
        return false
      }
      const frame = makeFrame()
      if (frame === '') return true
      count.frames += 1
      pending = Buffer.from(frame)
      offeredAt = now()
      stalledSince = now()
      push()
      if (pending) later()
      return true
    },
    pass(text) {
      const isIdle = !pending
      const bytes = Buffer.concat([pending ?? new Uint8Array(), Buffer.from(text)])
      if (isHeld || isGone) return false
      if (bytes.length > MOST_WAITING) {
        hasMissed = true
        return false
      }
      pending = bytes
      if (!isIdle) return true
      offeredAt = now()
      stalledSince = now()
      push()
      if (pending) later()
      return true
    },
    insist(text, patienceMs) {
      const deadline = now() + patienceMs
      pending = Buffer.concat([pending ?? new Uint8Array(), Buffer.from(text)])
      push()
      while (pending && now() < deadline) {
        pauseThread(FIRST_RETRY_MS)
        push()
      }
      const isSent = !pending && !isGone
      pending = undefined
      return isSent
    },
    hold() {
      isHeld = true
    },
    release() {
      isHeld = false
    },
    isBehind: () => (pending !== undefined && now() - offeredAt > LATE_MS) || now() - lateAt < UNSEEN_MS,
    counters: () => ({ ...count }),
    close() {
      clearTimeout(retry)
      pending = undefined
      isGone = true
      sink.close()
    },
  }
}

/** Blocks on purpose: used on the way out only, when nothing else may run any more. */
function pauseThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
