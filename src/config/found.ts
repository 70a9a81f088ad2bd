import { sanitise } from '../core/sanitise.ts'

/** A value as a sentence names it. */
export function describeFound(value: unknown): string {
  if (value === undefined || value === null) return 'empty'
  if (typeof value === 'string') return `"${sanitise(value, 60)}"`
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return typeof value === 'object' ? 'a map' : String(value)
}

/** A value as it was written; empty for what has parts. */
export function offendingOf(value: unknown): string {
  return typeof value === 'object' || value === undefined ? '' : String(value)
}

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map',
  record: 'a map',
  array: 'a list',
  tuple: 'a list',
}

/** A type of the schema as a sentence names it; `.inf` and `.nan` are numbers to YAML, but none to judge by. */
export const describeExpected = (type: string, value?: unknown): string =>
  type === 'number' && typeof value === 'number' ? 'a finite number' : (NAMES[type] ?? type)

/** What to do where YAML took a value for another type than the author meant. */
export function quotingHint(expected: string, value: unknown): string {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return '; put it in quotes'
  }
  const isQuotedNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
  return (expected === 'number' || expected === 'int') && isQuotedNumber ? '; write it without quotes' : ''
}
