import type { Glyphs } from '../core/look.ts'

/**
 * What charts and signs are drawn with: what was chosen, or by the terminal. That is braille where it speaks UTF-8, as it does
 * today where nobody says otherwise; on the Linux console what its font has; ASCII in the C locale and in any other that is not
 * UTF-8.
 */
export function glyphsFor(
  env: Readonly<Record<string, string | undefined>>,
  chosen: Glyphs | null = null,
): Glyphs {
  if (chosen !== null) return chosen
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  if (locale !== '' && !/utf-?8/i.test(locale)) return 'ascii'
  return env.TERM === 'linux' ? 'console' : 'braille'
}
