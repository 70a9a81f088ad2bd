import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Journal } from '../journal/journal.ts'
import type { Line } from '../journal/line.ts'

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

/** The stages of one action from its beginning, until one after which nothing comes. */
export async function* followAction(journal: Journal, id: string, signal: AbortSignal): AsyncGenerator<Line> {
  for await (const line of follow(journal, signal)) if (line.id === id) yield line
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  )
