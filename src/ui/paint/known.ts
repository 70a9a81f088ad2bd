/**
 * Code points whose width is known without looking further, and of which two in a row are always two characters.
 * Each is printable and every terminal agrees on it. The rest goes to string-width, the one Ink lays out with.
 */
const NARROW: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0x2ff],
  [0x391, 0x3a1],
  [0x3a3, 0x3c9],
  [0x410, 0x44f],
  [0x2010, 0x2016],
  [0x2018, 0x2026],
  [0x2030, 0x203a],
  [0x2070, 0x2071],
  [0x2074, 0x208e],
  [0x2190, 0x21ff],
  [0x2200, 0x22ff],
  [0x23ce, 0x23ce],
  [0x2500, 0x25fc],
  [0x2605, 0x2606],
  [0x2660, 0x2666],
  [0x26a0, 0x26a0],
  [0x2713, 0x2718],
  [0x2800, 0x28ff],
]
const WIDE: readonly (readonly [number, number])[] = [
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
  [0xff01, 0xff60],
]

/** Width in columns of a UTF-16 unit that stands for itself, 1 or 2; 0 for all that need a closer look. */
export const KNOWN_WIDTH: Uint8Array = tabulate()

function tabulate(): Uint8Array {
  const table = new Uint8Array(0x10000)
  for (const [from, to] of NARROW) table.fill(1, from, to + 1)
  for (const [from, to] of WIDE) table.fill(2, from, to + 1)
  return table
}

const LETTER_M = 0x6d

/** Index after the SGR sequence that starts here, 0 if none does. */
export function endOfSgr(text: string, start: number): number {
  if (text.charCodeAt(start + 1) !== 0x5b) return 0
  for (let i = start + 2; i < text.length; i += 1) {
    const unit = text.charCodeAt(i)
    if (unit === LETTER_M) return i + 1
    if (unit !== 0x3b && (unit < 0x30 || unit > 0x39)) return 0
  }
  return 0
}
