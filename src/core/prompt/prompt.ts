import type { Field } from '../acting/field.ts'

/** A line at the bottom of the screen that is being typed into. */
export type Prompt = Palette | FilterPrompt

/** What is to be done, by its name. */
export type Palette = {
  readonly kind: 'palette'
  readonly field: Field
  /** The line of the list that the arrows went to; null while nobody chose, which means the first. */
  readonly chosen: number | null
  /** How far back in what was typed before; null where the line is one's own. */
  readonly recalled: number | null
  /** Why Enter did nothing; empty where it was not pressed in vain. */
  readonly complaint: string
}

/** What is shown follows each letter; Escape brings back what was shown before. */
export type FilterPrompt = {
  readonly kind: 'filter'
  readonly field: Field
  readonly before: { readonly filter: string; readonly focus: number }
}

/** What was chosen in the palette before, the newest last, each once. */
export type Remembered = {
  readonly commands: readonly string[]
  /** Why it will be forgotten when the program ends; null where it is kept. */
  readonly problem: string | null
}

export type MemoryResult =
  | { readonly ok: true; readonly commands: readonly string[] }
  | { readonly ok: false; readonly reason: string }

/** What outlives the program. Nothing rejects; failures are values. */
export type Memory = {
  read(): Promise<MemoryResult>
  /** Keeps one more command; null where that is done. */
  add(command: string): Promise<Extract<MemoryResult, { ok: false }> | null>
}

/** More are not looked through by anybody. */
export const MOST_REMEMBERED = 200

/** One more; one that was there moves to the end. */
export const remember = (commands: readonly string[], command: string): readonly string[] =>
  [...commands.filter((each) => each !== command), command].slice(-MOST_REMEMBERED)
