import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { type Theme, themeSchema } from './theme.ts'

/** Reads a theme file. A broken theme is told in a sentence; nothing is guessed. */
export async function loadTheme(
  file: string | URL,
): Promise<{ ok: true; theme: Theme } | { ok: false; message: string }> {
  try {
    const read = themeSchema.safeParse(parse(await readFile(file, 'utf8')))
    if (read.success) return { ok: true, theme: read.data.roles }
    const [issue] = read.error.issues
    return {
      ok: false,
      message: `theme ${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a theme'}`,
    }
  } catch (error) {
    return {
      ok: false,
      message: `theme ${file} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
}
