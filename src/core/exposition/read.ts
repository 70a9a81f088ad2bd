import type { Labels } from '../sample.ts'
import { sanitise } from '../sanitise.ts'
import type { EpochMs } from '../time.ts'
import { endOfBlanks, endOfLine, endOfName, OPEN } from './characters.ts'
import { type Grammar, type Malformed, type Measurement, malformed } from './grammar.ts'
import { labelsOf } from './labels.ts'
import { OPEN_METRICS } from './openMetrics.ts'
import { PROMETHEUS_TEXT } from './prometheusText.ts'

/** The text formats a target may answer in. */
export type Format = 'prometheus' | 'openmetrics'

/** The samples of one exposition, in its order; three columns of the same length. */
export type Exposition<Series> = {
  readonly series: readonly Series[]
  readonly values: readonly number[]
  /** The times the lines give; NaN where one gives none. */
  readonly times: readonly EpochMs[]
}

/** Why a whole exposition is refused. */
export type ExpositionMistake = {
  /** Counted from 1. */
  readonly line: number
  /** A sentence without a full stop. */
  readonly message: string
  /** The offending line, sanitised. */
  readonly text: string
}

export type ReadExposition<Series> =
  | { readonly ok: true; readonly exposition: Exposition<Series> }
  | { readonly ok: false; readonly mistake: ExpositionMistake }

type Known<Series> = { readonly text: string; readonly hasLabels: boolean; readonly series: Series }

const GRAMMARS: Readonly<Record<Format, Grammar>> = { prometheus: PROMETHEUS_TEXT, openmetrics: OPEN_METRICS }

/**
 * Reads the expositions of one target, one after the other. `intern` says what becomes of labels that the exposition
 * before did not have; a series that was in it keeps what it became. Exporters write their series in the same order
 * each time: then a line's series is recognised by one comparison of text, and its labels are not read again.
 * One malformed line refuses the whole, as in Prometheus.
 */
export function createExpositionReader<Series>(
  intern: (labels: Labels) => Series,
): (body: string, format: Format) => ReadExposition<Series> {
  let order: readonly Known<Series>[] = []
  let known: ReadonlyMap<string, Known<Series>> = new Map()

  return (body, format) => {
    const nul = body.indexOf('\0')
    // Prometheus would take it for the end, and the rest be lost in silence.
    if (nul !== -1) return refused(body, malformed('it holds a NUL', nul))
    const grammar = GRAMMARS[format]
    const found: Known<Series>[] = []
    const values: number[] = []
    const times: number[] = []
    const measured: Measurement = { value: 0, at: Number.NaN, end: 0 }
    let isSame = true
    let at = 0
    while (true) {
      const start = grammar.between(body, at)
      if (typeof start !== 'number') return refused(body, start)
      if (start >= body.length) break
      let one = order[found.length]
      let end = start
      if (one !== undefined && isNext(body, start, one)) end = start + one.text.length
      else {
        const seriesEnd = grammar.series(body, start)
        if (typeof seriesEnd !== 'number') return refused(body, seriesEnd)
        const text = body.slice(start, seriesEnd)
        end = seriesEnd
        isSame = false
        one = known.get(text)
        if (one === undefined) {
          const read = internal(text)
          if (typeof read === 'string') return refused(body, malformed(read, start))
          one = read
        }
      }
      const mistake = grammar.rest(body, start, end, measured)
      if (mistake !== null) return refused(body, mistake)
      found.push(one)
      values.push(measured.value)
      times.push(measured.at)
      at = measured.end
    }
    if (!isSame || found.length !== order.length) {
      order = found
      known = new Map(found.map((one) => [one.text, one]))
    }
    return { ok: true, exposition: { series: found.map(({ series }) => series), values, times } }
  }

  function internal(slice: string): Known<Series> | string {
    const text = ownCopy(slice)
    const read = labelsOf(text)
    if (!read.ok) return read.message
    return { text, hasLabels: text.endsWith('}'), series: intern(read.labels) }
  }
}

/** Whether the line begins with exactly that series. */
function isNext<Series>(body: string, at: number, { text, hasLabels }: Known<Series>): boolean {
  const end = at + text.length
  // Comparing a slice is one comparison of memory; startsWith goes character by character.
  if (body.slice(at, end) !== text) return false
  return hasLabels || (endOfName(body, at) === end && body.charCodeAt(endOfBlanks(body, end)) !== OPEN)
}

/** A slice would keep the whole body it was cut from alive, and be slower to compare. */
const ownCopy = (slice: string): string => JSON.parse(JSON.stringify(slice))

function refused(body: string, { message, at }: Malformed): ReadExposition<never> {
  let line = 1
  let start = 0
  for (let i = body.indexOf('\n'); i !== -1 && i < at; i = body.indexOf('\n', i + 1)) {
    line += 1
    start = i + 1
  }
  const text = body.slice(start, endOfLine(body, start))
  const said = text.endsWith('\r') ? 'lines must end with LF alone, not with CR LF' : message
  return { ok: false, mistake: { line, message: said, text: sanitise(text, 60) } }
}
