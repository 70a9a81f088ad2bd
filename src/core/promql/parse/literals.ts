import type { DurationMs } from '../../time.ts'
import { parseGoFloat } from '../goFloat.ts'

const UNIT_MS = [31_536_000_000, 604_800_000, 86_400_000, 3_600_000, 60_000, 1000, 1] as const
const DURATION = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/

/** Prometheus counts nanoseconds in 64 bits. */
const LONGEST_MS = 2 ** 63 / 1_000_000

/** `5m`, `1h30m`, `1y`; in seconds, as newer versions take it: `300`, `0.5`. A string says what is wrong. */
export function readDuration(text: string): DurationMs | string {
  const parts = DURATION.exec(text)
  const seconds = parts === null ? readNumber(text) : null
  if (parts === null && seconds === null) return `not a valid duration: "${text}"`
  const ms =
    seconds !== null
      ? Math.round(seconds * 1000)
      : UNIT_MS.reduce((total, unit, i) => total + unit * Number(parts?.[i + 1] ?? 0), 0)
  if (!(ms < LONGEST_MS)) return `duration out of range: "${text}"`
  return ms
}

/** A number without a sign: `1.5e3`, `0x1F`, `010` (which is 8), `Inf`; null where it is none. */
function readNumber(text: string): number | null {
  if (/^0x[\da-f_]+$/i.test(text)) return Number(text.replaceAll('_', ''))
  if (/^0[0-7_]+$/.test(text)) return Number.parseInt(text.replaceAll('_', ''), 8)
  return parseGoFloat(text)
}

/** What a number is at least: a duration may stand for its seconds. */
export function readNumberOrDuration(text: string): number | null {
  const number = readNumber(text)
  if (number !== null) return number
  const ms = readDuration(text)
  return typeof ms === 'string' ? null : ms / 1000
}

const SIMPLE: ReadonlyMap<string, number> = new Map(
  Object.entries({ a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '\\': 92 }),
)

/** The text between quotes, its escapes read as Go reads them; null where they are not right. */
export function readString(quoted: string): string | null {
  const quote = quoted.at(0)
  if (quoted.length < 2 || quoted.at(-1) !== quote) return null
  const inner = quoted.slice(1, -1)
  if (quote === '`') return inner
  if (inner.includes('\n')) return null
  if (!inner.includes('\\')) return inner
  const bytes: number[] = []
  let rest = inner
  while (rest !== '') {
    const plain = /^[^\\]+/.exec(rest)
    const escaped = ESCAPE.exec(rest)
    const read = plain !== null ? utf8(plain[0]) : escaped !== null ? escapedBytes(escaped, quote) : null
    if (read === null) return null
    bytes.push(...read)
    rest = rest.slice((plain ?? escaped)?.[0].length)
  }
  return new TextDecoder().decode(Uint8Array.from(bytes))
}

const utf8 = (text: string): Iterable<number> => new TextEncoder().encode(text)

const ESCAPE = /^\\(?:([0-7]{3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|(.))/su

function escapedBytes(
  [, octal, byte, short, long, letter = '']: RegExpExecArray,
  quote: string | undefined,
): Iterable<number> | null {
  const number = octal !== undefined ? Number.parseInt(octal, 8) : Number.parseInt(byte ?? '', 16)
  if (!Number.isNaN(number)) return number > 255 ? null : [number]
  const point = Number.parseInt(short ?? long ?? '', 16)
  if (!Number.isNaN(point)) {
    const isCharacter = point <= 0x10ffff && !(point >= 0xd800 && point < 0xe000)
    return isCharacter ? utf8(String.fromCodePoint(point)) : null
  }
  if (letter === quote) return utf8(letter)
  const code = SIMPLE.get(letter)
  return code === undefined ? null : [code]
}
