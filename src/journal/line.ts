import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Entry, Written } from '../actions/entry.ts'
import { ALL_STAGES } from '../actions/stage.ts'
import type { EpochMs } from '../core/time.ts'
import type { Actor } from './actor.ts'

/** An entry with everything that its line holds, and its hash, by which the next one names it. */
export type Line = Written & Actor & { readonly prev: string; readonly hash: string }

/** What the first line names as the one before it. */
export const BEGINNING = '0'.repeat(64)

const optional = z.string().nullable()
const schema = z.strictObject({
  seq: z.int().positive(),
  prev: z.string(),
  id: z.string(),
  stage: z.enum(ALL_STAGES),
  at: z.iso.datetime().transform((text): EpochMs => Date.parse(text)),
  monotonicMs: z.number(),
  user: z.string(),
  sudoUser: optional,
  sshClient: optional,
  tty: optional,
  host: z.string(),
  pid: z.int(),
  action: z.string(),
  target: z.string(),
  words: z.string(),
  detail: z.record(z.string(), z.json()),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Where an entry stands in the journal. */
export type Place = { readonly seq: number; readonly prev: string }

/** The line of an entry, without its end. The hash is of everything before it, so that no byte of it can be changed. */
export function lineOf(entry: Entry, { seq, prev }: Place, at: EpochMs, actor: Actor): string {
  const { id, stage, action, target, words, detail } = entry
  const { monotonicMs, user, sudoUser, sshClient, tty, host, pid } = actor
  const body = JSON.stringify({
    seq,
    prev,
    id,
    stage,
    at: new Date(at).toISOString(),
    monotonicMs,
    user,
    sudoUser,
    sshClient,
    tty,
    host,
    pid,
    action,
    target,
    words,
    detail,
  })
  return `${body.slice(0, -1)}${ending(hashOf(body))}`
}

/** The entry of a line; null where the line is not what was written. */
export function readLine(text: string): Line | null {
  const cut = text.length - ENDING_LENGTH
  const body = `${text.slice(0, cut)}}`
  if (cut < 1 || text.slice(cut) !== ending(hashOf(body))) return null
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    // A hash over something that is no JSON was not made here.
    return null
  }
}

const ending = (hash: string): string => `,"hash":"${hash}"}`
const ENDING_LENGTH = ending(BEGINNING).length
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')
