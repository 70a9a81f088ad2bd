import { describeValue } from '../core/describe.ts'
import type { Role } from '../core/row.ts'
import type { Rule } from '../core/rule.ts'
import type { SignalConfig } from '../core/signal.ts'
import { formatNumber, formatValue, type Unit, unitSuffix } from '../core/units.ts'
import { cellWidth } from '../core/width.ts'
import { type Item, ruleOf } from './item.ts'

/** A value of each unit that is about as wide as they come; columns are made for it and so keep their width. */
const WIDE: Readonly<Record<Unit, number>> = {
  seconds: 12.34,
  duration: 59 * 3_600 - 1,
  ratio: 1,
  points: -0.1,
  count: 10_000,
  number: 0.0123,
  bytes: 999.9 * 1024 ** 3,
  bytesPerSecond: 999.9 * 1024 ** 3,
  celsius: 100,
  watts: 700,
  perSecond: 12.3,
  state: 0,
}

/** Cells to keep free for values of the signal. */
export function valueWidth(signal: SignalConfig): number {
  if (signal.unit === 'state') return Math.max(0, ...Object.values(signal.states).map(cellWidth))
  return cellWidth(formatValue(WIDE[signal.unit], signal.unit, signal.digits ?? undefined))
}

/** The value with its unit or its word; a dash where there is none, in the unit of its limit. */
export function valueText({ signal, value, verdict }: Item): string {
  if (value !== null) return describeValue(signal, value)
  const suffix = typeof verdict.limit === 'number' ? unitSuffix(verdict.limit, signal.unit) : ''
  return suffix === '' ? '—' : `— ${suffix}`
}

/** Colour is for what is wrong: a good value is plain, one that can't be gone by is dimmed, whatever it was. */
export function valueRole(item: Item): Role {
  if (item.isOff) return 'dim'
  if (item.level === 'ok') return 'text'
  return item.level
}

/** A name is dimmed while all is well, and steps forward when something is not. */
export function labelRole({ level, isOff }: Item): Role {
  if (isOff || level === 'ok') return 'dim'
  return level === 'stale' || level === 'unknown' ? 'stale' : 'text'
}

/** The limit beside a value: `/ 3.2`, `/ ≥60`, `/ 0.5…2`, `/ 60±5`, `/ healthy`; empty where there is none. */
export function limitText(item: Item): string {
  const { value, signal, verdict } = item
  const text = limitAlone(item)
  if (typeof verdict.limit !== 'number' || typeof value !== 'number') return text
  const suffix = unitSuffix(verdict.limit, signal.unit)
  return suffix === '' || unitSuffix(value, signal.unit) === suffix ? text : `${text} ${suffix}`
}

/** The limit without its unit. */
function limitAlone(item: Item): string {
  const { verdict, signal } = item
  const { limit } = verdict
  if (limit === null) return ''
  if (typeof limit === 'string') return signal.unit === 'state' ? '' : `/ ${limit}`
  if (typeof limit !== 'number') return `/ ${limit.map((end) => limitNumber(item, end)).join('…')}`
  const rule = ruleOf(item)
  const around = rule?.condition.op === 'deviates' ? `${limitNumber(item, rule.condition.target)}±` : ''
  return `/ ${around}${signOf(rule)}${limitNumber(item, limit)}`
}

/** Cells to keep free for the limit: beside a value in `ms` it says its own unit, beside one in `s` it need not. */
export function limitWidth(item: Item): number {
  const { signal, verdict } = item
  const isScaled = ['seconds', 'bytes', 'bytesPerSecond'].includes(signal.unit)
  const ownUnit = isScaled && typeof verdict.limit === 'number' ? unitSuffix(verdict.limit, signal.unit) : ''
  return cellWidth(limitAlone(item)) + (ownUnit === '' ? 0 : 1 + ownUnit.length)
}

/** An upper limit needs no sign: that is what people expect a limit to be. */
function signOf(rule: Rule | null): string {
  switch (rule?.condition.op) {
    case 'below':
      return '≥'
    case 'atMost':
      return '>'
    default:
      return ''
  }
}

const limitNumber = ({ signal }: Item, limit: number): string =>
  shortNumber(limit, signal.unit, signal.digits)

/** A number somebody chose, such as a limit, without the zeros at its end: `3.2`, not `3.20`. */
export function shortNumber(value: number, unit: Unit, digits: number | null): string {
  const text = formatNumber(value, unit, digits ?? undefined)
  return /^[^e]*\.[^e]*$/.test(text) ? text.replace(/\.?0+$/, '') : text
}
