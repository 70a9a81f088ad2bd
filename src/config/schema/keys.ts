import * as z from 'zod'
import { word } from '../../schema/fields.ts'

/** The keys of one command: one, several, or none for null. */
export const authoredKeys = z
  .record(
    z.string(),
    z.union([word, z.array(word), z.null()], {
      error: () => 'not a key; write it like G, ctrl+g or [G, home], or null for none',
    }),
  )
  .default({})
  .describe(
    'Command: its key, or a list of keys, or null for none; hypercare watch, then ?, names the commands',
  )
export type AuthoredKeys = z.output<typeof authoredKeys>

/** The names of the keys of a command. */
export const keysIn = (written: AuthoredKeys[string]): readonly string[] =>
  written === null ? [] : Array.isArray(written) ? written : [written]
