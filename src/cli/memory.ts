import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from '../core/failure.ts'
import { type Memory, type MemoryResult, MOST_REMEMBERED, remember } from '../core/prompt/prompt.ts'
import { sanitise } from '../core/sanitise.ts'

/** A file that grew to so many lines is written anew with those that count. */
const TOO_MANY_LINES = 5 * MOST_REMEMBERED

const OWNER_ONLY = { mode: 0o600 } as const

/**
 * What was chosen in the palette, one command a line, the newest last. Lines are only added while programs run, so that two
 * of them lose nothing of each other.
 */
export function createMemory(file: string): Memory {
  return {
    read: async () => {
      try {
        const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
        const commands = lines.map((line) => sanitise(line)).reduce<readonly string[]>(remember, [])
        if (lines.length > TOO_MANY_LINES) await writeFile(file, `${commands.join('\n')}\n`, OWNER_ONLY)
        return { ok: true, commands }
      } catch (error) {
        return errorCode(error) === 'ENOENT' ? { ok: true, commands: [] } : failed('read', file, error)
      }
    },
    add: async (command) => {
      try {
        await mkdir(dirname(file), { recursive: true, mode: 0o700 })
        await appendFile(file, `${command}\n`, OWNER_ONLY)
        return null
      } catch (error) {
        return failed('written', file, error)
      }
    },
  }
}

const failed = (what: string, file: string, error: unknown): Extract<MemoryResult, { ok: false }> => ({
  ok: false,
  reason: sanitise(`${file} can't be ${what} (${errorCode(error)})`),
})
