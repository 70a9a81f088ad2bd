import { formatMistake } from '../../src/config/mistake.ts'
import { loadTheme } from '../../src/config/theme.ts'
import type { Theme, ThemeName } from '../../src/core/look.ts'

export const THEMES_FOLDER = new URL('../../themes/', import.meta.url).pathname

/** A theme that comes with the program. */
export async function shippedTheme(name: ThemeName): Promise<Theme> {
  const read = await loadTheme(`${THEMES_FOLDER}${name}.yaml`, THEMES_FOLDER)
  if (!read.ok) throw new Error(read.mistakes.map(formatMistake).join('\n'))
  return read.theme
}
