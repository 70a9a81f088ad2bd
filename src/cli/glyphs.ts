import type { Glyphs } from '../panels/kind.ts'

/** Braille where the terminal speaks UTF-8; ASCII in the C locale. The Linux console has blocks but no braille. */
export function glyphsFor(env: Readonly<Record<string, string | undefined>>): Glyphs {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || ''
  if (!/utf-?8/i.test(locale)) return 'ascii'
  return env.TERM === 'linux' ? 'block' : 'braille'
}
