import { readText } from './file.ts'
import { inOrder } from './mistake.ts'
import { type ProfileResult, readProfile } from './read.ts'

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

/** The profile a person asked for, or all mistakes in it at once. Order: file < overlays < env < sets. Throws: never. */
export async function loadProfile({
  file,
  overlays,
  ownKeys = null,
  sets,
  env,
}: ProfileRequest): Promise<ProfileResult> {
  const files = [file, ...overlays, ...(ownKeys === null ? [] : [ownKeys])]
  const read = await Promise.all(files.map(async (name) => ({ name, result: await readText(name) })))
  const texts = read.flatMap(({ name, result }) => (result.ok ? [{ file: name, text: result.text }] : []))
  const unreadable = read.flatMap(({ result }) => (result.ok ? [] : [result.mistake]))
  if (unreadable.length === 0) {
    const own = ownKeys === null ? null : (texts.at(-1) ?? null)
    return readProfile({ texts: own === null ? texts : texts.slice(0, -1), ownKeys: own, sets, env })
  }
  return { ok: false, mistakes: inOrder(unreadable, files) }
}
