/** Whole numbers of so many digits are exact when added up digit by digit. */
const EXACT_DIGITS = 15

/**
 * The number between two places of a text, as Prometheus reads one (Go's ParseFloat without hexadecimal and `_`):
 * `1`, `.5`, `1e-9`, `+Inf`, `nan`, in any case. Null where it is none, or too large to be one.
 */
export function readNumber(text: string, from: number, to: number): number | null {
  if (to === from) return null
  if (to - from <= EXACT_DIGITS) {
    let whole = 0
    let i = from
    for (; i < to; i += 1) {
      const digit = text.charCodeAt(i) - 48
      if (!(digit >= 0 && digit <= 9)) break
      whole = whole * 10 + digit
    }
    if (i === to) return whole
  }
  const word = text.slice(from, to)
  return isDecimal(word) ? finite(Number(word)) : special(word)
}

/** `Number()` also takes white space around, other bases and the word `Infinity`; Go does not. */
function isDecimal(word: string): boolean {
  const first = word.charCodeAt(0)
  const last = word.charCodeAt(word.length - 1)
  const isEnd = (last >= 48 && last <= 57) || last === 46
  const isStart = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  return isStart && isEnd && !/^0[a-z]/i.test(word)
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

function special(word: string): number | null {
  if (/^nan$/i.test(word)) return Number.NaN
  if (!/^[+-]?inf(inity)?$/i.test(word)) return null
  return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
}
