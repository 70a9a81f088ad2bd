import { deserialize, serialize } from 'node:v8'
import { readText } from './file.ts'
import { inOrder } from './mistake.ts'
import type { Profile } from './profile.ts'
import type { ProfileResult, ProfileTexts } from './read.ts'
import { isVariable } from './variable.ts'

export type ProfileRequest = {
  readonly file: string
  /** Files put over it, in this order: maps are merged, lists replaced, `null` removes. */
  readonly overlays: readonly string[]
  /** The keys of whoever watches, in a file of their own; null where there is none. */
  readonly ownKeys?: string | null
  /** `a.b=c`: put over everything else, in this order. */
  readonly sets: readonly string[]
  /** Its `HYPERCARE__a__b` are put over the files. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Where a profile is kept that was read and found to be without a mistake. */
export type Keeper = {
  recall(madeOf: readonly string[]): Uint8Array | null
  keep(madeOf: readonly string[], made: Uint8Array): void
}

/**
 * The profile a person asked for, or all mistakes in it at once. Order: file < overlays < env < sets. To read and check one
 * takes a fifth of a start; with a keeper it is done once for the same texts. Throws: never.
 */
export async function loadProfile(
  { file, overlays, ownKeys = null, sets, env }: ProfileRequest,
  keeper: Keeper | null = null,
): Promise<ProfileResult> {
  const files = [file, ...overlays, ...(ownKeys === null ? [] : [ownKeys])]
  const read = await Promise.all(files.map(async (name) => ({ name, result: await readText(name) })))
  const texts = read.flatMap(({ name, result }) => (result.ok ? [{ file: name, text: result.text }] : []))
  const unreadable = read.flatMap(({ result }) => (result.ok ? [] : [result.mistake]))
  if (unreadable.length > 0) return { ok: false, mistakes: inOrder(unreadable, files) }
  // What somebody puts in a variable may be there because it shall not be in a file.
  const isKeepable = !Object.keys(env).some(isVariable)
  const own = ownKeys === null ? null : (texts.at(-1) ?? null)
  const asked = { texts: own === null ? texts : texts.slice(0, -1), ownKeys: own, sets, env }
  return keeper === null || !isKeepable ? readAnew(asked) : readOnce(asked, keeper)
}

async function readOnce(asked: ProfileTexts, keeper: Keeper): Promise<ProfileResult> {
  const files = [...asked.texts, ...(asked.ownKeys ? [asked.ownKeys] : [])]
  const counts = `${asked.texts.length} files, ${files.length - asked.texts.length} of keys`
  const madeOf = [counts, ...files.map(({ text }) => text), ...asked.sets]
  const kept = keeper.recall(madeOf)
  if (kept !== null) return { ok: true, profile: deserialize(kept) as Profile }
  const result = await readAnew(asked)
  if (result.ok) keeper.keep(madeOf, serialize(result.profile))
  return result
}

/** The code that reads profiles is half of the program's schemas, and is loaded where one is to be read. */
async function readAnew(asked: ProfileTexts): Promise<ProfileResult> {
  const { readProfile } = await import('./read.ts')
  return readProfile(asked)
}
