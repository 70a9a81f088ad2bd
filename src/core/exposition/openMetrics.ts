import {
  CLOSE,
  COMMA,
  EQUAL,
  endOfLabelName,
  endOfLine,
  endOfName,
  endOfQuoted,
  HASH,
  LF,
  OPEN,
  QUOTE,
  SPACE,
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

const TYPES = ['counter', 'gauge', 'histogram', 'gaugehistogram', 'summary', 'info', 'stateset', 'unknown']

/** OpenMetrics 1.0, as the lexer of Prometheus 2 reads it. It is strict of blanks, and ends with `# EOF`. */
export const OPEN_METRICS: Grammar = { between, series, rest }

function between(body: string, from: number): End {
  let at = from
  while (body.charCodeAt(at) === HASH) {
    if (body.startsWith('# EOF', at)) {
      const end = body.charCodeAt(at + 5) === LF ? at + 6 : at + 5
      return end === body.length ? end : malformed('something stands after # EOF', end)
    }
    const end = metadata(body, at)
    if (typeof end !== 'number') return end
    at = end
  }
  return at >= body.length ? malformed('it does not end with # EOF', body.length) : at
}

/** `# HELP name text`, `# TYPE name type`, `# UNIT name unit`; there are no other comments. */
function metadata(body: string, hash: number): End {
  const keyword = body.slice(hash + 2, hash + 7)
  if (body.charCodeAt(hash + 1) !== SPACE || !/^(HELP|TYPE|UNIT) $/.test(keyword))
    return malformed('HELP, TYPE, UNIT or EOF is expected after the #', hash)
  const nameEnd = endOfName(body, hash + 7)
  const name = body.slice(hash + 7, nameEnd)
  if (name === '') return malformed(`the name of a metric is expected after ${keyword.trim()}`, hash)
  const end = endOfLine(body, hash)
  if (body.charCodeAt(nameEnd) !== SPACE)
    return malformed('a blank is expected after the name of the metric', hash)
  if (end === body.length) return malformed('the line is not ended', hash)
  const text = body.slice(nameEnd + 1, end)
  if (keyword === 'TYPE ' && !TYPES.includes(text))
    return malformed('there is no such type of a metric', hash)
  if (keyword === 'UNIT ' && text !== '' && !name.endsWith(`_${text}`))
    return malformed('the name of the metric does not end with its unit', hash)
  return end + 1
}

function series(body: string, from: number): End {
  const nameEnd = endOfName(body, from)
  if (nameEnd === from) return malformed('the name of a metric is expected', from)
  return body.charCodeAt(nameEnd) === OPEN ? labels(body, nameEnd + 1) : nameEnd
}

/** From behind the opening brace to behind the closing one. */
function labels(body: string, from: number): End {
  let at = from
  for (let isFirst = true; body.charCodeAt(at) !== CLOSE || !isFirst; isFirst = false) {
    const labelEnd = endOfLabelName(body, at)
    if (labelEnd === at) return malformed(NO_LABEL, from)
    if (body.charCodeAt(labelEnd) !== EQUAL) return malformed(NO_EQUAL, from)
    if (body.charCodeAt(labelEnd + 1) !== QUOTE) return malformed(NO_QUOTED, from)
    at = endOfQuoted(body, labelEnd + 1)
    // The older format lets a value go on in the next line.
    if (at === -1 || at > endOfLine(body, labelEnd)) return malformed(NOT_CLOSED, from)
    if (body.charCodeAt(at) === CLOSE) break
    if (body.charCodeAt(at) !== COMMA) return malformed('a comma or a closing brace is expected', from)
    at += 1
  }
  return at + 1
}

function rest(body: string, start: number, from: number, into: Measurement): Malformed | null {
  const end = endOfWord(body, from)
  if (end === -1) return malformed(NO_VALUE, from)
  const value = readNumber(body, from + 1, end)
  if (value === null) return malformed(NO_NUMBER, from)
  into.value = value
  into.at = Number.NaN
  let at = end
  if (body.charCodeAt(at) === SPACE && !isExemplar(body, at)) {
    const timeEnd = endOfWord(body, at)
    const seconds = timeEnd === -1 ? null : readNumber(body, at + 1, timeEnd)
    if (seconds === null || !Number.isFinite(seconds)) return malformed(NO_TIME, from)
    into.at = Math.trunc(seconds * 1000)
    at = timeEnd
  }
  if (isExemplar(body, at)) {
    const name = body.slice(start, endOfName(body, start))
    if (!name.endsWith('_total') && !name.endsWith('_bucket'))
      return malformed('an exemplar belongs to a _total or a _bucket only', from)
    const exemplar = exemplarEnd(body, at + 4)
    if (typeof exemplar !== 'number') return exemplar
    at = exemplar
  }
  if (body.charCodeAt(at) !== LF) return malformed('the end of the line is expected', from)
  into.end = at + 1
  return null
}

/** ` # {`: what follows is an example of what was counted. It is checked and passed over. */
const isExemplar = (body: string, at: number): boolean => body.startsWith(' # {', at)

function exemplarEnd(body: string, from: number): End {
  const at = labels(body, from)
  if (typeof at !== 'number') return malformed(`in the exemplar: ${at.message}`, from)
  const end = endOfWord(body, at)
  if (end === -1 || readNumber(body, at + 1, end) === null)
    return malformed('in the exemplar: a number is expected', from)
  if (body.charCodeAt(end) !== SPACE) return end
  const timeEnd = endOfWord(body, end)
  const seconds = timeEnd === -1 ? null : readNumber(body, end + 1, timeEnd)
  if (seconds === null || !Number.isFinite(seconds))
    return malformed('in the exemplar: a timestamp is expected', from)
  return timeEnd
}

/** The end of a word with one blank before it; -1 where there is none. */
function endOfWord(body: string, from: number): number {
  if (body.charCodeAt(from) !== SPACE) return -1
  let at = from + 1
  for (; at < body.length; at += 1) {
    const c = body.charCodeAt(at)
    if (c === SPACE || c === LF) break
  }
  return at === from + 1 ? -1 : at
}
