import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { sanitise } from '../../core/sanitise.ts'
import { type Theme, themeSchema } from './theme.ts'

const MOST_CELLS = 400

/** Reads a theme file. A broken theme is told in a sentence; nothing is guessed. */
export async function loadTheme(
  file: string | URL,
): Promise<{ ok: true; theme: Theme } | { ok: false; message: string }> {
  const refuse = (why: string) => ({
    ok: false as const,
    message: sanitise(`theme ${file}${why}`, MOST_CELLS),
  })
  try {
    // A schema that reads one value is not worth the code that zod would write for it.
    const read = themeSchema.safeParse(parse(await readFile(file, 'utf8')), { jitless: true })
    if (read.success) return { ok: true, theme: read.data.roles }
    const [issue] = read.error.issues
    return refuse(`: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a theme'}`)
  } catch (error) {
    // A mistake in YAML comes with the lines around it; the first says what and where.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
    return refuse(` can't be read: ${why}`)
  }
}
