import { ALERTMANAGER_FIELDS } from '../../sources/alertmanager/config.ts'
import { hostFields } from '../../sources/host/config.ts'
import { nvidiaSmiFields } from '../../sources/nvidia-smi/config.ts'
import { either, nearest } from '../nearest.ts'
import type { AuthoredSignal } from '../schema/signal.ts'
import type { AuthoredSource, SourceKind } from '../schema/source.ts'
import type { Clash, Readable } from './readable.ts'

type ReadKey = 'query' | 'get' | 'field'
const READ_KEYS: readonly ReadKey[] = ['query', 'get', 'field']

/** How signals of a source are read: with a query, with a path, or as one of these fields. */
const READS: Readonly<Record<SourceKind, ReadKey | readonly string[]>> = {
  prometheus: 'query',
  scrape: 'query',
  health: 'get',
  alertmanager: ALERTMANAGER_FIELDS,
  'nvidia-smi': Object.keys(nvidiaSmiFields),
  host: Object.keys(hostFields),
}

/** A signal is read in one way, and it is the way of its source. */
export function checkRead(id: string, signal: AuthoredSignal, readable: Readable): Clash[] {
  const { sources } = readable
  const path = ['signals', id]
  const source = sources.has(signal.source) ? sources.get(signal.source) : standInFor(signal.source, readable)
  const given = READ_KEYS.filter((key) => signal[key] !== undefined)
  const [key] = given
  const isWhole = { path, at: 'key', offending: id } as const
  if (source === undefined) {
    const message = `there is no source "${signal.source}"`
    const suggestion = nearest(signal.source, sources.keys())
    return [{ path: [...path, 'source'], at: 'value', message, offending: signal.source, suggestion }]
  }
  const way = source === null ? null : READS[source.kind]
  const wanted: ReadKey | null = way === null ? null : typeof way === 'string' ? way : 'field'
  if (key === undefined) {
    const expected = wanted === null ? 'a "query", a "get" or a "field"' : `a "${wanted}"`
    return [{ ...isWhole, message: `signals.${id} does not say what to read; give it ${expected}` }]
  }
  if (given.length > 1) {
    const message = `signals.${id} has ${either(given.map((name) => `"${name}"`)).replace(' or ', ' and ')}; only one of them can be read`
    return [{ path: [...path, given[1] ?? key], at: 'key', message, offending: given[1] ?? key }]
  }
  if (wanted !== null && key !== wanted) {
    const message = `"${key}" does not fit the source "${signal.source}" of kind ${source?.kind}; its signals are read with "${wanted}"`
    return [{ path: [...path, key], at: 'key', message, offending: key }]
  }
  if (key === 'get') return checkGet(id, signal)
  const misplaced: Clash[] =
    signal.pick === undefined
      ? []
      : [{ path: [...path, 'pick'], at: 'key', message: '"pick" belongs to "get" only', offending: 'pick' }]
  return [...misplaced, ...(way === null || typeof way === 'string' ? [] : checkField(id, signal, way))]
}

/** A source that is not in the profile is read by what stands in for it. */
function standInFor(id: string, { sources, standsInFor }: Readable): AuthoredSource | null | undefined {
  const [standIn] = [...standsInFor].find(([, other]) => other === id) ?? []
  return standIn === undefined ? undefined : sources.get(standIn)
}

/** What is picked is said, and the label comes from one place: a `{label}` in "get", or a `*` in "pick". */
function checkGet(id: string, { get = '', pick, label, expect }: AuthoredSignal): Clash[] {
  const path = ['signals', id, 'get']
  if (pick === undefined) {
    const message = '"get" needs a "pick" that says where in the answer the value is'
    return [{ path, at: 'key', message, offending: 'get' }]
  }
  const slots = [...get.matchAll(/\{([^}]*)\}/g)]
  const hasStar = pick.split('.').includes('*')
  const wrong = slots.flatMap(({ 0: whole, 1: name = '', index }): Clash[] => {
    const at = { path, at: 'value', offending: whole, index } as const
    if (label === undefined) return [{ ...at, message: `"${whole}" needs "label: ${name}" beside it` }]
    if (name !== label) {
      return [{ ...at, message: `"${whole}" is not the label of the signal`, suggestion: `{${label}}` }]
    }
    if (expect.length > 0) return []
    return [{ ...at, message: `"${whole}" needs "expect": one request is sent for each of its values` }]
  })
  if (wrong.length > 0) return wrong
  const atPick = { path: ['signals', id, 'pick'], at: 'value', offending: pick } as const
  if (hasStar && label === undefined) {
    return [{ ...atPick, message: '"*" in "pick" gives several series; the signal needs a "label"' }]
  }
  if (hasStar && slots.length > 0) {
    return [{ ...atPick, message: `both "get" and "pick" give the label "${label}"; one of them can` }]
  }
  if (label === undefined || hasStar || slots.length > 0) return []
  const message = `nothing gives the label "${label}"; write {${label}} into "get" or "*" into "pick"`
  return [{ path: ['signals', id, 'label'], at: 'value', message, offending: label }]
}

function checkField(id: string, { field = '', source }: AuthoredSignal, fields: readonly string[]): Clash[] {
  if (fields.includes(field)) return []
  const suggestion = nearest(field, fields)
  const known = suggestion === null ? `; its fields: ${fields.join(', ')}` : ''
  const message = `the source "${source}" has no field "${field}"${known}`
  return [{ path: ['signals', id, 'field'], at: 'value', message, offending: field, suggestion }]
}
