import stringWidth from './stringWidth.ts'

/** What one cell shows: a code point with at most four combining marks. A wide one takes two columns. */
export type Glyph = { readonly text: string; readonly width: 1 | 2 }

const REPLACEMENT = '\ufffd'
const DOTTED_CIRCLE = '\u25cc'
const MOST_MARKS = 4
const MOST_REMEMBERED = 2048

const ONLY_IGNORABLE = /^[\p{Default_Ignorable_Code_Point}\ufeff]+$/u
const SEAMLESS = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u{e0000}-\u{e0fff}]/u
const UNSHOWABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Cn}]/u
const MARK = /[\p{Mn}\p{Me}]/u
/** Vowels and trailing consonants that found no syllable: terminals disagree on their width. */
const LOOSE_JAMO = /[\u1160-\u11ff\ud7b0-\ud7ff]/u
const FLAG_LETTER = /[\u{1f1e6}-\u{1f1ff}]/u

let remembered = new Map<string, readonly Glyph[]>()

/**
 * The wall: what the cells of one grapheme cluster show. Only what every terminal draws in the columns Ink laid out gets
 * through. Controls, lone surrogates and unassigned code points become U+FFFD; format characters, variation selectors,
 * joiners and tags vanish, a joined emoji shows its first part, a flag its two letters.
 * The widths add up to the columns that Ink's Output moves on by.
 */
export function cellsOf(cluster: string): readonly Glyph[] {
  const known = remembered.get(cluster)
  if (known) return known
  const glyphs = inColumns(glyphsOf(cluster), columnsOf(cluster))
  if (remembered.size >= MOST_REMEMBERED) remembered = new Map()
  if (cluster.length <= 16) remembered.set(cluster, glyphs)
  return glyphs
}

function columnsOf(cluster: string): number {
  return ONLY_IGNORABLE.test(cluster) ? 0 : Math.max(1, stringWidth(cluster))
}

function glyphsOf(cluster: string): Glyph[] {
  const glyphs: Glyph[] = []
  let marks = 0
  for (const char of cluster.normalize('NFC')) {
    if (SEAMLESS.test(char)) continue
    if (MARK.test(char)) {
      const base = glyphs.pop() ?? { text: DOTTED_CIRCLE, width: 1 }
      marks += 1
      glyphs.push(marks > MOST_MARKS ? base : { text: base.text + char, width: base.width })
    } else {
      glyphs.push(glyphOf(char))
      marks = 0
    }
  }
  return glyphs.length > 0 ? glyphs : [{ text: REPLACEMENT, width: 1 }]
}

function glyphOf(char: string): Glyph {
  if (UNSHOWABLE.test(char) || LOOSE_JAMO.test(char)) return { text: REPLACEMENT, width: 1 }
  if (FLAG_LETTER.test(char)) return { text: letterOf(char), width: 1 }
  return { text: char, width: stringWidth(char) === 2 ? 2 : 1 }
}

const letterOf = (flagLetter: string): string =>
  String.fromCharCode(0x41 + (flagLetter.codePointAt(0) ?? 0x1f1e6) - 0x1f1e6)

function inColumns(glyphs: readonly Glyph[], columns: number): readonly Glyph[] {
  const fitted: Glyph[] = []
  let left = columns
  for (const glyph of glyphs) {
    if (glyph.width > left) break
    fitted.push(glyph)
    left -= glyph.width
  }
  for (; left > 0; left -= 1) fitted.push({ text: ' ', width: 1 })
  return fitted
}
