import { createHash } from 'node:crypto'
import { connect, createServer, type Server } from 'node:net'
import * as z from 'zod'
import { errorCode } from '../core/failure.ts'
import { sanitise } from '../core/sanitise.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'

/** Who holds a lock and what for. */
export type Holder = {
  /** Of the action, or of the work that is done. */
  readonly id: string
  /** For people: `kim on prod-1, process 4711`. */
  readonly who: string
  readonly pid: number
  readonly since: EpochMs
}

export type Lock = { release(): Promise<void> }

export type LockResult =
  | { readonly kind: 'held'; readonly lock: Lock }
  /** Somebody has it; `holder` is null where they don't say who they are. */
  | { readonly kind: 'busy'; readonly holder: Holder | null }
  /** This machine can't lock; nothing may be done then. */
  | { readonly kind: 'failed'; readonly reason: string }

const ANSWER_MS: DurationMs = 500
const MOST_BYTES = 4_096

const holderSchema = z.object({
  id: z.string().transform((text) => sanitise(text, 64)),
  who: z.string().transform((text) => sanitise(text, 120)),
  pid: z.int().positive(),
  since: z.number(),
})

/**
 * Takes the lock of that name, for this machine and all its users. It is a socket in Linux' abstract namespace: the
 * kernel frees it the moment its process is gone, however that ended, and whoever connects is told who has it.
 * Rejects: never.
 */
export function takeLock(name: string, holder: Holder): Promise<LockResult> {
  if (process.platform !== 'linux')
    return Promise.resolve({ kind: 'failed', reason: 'locks need Linux; act from a Linux machine' })
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(JSON.stringify(holder))
  })
  const result = Promise.withResolvers<LockResult>()
  server.once('error', (error) => {
    if (errorCode(error) !== 'EADDRINUSE')
      return result.resolve({ kind: 'failed', reason: `the lock can't be taken (${errorCode(error)})` })
    void askHolder(name).then((known) =>
      result.resolve({ kind: 'busy', holder: known === 'silent' ? null : known }),
    )
  })
  server.listen({ path: addressOf(name) }, () =>
    result.resolve({ kind: 'held', lock: { release: () => close(server) } }),
  )
  return result.promise
}

/** Who holds the lock of that name; null where nobody does, `silent` where the holder does not say. Rejects: never. */
export function askHolder(name: string): Promise<Holder | 'silent' | null> {
  const result = Promise.withResolvers<Holder | 'silent' | null>()
  const socket = connect({ path: addressOf(name) })
  const timer = setTimeout(() => socket.destroy(), ANSWER_MS)
  let text = ''
  let isRefused = false
  socket.setEncoding('utf8')
  socket.on('data', (chunk: string) => {
    text += chunk
    if (text.length > MOST_BYTES) socket.destroy()
  })
  // `close` comes in any case.
  socket.on('error', (error) => {
    isRefused = errorCode(error) === 'ECONNREFUSED'
  })
  socket.on('close', () => {
    clearTimeout(timer)
    result.resolve(isRefused ? null : (holderIn(text) ?? 'silent'))
  })
  return result.promise
}

function holderIn(text: string): Holder | null {
  try {
    const parsed = holderSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    // Half an answer names nobody.
    return null
  }
}

/** Abstract names are short; a hash has room for any target. */
const addressOf = (name: string): string =>
  `\0hypercare-${createHash('sha256').update(name).digest('hex').slice(0, 40)}`

function close(server: Server): Promise<void> {
  const closed = Promise.withResolvers<void>()
  server.close(() => closed.resolve())
  return closed.promise
}

/** The lock under which one change is made to a target at a time. */
export const targetLock = (target: string): string => `target ${target}`
