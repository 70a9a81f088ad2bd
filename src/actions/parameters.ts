import type { JsonValue } from './change.ts'
import type { Parameter } from './config.ts'
import type { Refusal } from './executor.ts'

type Values = Readonly<Record<string, string | number>>

export type ArgumentsResult =
  | { readonly ok: true; readonly values: Values }
  | ({ readonly ok: false } & Refusal)

/** The arguments as the parameters of an action allow them, in their order. */
export function readArguments(
  parameters: Readonly<Record<string, Parameter>>,
  args: readonly string[],
): ArgumentsResult {
  const names = Object.entries(parameters)
  const values: Record<string, string | number> = {}
  for (const [index, [name, parameter]] of names.entries()) {
    const text = args[index]
    if (text === undefined)
      return { ok: false, reason: `${name} is missing`, hint: `give ${wanted(parameter)}` }
    const value = argumentOf(parameter, text)
    if (value === null)
      return { ok: false, reason: `"${text}" is no ${name}`, hint: `give ${wanted(parameter)}` }
    values[name] = value
  }
  const extra = args[names.length]
  if (extra !== undefined)
    return { ok: false, reason: `"${extra}" is one argument too many`, hint: 'leave it away' }
  return { ok: true, values }
}

function argumentOf(parameter: Parameter, text: string): string | number | null {
  if ('oneOf' in parameter) return parameter.oneOf.includes(text) ? text : null
  if ('pattern' in parameter) return new RegExp(`^(?:${parameter.pattern})$`, 'u').test(text) ? text : null
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  return value >= parameter.min && value <= parameter.max ? value : null
}

/** What may be said, in words. */
export function wanted(parameter: Parameter): string {
  if ('oneOf' in parameter) return parameter.oneOf.join(', ')
  return 'pattern' in parameter
    ? parameter.pattern
    : `a whole number within ${parameter.min} … ${parameter.max}`
}

const SLOT = /\{([a-z][a-z0-9_-]*)\}/g

/** Every `{name}` replaced; names that are not known stay, for others to fill. */
export function fillText(text: string, values: Values, encode: (text: string) => string = String): string {
  return text.replaceAll(SLOT, (slot, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    return value === undefined ? slot : encode(String(value))
  })
}

/** The same within JSON; a text that is one slot and nothing else becomes the value itself. */
export function fill(value: JsonValue, values: Values): JsonValue {
  if (typeof value === 'string') {
    const [, name] = /^\{([a-z][a-z0-9_-]*)\}$/.exec(value) ?? []
    const whole = name !== undefined && Object.hasOwn(values, name) ? values[name] : undefined
    return whole ?? fillText(value, values)
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => fill(item, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, values)]))
}

/** The names that a text asks for. */
export const slotsIn = (text: string): readonly string[] =>
  [...text.matchAll(SLOT)].map(([, name = '']) => name)
