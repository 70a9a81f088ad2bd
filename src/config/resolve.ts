import { inputsOf, servicesIn } from '../actions/inputs.ts'
import type { Check } from '../core/deployment.ts'
import type { Canary, Criterion, Gate } from '../core/gate.ts'
import type { Notify } from '../core/notify.ts'
import type { Condition, Rule } from '../core/rule.ts'
import type { Read, SignalConfig } from '../core/signal.ts'
import type { DurationMs } from '../core/time.ts'
import { resolveAdvice } from './advice.ts'
import { rebindingOf } from './checks/keys.ts'
import { referencesOf } from './checks/panels.ts'
import { claimOf, RULES_DECIDE } from './claim.ts'
import type { AuthoredProfile, PanelConfig, Profile, SourceConfig } from './profile.ts'
import { stacksOf } from './schema/layout.ts'
import type { AuthoredNotify } from './schema/notify.ts'
import { type AuthoredRule, OPERATORS } from './schema/rule.ts'
import type { AuthoredSignal } from './schema/signal.ts'
import type { AuthoredSource } from './schema/source.ts'
import type { AuthoredCanary, AuthoredCheck, AuthoredGate } from './schema/watch.ts'

/** The profile with every default in its place, times in milliseconds and an id for every rule. It must have been checked. */
export function resolveProfile(authored: AuthoredProfile): Profile {
  const { name, title = name, environment, deployment, history, defaults } = authored
  return {
    name,
    title,
    environment: typeof environment === 'string' ? environment : environment.name,
    chrome: typeof environment === 'string' ? 'calm' : environment.chrome,
    theme: authored.theme ?? null,
    glyphs: authored.glyphs ?? null,
    deployment: {
      at: deployment.at ?? null,
      version: deployment.version ?? null,
      windowMs: deployment.window,
      versionFrom: deployment.versionFrom ?? null,
      startFrom: deployment.startFrom ?? null,
    },
    history: { lengthMs: history.length, stepMs: history.step },
    sources: Object.entries(authored.sources).map(([id, source]) => resolveSource(id, source)),
    signals: Object.entries(authored.signals).map(([id, signal]) =>
      resolveSignal(id, signal, defaults.staleAfter),
    ),
    panels: authored.panels,
    shown: new Map(authored.panels.map((panel) => [panel.id, named(panel, 'signal')])),
    refers: new Map(
      authored.panels.map((panel) => [
        panel.id,
        { sources: named(panel, 'source'), gates: named(panel, 'gate') },
      ]),
    ),
    layouts: Object.entries(authored.layouts).map(([id, { from, rows }]) => ({
      id,
      ...from,
      lines: rows.map(stacksOf),
    })),
    phases: authored.phases.map(({ id, title = id, from, to, checks, expectations }) => ({
      id,
      title,
      fromMs: from,
      toMs: to,
      checks: checks.map(resolveCheck),
      expectations,
    })),
    checks: authored.checks.map(resolveCheck),
    gates: Object.entries(authored.gates).map(([id, gate]) => resolveGate(id, gate, authored.signals)),
    canary: authored.canary === undefined ? null : resolveCanary(authored.canary),
    events: authored.events,
    advice: authored.advice.map((advice) => resolveAdvice(advice, authored.signals)),
    notify: resolveNotify(authored.notify),
    readOnly: authored.readOnly,
    controls: Object.entries(authored.controls).map(([id, control]) => ({ ...control, id })),
    actions: Object.entries(authored.actions).map(([id, action]) => ({
      ...action,
      id,
      inputs: inputsOf(action),
      changes: servicesIn(action),
      ...(action.kind === 'silence' ? { silences: action.source } : {}),
    })),
    keys: rebindingOf(authored.keys),
  }
}

const resolveNotify = ({ atMostEvery, ...notify }: AuthoredNotify): Notify => ({
  ...notify,
  atMostEveryMs: atMostEvery,
})

function resolveCanary({ stages, gate, signal, at }: AuthoredCanary): Canary {
  return { stages, gate, signal: signal ?? null, at: at ?? null }
}

/** Each once: a panel may say the same of a signal twice. */
const named = (panel: PanelConfig, what: 'signal' | 'source' | 'gate'): readonly string[] => [
  ...new Set(referencesOf(panel).flatMap(({ to, name }) => (to === what ? [name] : []))),
]

function resolveSource(id: string, source: AuthoredSource): SourceConfig {
  const { short = id.slice(0, 8), interval, deadline } = source
  return { standsIn: null, ...source, id, short, intervalMs: interval, deadlineMs: deadline }
}

function resolveSignal(id: string, authored: AuthoredSignal, staleAfter: DurationMs): SignalConfig {
  const {
    title = id,
    source,
    label = null,
    digits = null,
    expect,
    unit,
    failures,
    onFailure,
    optional,
    baseline,
    states,
  } = authored
  return {
    id,
    title,
    source,
    read: readOf(authored),
    label,
    expect,
    unit,
    digits,
    staleAfterMs: authored.staleAfter ?? staleAfter,
    failures,
    onFailure,
    isOptional: optional,
    hasBaseline: baseline,
    states,
    rules: resolveRules(authored.rules),
  }
}

function readOf({ query, get, pick = '', field = '' }: AuthoredSignal): Read {
  if (query !== undefined) return { by: 'query', query }
  return get === undefined ? { by: 'field', field } : { by: 'get', path: get, pick }
}

function resolveRules(rules: readonly AuthoredRule[]): Rule[] {
  const taken = new Set(rules.flatMap(({ id }) => id ?? []))
  return rules.flatMap((rule) => {
    const condition = conditionOf(rule)
    if (condition === null) return []
    const id = rule.id ?? freeId(rule, condition.op, taken)
    taken.add(id)
    return [{ id, where: rule.where, condition, forMs: rule.for, hysteresis: rule.hysteresis }]
  })
}

/** `atLeast mode=fast`; a second one like it gets a number. */
function freeId({ where }: AuthoredRule, op: string, taken: ReadonlySet<string>): string {
  const base = [op, ...Object.entries(where).map(([name, value]) => `${name}=${value}`)].join(' ')
  let id = base
  for (let count = 2; taken.has(id); count++) id = `${base} #${count}`
  return id
}

function conditionOf(rule: AuthoredRule): Condition | null {
  for (const op of OPERATORS) {
    const condition = conditionAs(rule, op)
    if (condition !== null) return condition
  }
  return null
}

function conditionAs(rule: AuthoredRule, op: (typeof OPERATORS)[number]): Condition | null {
  switch (op) {
    case 'deviates':
      return rule.deviates === undefined
        ? null
        : { op, target: rule.deviates.target, ...limitsOf(rule.deviates) }
    case 'outside':
      return rule.outside === undefined ? null : { op, ...limitsOf(rule.outside) }
    case 'equals':
    case 'differs': {
      const words = rule[op]
      return words === undefined ? null : { op, ...limitsOf(words) }
    }
    default: {
      const limits = rule[op]
      return limits === undefined ? null : { op, ...limitsOf(limits) }
    }
  }
}

const limitsOf = <T>({ warn, crit }: { warn?: T | undefined; crit?: T | undefined }) => ({
  warn: warn ?? null,
  crit: crit ?? null,
})

const resolveCheck = ({ title, every, signals }: AuthoredCheck): Check => ({ title, everyMs: every, signals })

function resolveGate(
  id: string,
  { title = id, criteria, requires, byHand }: AuthoredGate,
  signals: AuthoredProfile['signals'],
): Gate {
  const statesOf = (signal: string) => signals[signal]?.states ?? {}
  return {
    id,
    title,
    criteria: criteria.map(
      ({ condition, title, awaits, for: forMs, ...criterion }): Criterion => ({
        ...criterion,
        forMs,
        title: title ?? criterion.id,
        claim: condition === undefined ? RULES_DECIDE : claimOf(condition, statesOf(criterion.signal)),
        awaits: awaits.flatMap(({ signal, condition }) => {
          const claim = claimOf(condition, statesOf(signal))
          return claim.by === 'number' ? [{ signal, claim }] : []
        }),
      }),
    ),
    requires,
    byHand,
  }
}
