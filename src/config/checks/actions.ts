import type { AuthoredAction } from '../../actions/config.ts'
import { slotsIn } from '../../actions/parameters.ts'
import { rebound } from '../../core/bindings.ts'
import { nearest } from '../nearest.ts'
import type { SourceKind } from '../schema/source.ts'
import { rebindingOf } from './keys.ts'
import type { Clash, Readable } from './readable.ts'

/** What an action needs of its source. */
const ASKED: Readonly<Record<'request' | 'silence', readonly SourceKind[]>> = {
  request: ['health', 'prometheus', 'alertmanager'],
  silence: ['alertmanager'],
}

/** Actions name controls, sources, signals and their own parameters, and no two have the same key. */
export function checkActions(readable: Readable): Clash[] {
  const keys = new Map<string, string>()
  const taken = new Set(rebound(rebindingOf(readable.keys ?? {})).flatMap((binding) => binding.keys))
  return [...readable.actions].flatMap(([id, action]): Clash[] => {
    if (action === null) return []
    const { key = '' } = action
    const isTaken = taken.has(key) && !isRebound(key, readable)
    const owner = keys.get(key)
    if (key !== '' && owner === undefined) keys.set(key, id)
    const own = `the key "${key}" is one of the program's own (hypercare watch, then ?)`
    const twice = `the key "${key}" is that of actions.${owner} already`
    return [
      ...(isTaken ? [at(id, ['key'], own, key)] : []),
      ...(owner === undefined ? [] : [at(id, ['key'], twice, key)]),
      ...checkSignalsOf(id, action, readable),
      ...checkMeans(id, action, readable),
    ]
  })
}

/** Then it is told where it was taken. */
const isRebound = (key: string, { keys }: Readable): boolean =>
  Object.values(rebindingOf(keys ?? {})).some((taken) => taken.includes(key))

function checkSignalsOf(id: string, { verify, evidence }: AuthoredAction, { signals }: Readable): Clash[] {
  const named = [
    ...verify.map(({ signal }, index) => ({ signal, path: ['verify', index, 'signal'] })),
    ...evidence.map((signal, index) => ({ signal, path: ['evidence', index] })),
  ]
  return named
    .filter(({ signal }) => !signals.has(signal))
    .map(({ signal, path }) => unknown(id, path, 'signal', signal, signals.keys()))
}

function checkMeans(id: string, action: AuthoredAction, readable: Readable): Clash[] {
  switch (action.kind) {
    case 'scale':
      return [...checkControl(id, action.by, readable), ...checkRange(id, action)]
    case 'emergency-scale':
    case 'restart':
    case 'stop':
    case 'start':
    case 'delete-pod':
    case 'version':
      return checkControl(id, action.by, readable)
    case 'request':
      return [...checkSource(id, action, readable), ...checkSlots(id, action)]
    case 'command':
      return checkSlots(id, action)
    case 'silence':
      return checkSource(id, action, readable)
  }
}

const checkControl = (id: string, by: string, { controls }: Readable): Clash[] =>
  controls.has(by) ? [] : [unknown(id, ['by'], 'control', by, controls.keys())]

function checkRange(id: string, { min, max }: { readonly min: number; readonly max: number }): Clash[] {
  if (min <= max) return []
  return [at(id, ['max'], `no number of replicas is within ${min} … ${max}`, String(max))]
}

function checkSource(
  id: string,
  { kind, source }: { readonly kind: 'request' | 'silence'; readonly source: string },
  { sources }: Readable,
): Clash[] {
  const known = sources.get(source)
  if (known === undefined) return [unknown(id, ['source'], 'source', source, sources.keys())]
  if (known === null || ASKED[kind].includes(known.kind)) return []
  const message = `the source "${source}" of kind ${known.kind} takes no ${kind}; there is ${ASKED[kind].join(', ')}`
  return [at(id, ['source'], message, source)]
}

/** Every `{name}` is a parameter; in what is undone there is also `{before}`. */
function checkSlots(id: string, action: Extract<AuthoredAction, { kind: 'request' | 'command' }>): Clash[] {
  const { parameters } = action
  const { path, body, argv, observe, undo } = { path: undefined, body: undefined, argv: undefined, ...action }
  const check = (part: unknown, where: string, extra: readonly string[] = []): Clash[] => {
    const known = [...Object.keys(parameters), ...extra]
    return slotsIn(JSON.stringify(part) ?? '')
      .filter((name) => !known.includes(name))
      .map((name) => at(id, [where], `there is no parameter "${name}"`, `{${name}}`, nearest(name, known)))
  }
  return [
    ...check(path, 'path'),
    ...check(body, 'body'),
    ...check(argv, 'argv'),
    ...check(observe, 'observe'),
    ...check(undo, 'undo', observe === undefined ? [] : ['before']),
  ]
}

function unknown(
  id: string,
  path: Clash['path'],
  what: string,
  name: string,
  known: Iterable<string>,
): Clash {
  return at(id, path, `there is no ${what} "${name}"`, name, nearest(name, known))
}

const at = (
  id: string,
  path: Clash['path'],
  message: string,
  offending: string,
  suggestion: string | null = null,
): Clash => ({ path: ['actions', id, ...path], at: 'value', message, offending, suggestion })
