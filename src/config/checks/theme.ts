import { isThemeFile, THEMES } from '../../core/look.ts'
import { either, nearest } from '../nearest.ts'
import type { Clash, Readable } from './readable.ts'

/** A theme that is neither one of the program's nor a file. Whether a file is one is seen when it is opened. */
export function checkTheme({ theme }: Readable): Clash[] {
  if (theme === null || isThemeFile(theme) || THEMES.some((name) => name === theme)) return []
  const message = `theme is "${theme}"; expected ${either(THEMES)}, or a file as ./mine.yaml`
  return [{ path: ['theme'], at: 'value', message, offending: theme, suggestion: nearest(theme, THEMES) }]
}
