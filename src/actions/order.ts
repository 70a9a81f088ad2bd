import type { Change, Matcher, RequestChange } from './change.ts'
import type { ActionConfig } from './config.ts'
import type { Refusal } from './executor.ts'
import { fill, fillText, readArguments } from './parameters.ts'
import { type Bounds, parseReplicas } from './scale.ts'

export type OrderResult =
  | { readonly ok: true; readonly change: Change; readonly bounds: Bounds }
  | ({ readonly ok: false } & Refusal)

type Kind<K extends ActionConfig['kind']> = Extract<ActionConfig, { kind: K }>

/** Who orders it and why, for systems that keep both. */
export type Orderer = { readonly user: string; readonly note: string }

/** What an action with these arguments would change; nothing is read or done. */
export function orderOf(action: ActionConfig, args: readonly string[], orderer: Orderer): OrderResult {
  switch (action.kind) {
    case 'scale':
      return orderScale(action, args)
    case 'emergency-scale':
      return orderEmergency(action, args)
    case 'restart':
    case 'stop':
    case 'start':
      return superfluous(args, 0) ?? done({ kind: action.kind, by: action.by, services: action.services })
    case 'delete-pod':
      return orderPod(action, args)
    case 'version':
      return orderVersion(action, args)
    case 'request':
      return orderRequest(action, args)
    case 'command':
      return orderCommand(action, args)
    case 'silence':
      return orderSilence(action, args, orderer)
  }
}

function orderScale({ by, service, min, max, floor }: Kind<'scale'>, args: readonly string[]): OrderResult {
  const [text] = args
  if (text === undefined) return missing('the number of replicas', `${min} … ${max}`)
  const to = parseReplicas(text)
  if (to === null) return no(`"${text}" is not a whole number`, `give a number within ${min} … ${max}`)
  const bounds = { min, max, floor, isEmergency: false }
  return superfluous(args, 1) ?? done({ kind: 'scale', by, to: { [service]: to } }, bounds)
}

function orderEmergency({ by, to }: Kind<'emergency-scale'>, args: readonly string[]): OrderResult {
  const bounds = { min: 0, max: Math.max(...Object.values(to)), floor: 1, isEmergency: true }
  return superfluous(args, 0) ?? done({ kind: 'scale', by, to }, bounds)
}

/** A name as Kubernetes allows it: RFC 1123. */
const POD = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/

function orderPod({ by }: Kind<'delete-pod'>, args: readonly string[]): OrderResult {
  const [pod] = args
  if (pod === undefined) return missing('the pod', 'its whole name')
  if (!POD.test(pod)) return no(`"${pod}" is not the name of a pod`, 'write it as kubectl get pods does')
  return superfluous(args, 1) ?? done({ kind: 'delete-pod', by, pod })
}

function orderVersion({ by, services, to }: Kind<'version'>, args: readonly string[]): OrderResult {
  const wanted = to ?? args[0]
  if (wanted === undefined) return missing('the version to go to', 'one such as v0.1.0')
  if (!/^[\w][\w.+-]{0,127}$/.test(wanted)) return no(`"${wanted}" is not a version`, 'write it like v0.1.0')
  return superfluous(args, to === undefined ? 1 : 0) ?? done({ kind: 'version', by, services, to: wanted })
}

function orderRequest(action: Kind<'request'>, args: readonly string[]): OrderResult {
  const read = readArguments(action.parameters, args)
  if (!read.ok) return read
  const { values } = read
  const { observe, undo, method } = action
  const path = fillText(action.path, values, encodeURIComponent)
  const change: RequestChange = {
    kind: 'request',
    source: action.source,
    method,
    path,
    body: fill(action.body, values),
    observe:
      observe === undefined
        ? null
        : {
            get: fillText(observe.get, values, encodeURIComponent),
            pick: fillText(observe.pick, values),
            becomes: observe.becomes === undefined ? null : fillText(observe.becomes, values),
          },
    undo:
      undo === undefined
        ? null
        : {
            method: undo.method,
            path: undo.path === undefined ? path : fillText(undo.path, values, encodeURIComponent),
            body: fill(undo.body, values),
          },
  }
  return done(change)
}

function orderCommand(action: Kind<'command'>, args: readonly string[]): OrderResult {
  const read = readArguments(action.parameters, args)
  if (!read.ok) return read
  const { observe, undo, directory } = action
  const filled = (words: readonly string[]): string[] => words.map((word) => fillText(word, read.values))
  return done({
    kind: 'command',
    argv: filled(action.argv),
    cwd: directory ?? null,
    env: action.env,
    observe: observe === undefined ? null : { argv: filled(observe.argv), becomes: observe.becomes ?? null },
    undo: undo === undefined ? null : filled(undo),
  })
}

function orderSilence(
  { source, matchers, duration }: Kind<'silence'>,
  args: readonly string[],
  { user, note }: Orderer,
): OrderResult {
  const texts = matchers.length > 0 ? matchers : args
  if (texts.length === 0) return missing('a matcher', 'one such as alertname=HighResponseTime')
  const read = texts.map(readMatcher)
  const wrong = texts[read.indexOf(null)]
  if (wrong !== undefined)
    return no(`"${wrong}" is not a matcher`, 'write it like alertname=HighResponseTime')
  const whole = read.filter((matcher) => matcher !== null)
  return (
    superfluous(args, matchers.length > 0 ? 0 : args.length) ??
    done({ kind: 'silence', source, matchers: whole, durationMs: duration, comment: note, createdBy: user })
  )
}

/** `service=~"a|b"` as Alertmanager reads it; null where it is none. */
export function readMatcher(text: string): Matcher | null {
  const [, name, operator, quoted, plain] =
    /^([a-zA-Z_]\w*)(=~|!~|!=|=)(?:"([^"]*)"|([^"]*))$/.exec(text.trim()) ?? []
  if (name === undefined || operator === undefined) return null
  return {
    name,
    value: quoted ?? plain ?? '',
    isRegex: operator.endsWith('~'),
    isEqual: !operator.startsWith('!'),
  }
}

const done = (change: Change, bounds: Bounds = null): OrderResult => ({ ok: true, change, bounds })
const no = (reason: string, hint: string): OrderResult => ({ ok: false, reason, hint })
const missing = (what: string, example: string): OrderResult => no(`${what} is missing`, `give ${example}`)

function superfluous(args: readonly string[], wanted: number): OrderResult | null {
  const extra = args[wanted]
  return extra === undefined ? null : no(`"${extra}" is one argument too many`, 'leave it away')
}
