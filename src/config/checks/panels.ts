import type { z } from 'zod'
import { identifier } from '../../schema/fields.ts'
import { nearest } from '../nearest.ts'
import { panelConfig } from '../schema/panel.ts'
import { isItemOrSchema, itemShape } from '../shape.ts'
import type { Clash, Readable } from './readable.ts'

/**
 * Panels name signals, sources and gates. Every key of a panel that holds an id refers to a signal,
 * `source` to a source, `gate` to a gate; `id` is its own. So a new kind of panel needs nothing here.
 */
export function checkPanels({ panels, signals, sources, gates }: Readable): Clash[] {
  const known = { signal: signals, source: sources, gate: gates }
  const ids = panels.map((panel) => panel?.id)
  return panels.flatMap((panel, index): Clash[] => {
    if (panel === null) return []
    const isTwice = ids.indexOf(panel.id) < index
    const twice: Clash = {
      path: ['panels', index, 'id'],
      at: 'value',
      message: `the panel "${panel.id}" is there twice`,
      offending: panel.id,
    }
    const unknown = referencesOf(panel).flatMap(({ path, name, to }): Clash[] => {
      if (known[to].has(name)) return []
      const message = `there is no ${to} "${name}"`
      const suggestion = nearest(name, known[to].keys())
      return [{ path: ['panels', index, ...path], at: 'value', message, offending: name, suggestion }]
    })
    return [...(isTwice ? [twice] : []), ...unknown]
  })
}

type Reference = {
  readonly path: readonly (string | number)[]
  readonly name: string
  readonly to: 'signal' | 'source' | 'gate'
}

/** What a panel refers to, by the schema of its kind. */
export function referencesOf(panel: { readonly kind: string }): Reference[] {
  const shape: z.core.$ZodShape =
    panelConfig.options.find(({ shape }) => shape.kind.value === panel.kind)?.shape ?? {}
  return referencesIn(panel, shape, [])
}

function referencesIn(value: object, shape: z.core.$ZodShape, path: Reference['path']): Reference[] {
  const fields = new Map(Object.entries(shape))
  return Object.entries(value).flatMap(([key, inner]): Reference[] => {
    const schema = fields.get(key)
    if (key === 'id' || schema === undefined) return []
    const items = Array.isArray(inner)
      ? inner.map((item: unknown, index) => ({ item, at: [...path, key, index] }))
      : [{ item: inner, at: [...path, key] }]
    const to = key === 'source' || key === 'gate' ? key : 'signal'
    const isReference = isItemOrSchema(schema, identifier)
    const below = itemShape(schema)
    return items.flatMap(({ item, at }): Reference[] => {
      if (typeof item === 'string') return isReference ? [{ path: at, name: item, to }] : []
      return below !== null && typeof item === 'object' && item !== null ? referencesIn(item, below, at) : []
    })
  })
}
