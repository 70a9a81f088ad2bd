import * as z from 'zod'
import type { Path } from './tree.ts'

type Schema = z.core.$ZodType

/** The keys a map may have at that path of the value; empty where they are free. */
export function keysAt(schema: Schema, value: unknown, path: Path): string[] {
  return [...new Set(schemasAt(schema, value, path).flatMap(keysOf))]
}

/** Whether a schema, or the items of a list, is that one; a description makes a copy that shares the definition. */
export function isItemOrSchema(schema: Schema, wanted: Schema): boolean {
  return alternatives(schema, undefined).some(
    (inner) =>
      inner._zod.def === wanted._zod.def ||
      (inner instanceof z.ZodArray && isItemOrSchema(inner.element, wanted)),
  )
}

/** The fields of the maps that stand in a list; null where it is no list of maps. */
export function itemShape(schema: Schema): z.core.$ZodShape | null {
  const [list] = alternatives(schema, undefined)
  const item = list instanceof z.ZodArray ? alternatives(list.element, undefined)[0] : undefined
  return item instanceof z.ZodObject ? item.shape : null
}

/** The part of the schema below a key or an index, for each alternative the value leaves open. */
function schemasAt(schema: Schema, value: unknown, path: Path): Schema[] {
  const [step, ...rest] = path
  const open = alternatives(schema, value)
  if (step === undefined) return open
  const inner = childOf(value, step)
  return open.flatMap((option) => {
    const below = belowOf(option, step)
    return below === null ? [] : schemasAt(below, inner, rest)
  })
}

function belowOf(schema: Schema, step: string | number): Schema | null {
  if (schema instanceof z.ZodObject) return schema.shape[step] ?? null
  if (schema instanceof z.ZodRecord) return schema.valueType
  if (schema instanceof z.ZodArray) return schema.element
  return null
}

/** What is inside optional, default and transformed ones; of a union, the options that fit the value's kind. */
function alternatives(schema: Schema, value: unknown): Schema[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return alternatives(schema.def.innerType, value)
  }
  if (schema instanceof z.ZodPipe) return alternatives(schema.def.in, value)
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const key = schema.def.discriminator
    const fitting = schema.options.filter((option) => fits(option, key, childOf(value, key)))
    return fitting.flatMap((option) => alternatives(option, value))
  }
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => alternatives(option, value))
  return [schema]
}

function fits(option: Schema, key: string, value: unknown): boolean {
  const literal = option instanceof z.ZodObject ? option.shape[key] : null
  return !(literal instanceof z.ZodLiteral) || [...literal.values].some((known) => known === value)
}

const keysOf = (schema: Schema): string[] => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : [])

function childOf(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  const entry = Object.entries(value).find(([name]) => name === String(key))
  return entry?.[1]
}
