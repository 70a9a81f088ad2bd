import { measureClusters } from './measure.ts'

/**
 * One cell each: ASCII, Latin, punctuation, arrows, mathematical signs, boxes, blocks, braille and our symbols.
 * Everything this program draws itself is among them, so that only foreign text pays for the full measure.
 */
const NARROW =
  /^[\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u2200-\u22ff\u23ce\u2500-\u25fc\u2713\u2716\u2800-\u28ff]*$/

/** Cells the text takes in a terminal. Measured as Ink measures it, so that what fits here fits there. */
export function cellWidth(text: string): number {
  return isPlain(text) ? text.length : measureClusters(text)
}

/** Whether each character of the text is one cell and stands for itself. */
export function isPlain(text: string): boolean {
  return isAscii(text) || NARROW.test(text)
}

/** Most text is short and printable ASCII, for which a loop is quicker than a regular expression. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 0x20 || unit > 0x7e) return false
  }
  return true
}
