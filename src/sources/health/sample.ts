import { numberSample, type Sample } from '../../core/sample.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { EpochMs } from '../../core/time.ts'
import type { Unit } from '../../core/units.ts'

const MOST_CELLS = 64

/** A JSON value as a sample in that unit: words are states; in any other unit they must be numbers. */
export function sampleOf(value: unknown, unit: Unit, measuredAt: EpochMs): Sample {
  const absent = (reason: string): Sample => ({ kind: 'absent', reason: `no data: ${reason}`, measuredAt })
  switch (typeof value) {
    case 'number':
      return numberSample(value, measuredAt)
    case 'boolean':
      return { kind: 'value', value: unit === 'state' ? String(value) : Number(value), measuredAt }
    case 'string': {
      if (unit === 'state') return { kind: 'value', value: sanitise(value, MOST_CELLS), measuredAt }
      const number = value.trim() === '' ? Number.NaN : Number(value)
      return Number.isNaN(number)
        ? absent(`"${sanitise(value, MOST_CELLS)}" is not a number; for words the unit must be state`)
        : numberSample(number, measuredAt)
    }
    default:
      return absent(
        value === null
          ? 'it is null'
          : Array.isArray(value)
            ? 'it is a list'
            : 'it is an object; pick a part of it',
      )
  }
}
