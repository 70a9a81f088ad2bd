import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { formatMistake, type Mistake } from '../config/mistake.ts'
import { either, nearest } from '../config/nearest.ts'
import { loadTheme } from '../config/theme.ts'
import { isThemeFile, THEMES, type Theme } from '../core/look.ts'
import { followFile } from '../runtime/followFile.ts'
import type { ColourDepth } from '../ui/terminal/depth.ts'
import { EXIT } from './exit.ts'

const SHIPPED = fileURLToPath(new URL('../themes/', import.meta.url))

export type ThemeChoices = {
  /** `--theme`, or HYPERCARE_THEME. */
  readonly option: string | undefined
  /** What the profile says, and where it lies. */
  readonly profile: { readonly theme: string | null; readonly file: string }
  readonly depth: ColourDepth
}

/** A theme that was read, and its file where it is one that may change. */
export type ChosenTheme =
  | { readonly ok: true; readonly theme: Theme; readonly file: string | null }
  | { readonly ok: false; readonly code: number; readonly messages: readonly string[] }

/** What a person says goes before what the profile says, and that before the dark one; without colours attributes speak. */
export async function chooseTheme({ option, profile, depth }: ThemeChoices): Promise<ChosenTheme> {
  const wanted = option ?? profile.theme ?? THEMES[0]
  if (!isThemeFile(wanted) && !THEMES.some((name) => name === wanted))
    return { ok: false, code: EXIT.usage, messages: [noSuchTheme(wanted)] }
  const theme = depth === 'none' ? 'mono' : wanted
  const isOwn = isThemeFile(theme)
  // What a profile names lies beside it.
  const own = option === undefined ? resolve(dirname(profile.file), theme) : theme
  const file = isOwn ? own : join(SHIPPED, `${theme}.yaml`)
  const read = await loadTheme(file, SHIPPED)
  if (!read.ok) return { ok: false, code: EXIT.found, messages: read.mistakes.map(formatMistake) }
  return { ok: true, theme: read.theme, file: isOwn ? file : null }
}

function noSuchTheme(theme: string): string {
  const near = nearest(theme, THEMES)
  const meant = near === null ? '' : `; did you mean "${near}"?`
  return `There is no theme "${theme}"; there are ${either(THEMES)}, or a file as ./mine.yaml${meant}`
}

/**
 * Reads the file again whenever it changes, and tells the new theme, or what is wrong with it in one line. Returns what ends
 * this.
 */
export function followTheme(
  file: string,
  told: (read: { readonly theme: Theme } | { readonly problem: string }) => void,
): () => void {
  return followFile(file, async () => {
    const read = await loadTheme(file, SHIPPED)
    told(read.ok ? { theme: read.theme } : { problem: problemOf(read.mistakes) })
  })
}

function problemOf([first, ...more]: readonly Mistake[]): string {
  const others = more.length === 0 ? '' : ` · ${more.length} more`
  return `${first === undefined ? '' : formatMistake(first)}${others}`
}
