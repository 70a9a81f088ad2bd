import {
  CLOSE,
  COMMA,
  EQUAL,
  endOfBlanks,
  endOfDigits,
  endOfLabelName,
  endOfLine,
  endOfName,
  endOfQuoted,
  HASH,
  LF,
  OPEN,
  QUOTE,
  SPACE,
  TAB,
} from './characters.ts'
import {
  type End,
  type Grammar,
  type Malformed,
  type Measurement,
  malformed,
  NO_EQUAL,
  NO_LABEL,
  NO_NUMBER,
  NO_QUOTED,
  NO_TIME,
  NO_VALUE,
  NOT_CLOSED,
} from './grammar.ts'
import { readNumber } from './number.ts'

const TYPES = ['counter', 'gauge', 'histogram', 'summary', 'untyped']
const INT64 = 2 ** 63
const ASCII = 127

/** The Prometheus text format 0.0.4, as the lexer of Prometheus 2 reads it. */
export const PROMETHEUS_TEXT: Grammar = { between, series, rest }

function between(body: string, from: number): End {
  let at = from
  while (at < body.length) {
    const start = endOfBlanks(body, at)
    const c = body.charCodeAt(start)
    if (c === LF) {
      at = start + 1
      continue
    }
    // A name does not begin after a blank.
    if (c !== HASH) return start === body.length ? start : at
    const end = comment(body, start)
    if (typeof end !== 'number') return end
    at = end
  }
  return Math.min(at, body.length)
}

/** `# HELP name text`, `# TYPE name type`, or a comment of any kind. */
function comment(body: string, hash: number): End {
  const end = endOfLine(body, hash)
  const word = endOfBlanks(body, hash + 1)
  const isHelp = word > hash + 1 && body.startsWith('HELP', word)
  const isType = word > hash + 1 && body.startsWith('TYPE', word)
  const name = endOfBlanks(body, word + 4)
  if ((!isHelp && !isType) || name === word + 4) return end + 1
  const nameEnd = endOfName(body, name)
  if (nameEnd === name)
    return malformed(`the name of a metric is expected after ${isHelp ? 'HELP' : 'TYPE'}`, hash)
  // Prometheus takes one byte for the blank and finds the rest of such a character to be no text.
  if (body.charCodeAt(nameEnd) > ASCII)
    return malformed('a blank is expected after the name of the metric', hash)
  if (isType && !TYPES.includes(body.slice(nameEnd + 1, end)))
    return malformed('there is no such type of a metric', hash)
  return end + 1
}

function series(body: string, from: number): End {
  const nameEnd = endOfName(body, from)
  if (nameEnd === from) return malformed('the name of a metric is expected', from)
  let at = endOfBlanks(body, nameEnd)
  if (body.charCodeAt(at) !== OPEN) return nameEnd
  at = endOfBlanks(body, at + 1)
  while (body.charCodeAt(at) !== CLOSE) {
    const labelEnd = endOfLabelName(body, at)
    if (labelEnd === at) return malformed(NO_LABEL, from)
    at = endOfBlanks(body, labelEnd)
    if (body.charCodeAt(at) !== EQUAL) return malformed(NO_EQUAL, from)
    at = endOfBlanks(body, at + 1)
    if (body.charCodeAt(at) !== QUOTE) return malformed(NO_QUOTED, from)
    const quoted = endOfQuoted(body, at)
    if (quoted === -1) return malformed(NOT_CLOSED, from)
    at = endOfBlanks(body, quoted)
    if (body.charCodeAt(at) === COMMA) at = endOfBlanks(body, at + 1)
  }
  return at + 1
}

function rest(body: string, _start: number, from: number, into: Measurement): Malformed | null {
  const start = endOfBlanks(body, from)
  const end = endOfWord(body, start)
  if (end === start) return malformed(NO_VALUE, from)
  const value = readNumber(body, start, end)
  if (value === null) return malformed(NO_NUMBER, from)
  into.value = value
  into.at = Number.NaN
  let at = endOfBlanks(body, end)
  if (!isLineEnd(body, at)) {
    const digits = endOfDigits(body, at)
    const ms = Number(body.slice(at, digits))
    if (digits === at || ms >= INT64) return malformed(NO_TIME, from)
    into.at = ms
    at = endOfBlanks(body, digits)
    if (!isLineEnd(body, at)) return malformed('the end of the line is expected after the timestamp', from)
  }
  into.end = at + 1
  return null
}

function endOfWord(body: string, from: number): number {
  let at = from
  for (; at < body.length; at += 1) {
    const c = body.charCodeAt(at)
    if (c === LF || c === SPACE || c === TAB || c === OPEN) break
  }
  return at
}

const isLineEnd = (body: string, at: number): boolean => at >= body.length || body.charCodeAt(at) === LF
