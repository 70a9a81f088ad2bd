import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { isPlan } from '../actions/entry.ts'
import type { Plan } from '../actions/plan.ts'
import { errorCode } from '../core/failure.ts'
import type { Person } from '../journal/actor.ts'

/** How the profile was named, with paths that hold wherever one stands. */
export type ProfileReference = {
  readonly profile: string
  readonly overlay: readonly string[]
  readonly set: readonly string[]
  readonly deployedAt?: number | undefined
}

/** What a runner is given: the plan, and in whose name. */
export type Work = { readonly plan: Plan; readonly person: Person; readonly profile: ProfileReference }

export type WorkResult =
  | { readonly ok: true; readonly work: Work }
  | { readonly ok: false; readonly reason: string }

const nullable = z.string().nullable()
const workSchema = z.object({
  plan: z.custom<Plan>(isPlan, 'the plan is not what its id says'),
  person: z.object({
    user: z.string(),
    sudoUser: nullable,
    sshClient: nullable,
    tty: nullable,
    host: z.string(),
  }),
  profile: z.object({
    profile: z.string(),
    overlay: z.array(z.string()),
    set: z.array(z.string()),
    deployedAt: z.number().optional(),
  }),
})

/** Keeps a plan for whoever confirms it and for its runner; readable by its owner alone. Throws what `fs` throws. */
export async function saveWork(folder: string, work: Work): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = fileOf(folder, work.plan.id)
  const fresh = `${path}.${randomUUID()}`
  const file = await open(fresh, 'wx', 0o600)
  try {
    await file.writeFile(JSON.stringify(work))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(fresh, path)
  return path
}

export async function readWork(path: string): Promise<WorkResult> {
  try {
    const parsed = workSchema.safeParse(JSON.parse(await readFile(path, 'utf8')))
    if (parsed.success) return { ok: true, work: parsed.data }
    return { ok: false, reason: `the plan file ${path} was changed; plan anew` }
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is cut off' : errorCode(error)
    return { ok: false, reason: `the plan file ${path} can't be read (${why})` }
  }
}

export const fileOf = (folder: string, id: string): string => join(folder, `${id}.json`)
