import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { whyNotConfirm } from '../actions/approval.ts'
import type { Entry } from '../actions/entry.ts'
import { mayFollow } from '../actions/stage.ts'
import { errorCode } from '../core/failure.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import { type Lock, takeLock } from '../lock/lock.ts'
import { actorOf, describePerson, type Person } from './actor.ts'
import { type Chain, type Head, readChain } from './chain.ts'
import { type Line, lineOf, readLine } from './line.ts'

export type AppendResult =
  | { readonly kind: 'written'; readonly line: Line }
  /**
   * The action is at another stage than the one that this entry may follow: somebody else was faster. Or it is not for
   * this person to confirm.
   */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It is not on disk. Nothing may be done upon it. */
  | { readonly kind: 'failed'; readonly reason: string }

export type ReadResult =
  | { readonly ok: true; readonly chain: Chain }
  | { readonly ok: false; readonly reason: string }

/** The only truth of what was done. Several processes may read and write it at once. Nothing rejects. */
export type Journal = {
  readonly path: string
  read(): Promise<ReadResult>
  /** On disk when it is `written`. Each entry must be a stage that may follow the last one of its action. */
  append(entry: Entry): Promise<AppendResult>
}

const BUSY_MS: DurationMs = 5_000
const headSchema = z.object({ seq: z.int().nonnegative(), hash: z.string() })

export function openJournal(path: string, person: Person, now: () => EpochMs): Journal {
  const read = async (): Promise<ReadResult> => {
    try {
      const head = await readHead(`${path}.head`)
      return { ok: true, chain: readChain(await readText(path), head) }
    } catch (error) {
      return { ok: false, reason: `the journal ${path} can't be read (${errorCode(error)})` }
    }
  }

  const append = async (entry: Entry): Promise<AppendResult> => {
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    } catch (error) {
      return failed(`the folder of the journal can't be made (${errorCode(error)})`)
    }
    const lock = await lockWriting(path, entry.id, person)
    if (typeof lock === 'string') return failed(lock)
    try {
      return await appendLocked(entry)
    } catch (error) {
      return failed(`the journal ${path} can't be written (${errorCode(error)})`)
    } finally {
      await lock.release()
    }
  }

  const appendLocked = async (entry: Entry): Promise<AppendResult> => {
    const known = await read()
    if (!known.ok) return failed(known.reason)
    const { lines, head, endsTorn, damage } = known.chain
    if (damage !== null)
      return failed(`the journal ${path} is damaged at line ${damage.line}: ${damage.words}`)
    const own = lines.filter(({ id }) => id === entry.id)
    const last = own.at(-1) ?? null
    if (!mayFollow(last?.stage ?? null, entry.stage)) {
      const at = last === null ? 'not in the journal' : `already ${last.stage}`
      return { kind: 'refused', reason: `action ${entry.id} is ${at}, so that it can't be ${entry.stage}` }
    }
    const whyNot = entry.stage === 'confirmed' ? whyNotConfirm(own, person) : null
    if (whyNot !== null) return { kind: 'refused', reason: whyNot }
    const text = lineOf(entry, { seq: head.seq + 1, prev: head.hash }, now(), actorOf(person))
    // A line that a crash left half written is closed first, so that this one stands by itself.
    await writeThrough(path, `${endsTorn ? '\n' : ''}${text}\n`, lines.length === 0)
    const line = readLine(text)
    if (line === null) throw new Error('a line that was just made is not one')
    await writeHead(`${path}.head`, { seq: line.seq, hash: line.hash })
    return { kind: 'written', line }
  }

  return { path, read, append }
}

/** One write, then on disk. */
async function writeThrough(path: string, text: string, isNew: boolean): Promise<void> {
  const bytes = Buffer.from(text)
  const file = await open(path, 'a', 0o600)
  try {
    const { bytesWritten } = await file.write(bytes)
    await file.sync()
    if (bytesWritten !== bytes.length) throw Object.assign(new Error('cut short'), { code: 'ENOSPC' })
  } finally {
    await file.close()
  }
  if (!isNew) return
  const folder = await open(dirname(path))
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function lockWriting(path: string, id: string, person: Person): Promise<Lock | string> {
  const until = performance.now() + BUSY_MS
  while (true) {
    const since = Date.now()
    const taken = await takeLock(`journal ${path}`, {
      id,
      who: `${describePerson(person)}, process ${process.pid}`,
      pid: process.pid,
      since,
    })
    if (taken.kind === 'held') return taken.lock
    if (taken.kind === 'failed') return taken.reason
    if (performance.now() > until)
      return `the journal ${path} is written by ${taken.holder?.who ?? 'somebody who says nothing'} for too long`
    await wait(2 + Math.random() * 8)
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return ''
    throw error
  }
}

async function readHead(path: string): Promise<Head | null> {
  const text = await readText(path)
  return text === '' ? null : headSchema.parse(JSON.parse(text))
}

async function writeHead(path: string, head: Head): Promise<void> {
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(head))
    // An empty head after a power cut would call a whole journal damaged.
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}

const failed = (reason: string): AppendResult => ({ kind: 'failed', reason })
