/** Code units that mean something in an exposition. */
export const TAB = 9
export const LF = 10
export const SPACE = 32
export const QUOTE = 34
export const HASH = 35
export const COMMA = 44
export const EQUAL = 61
const BACKSLASH = 92
export const OPEN = 123
export const CLOSE = 125

const isDigit = (c: number): boolean => c >= 48 && c <= 57
const isLetter = (c: number): boolean => (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95
const COLON = 58

/** Where the metric's name that begins at `at` ends; `at` itself where none begins there. */
export function endOfName(body: string, at: number): number {
  let i = at
  for (; i < body.length; i += 1) {
    const c = body.charCodeAt(i)
    if (!isLetter(c) && c !== COLON && !(isDigit(c) && i > at)) break
  }
  return i
}

/** The same of a label's name, which has no colon. */
export function endOfLabelName(body: string, at: number): number {
  let i = at
  for (; i < body.length; i += 1) {
    const c = body.charCodeAt(i)
    if (!isLetter(c) && !(isDigit(c) && i > at)) break
  }
  return i
}

export function endOfDigits(body: string, at: number): number {
  let i = at
  while (isDigit(body.charCodeAt(i))) i += 1
  return i
}

export function endOfBlanks(body: string, at: number): number {
  let i = at
  for (; i < body.length; i += 1) {
    const c = body.charCodeAt(i)
    if (c !== SPACE && c !== TAB) break
  }
  return i
}

/** Where the quoted text that begins at `at` ends, after its closing quote; -1 where it is not closed. */
export function endOfQuoted(body: string, at: number): number {
  for (let i = at + 1; i < body.length; i += 1) {
    const c = body.charCodeAt(i)
    if (c === QUOTE) return i + 1
    if (c === BACKSLASH) {
      i += 1
      if (body.charCodeAt(i) === LF) return -1
    }
  }
  return -1
}

/** The end of the line, without its LF. */
export function endOfLine(body: string, at: number): number {
  const end = body.indexOf('\n', at)
  return end === -1 ? body.length : end
}
