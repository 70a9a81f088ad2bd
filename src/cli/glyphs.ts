import type { Glyphs } from '../panels/kind.ts'

/**
 * Braille where the terminal speaks UTF-8, as it does today where nobody says otherwise; ASCII in the C locale and in any
 * other that is not UTF-8. The Linux console has blocks but no braille.
 */
export function glyphsFor(env: Readonly<Record<string, string | undefined>>): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  if (locale !== '' && !/utf-?8/i.test(locale)) return 'ascii'
  return env.TERM === 'linux' ? 'block' : 'braille'
}
