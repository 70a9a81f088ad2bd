import type { Comparison, ValueClaim } from '../core/claim.ts'
import { describeValue } from '../core/describe.ts'
import type { Labels, Value } from '../core/sample.ts'
import type { Instance, SignalConfig } from '../core/signal.ts'
import { formatLimit, formatValue, type Unit } from '../core/units.ts'
import { numberOf, targetOf } from './holds.ts'

export const SIGNS: Readonly<Record<Comparison, string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' }

/** The distance of two ratios is in percentage points, not in percent. */
const unitOf = ({ unit }: SignalConfig, of: 'value' | 'deviation'): Unit =>
  of === 'deviation' && unit === 'ratio' ? 'points' : unit

/** What is asked: `< 0.5 %`, `closed`, `within 5 points of 60 %`, `no limit broken`. */
export function describeClaim(claim: ValueClaim, config: SignalConfig, labels: Labels): string {
  switch (claim.by) {
    case 'word':
      return `${claim.op === '=' ? '' : 'not '}${describeValue(config, claim.word)}`
    case 'within':
      return claim.level === 'warn' ? 'no limit broken' : 'no critical limit broken'
    case 'number': {
      const limit = `${SIGNS[claim.op]} ${formatLimit(claim.limit, unitOf(config, claim.of))}`
      const target = claim.of === 'deviation' ? targetOf(config, labels) : null
      return target === null ? limit : `${limit} from ${formatLimit(target, config.unit)}`
    }
  }
}

/** A series among others: `fast p95`, `5xx`, `gpu 0 VRAM free`. */
export function seriesName({ title, label }: SignalConfig, { key }: Pick<Instance, 'key'>): string {
  if (key === '') return title
  return label === null || /^\p{L}/u.test(key) ? `${key} ${title}` : `${label} ${key} ${title}`
}

/** What is seen: `58.9 %`, `open`, `4.2 points`. */
export function describeSeen(claim: ValueClaim, config: SignalConfig, labels: Labels, value: Value): string {
  if (claim.by !== 'number' || claim.of === 'value') return describeValue(config, value)
  const distance = numberOf(claim, config, labels, value)
  return distance === null
    ? describeValue(config, value)
    : formatValue(distance, unitOf(config, 'deviation'), config.digits ?? undefined)
}

/** What a value lacks to make the claim true: `0.7 points too much`, `must be closed`. */
export function describeLack(claim: ValueClaim, config: SignalConfig, labels: Labels, value: Value): string {
  switch (claim.by) {
    case 'word':
      return `must ${claim.op === '=' ? '' : 'not '}be ${describeValue(config, claim.word)}`
    case 'within':
      return 'must come back within its limits'
    case 'number': {
      const number = numberOf(claim, config, labels, value)
      if (number === null) return 'no number to compare'
      const isTooMuch = claim.op === '<' || claim.op === '<='
      if (number === claim.limit) return `must be ${isTooMuch ? 'less' : 'more'} than that`
      const lack = formatValue(
        Math.abs(number - claim.limit),
        unitOf(config, config.unit === 'ratio' ? 'deviation' : claim.of),
        config.digits ?? undefined,
      )
      return `${lack} too ${isTooMuch ? 'much' : 'little'}`
    }
  }
}
