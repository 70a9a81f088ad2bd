import { setTimeout as pause } from 'node:timers/promises'
import type { Program } from './program.ts'
import { createRandom, quantile } from './statistics.ts'
import type { Subject } from './subject.ts'

/** A key without effect for so long counts as unseen, ms. */
const PATIENCE_MS = 1_000
/** Between two keys pass 20 … 320 ms by chance, so that they come at any moment of a refresh. */
const LEAST_GAP_MS = 20
const GAP_SPREAD_MS = 300

export type Keys = { readonly p50Ms: number; readonly p99Ms: number; readonly unseen: number }

/** Presses keys at random moments and measures how long each takes to show, by its own effect and not by a refresh. */
export async function measureKeys(program: Program, { keys, mark }: Subject, count: number): Promise<Keys> {
  const random = createRandom(1)
  const latencies: number[] = []
  for (let i = 0; i < count; i++) {
    await pause(LEAST_GAP_MS + random() * GAP_SPREAD_MS)
    const latency = await press(program, keys[i % keys.length] ?? '', mark)
    if (latency !== null) latencies.push(latency)
  }
  return {
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
    unseen: count - latencies.length,
  }
}

/** Milliseconds until the mark has moved; null where it does not. */
function press(
  { emulator, listen, send }: Program,
  key: string,
  mark: Subject['mark'],
): Promise<number | null> {
  return new Promise((resolve) => {
    const before = mark(emulator)
    const sentAt = performance.now()
    const finish = (latency: number | null): void => {
      clearTimeout(late)
      stopListening()
      resolve(latency)
    }
    const late = setTimeout(() => finish(null), PATIENCE_MS)
    const stopListening = listen((at) => {
      if (mark(emulator) !== before) finish(at - sentAt)
    })
    send(key)
  })
}
