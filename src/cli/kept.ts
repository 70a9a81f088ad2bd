import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

/** The build puts the hash of the program here. */
declare const PROGRAM: string | undefined

/** Something that took long to make of texts, as bytes, kept for the next start. */
export type Kept = {
  /** What was kept; null unless this very program made it of the very same texts, and it is whole. */
  recall(madeOf: readonly string[]): Uint8Array | null
  /** Keeps it in the place of what was kept before. It must hold nothing that is secret. */
  keep(madeOf: readonly string[], made: Uint8Array): void
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * What is kept under a name in a folder of one's own. Nothing is trusted by its age or its name: it lies beside all that it
 * was made of, which is compared letter by letter.
 */
export function openKept(
  name: string,
  env: Environment = process.env,
  program = typeof PROGRAM === 'undefined' ? null : PROGRAM,
): Kept {
  const folder = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hypercare')
  const file = join(folder, name)
  const headOf = (madeOf: readonly string[]): Buffer => Buffer.from(JSON.stringify([program, ...madeOf]))

  return {
    recall: (madeOf) => {
      // Not built: then nobody knows which program this is.
      if (program === null) return null
      const kept = contentOf(file)
      const head = headOf(madeOf)
      const made = SUM_BYTES + head.length
      if (kept === null || kept.length < made || !kept.subarray(SUM_BYTES, made).equals(head)) return null
      return kept.readUInt32LE(0) === crc32(kept.subarray(SUM_BYTES)) ? kept.subarray(made) : null
    },
    keep: (madeOf, made) => {
      if (program === null) return
      const rest = Buffer.concat([headOf(madeOf), made])
      const sum = Buffer.alloc(SUM_BYTES)
      sum.writeUInt32LE(crc32(rest), 0)
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        writeFileSync(`${file}.${process.pid}`, Buffer.concat([sum, rest]), { mode: 0o600 })
        renameSync(`${file}.${process.pid}`, file)
      } catch {
        // No room for it, or no right to write there: the next start takes longer, and that is all.
      }
    },
  }
}

const SUM_BYTES = 4

function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    // Nothing was kept yet, or it can't be read.
    return null
  }
}
