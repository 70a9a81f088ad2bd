import type { z } from 'zod'
import { type AuthoredAction, authoredAction } from '../../actions/config.ts'
import { ONCE } from '../once.ts'
import { type AuthoredProfile, authoredProfile } from '../profile.ts'
import { type AuthoredAdvice, authoredAdvice } from '../schema/advice.ts'
import { type AuthoredControl, authoredControl } from '../schema/control.ts'
import { type AuthoredKeys, authoredKeys } from '../schema/keys.ts'
import { type AuthoredLayout, authoredLayout } from '../schema/layout.ts'
import { type PanelConfig, panelConfig } from '../schema/panel.ts'
import { type AuthoredSignal, authoredSignal } from '../schema/signal.ts'
import { type AuthoredSource, authoredSource } from '../schema/source.ts'
import {
  type AuthoredCanary,
  type AuthoredCheck,
  type AuthoredEvent,
  type AuthoredGate,
  type AuthoredPhase,
  authoredCanary,
  authoredCheck,
  authoredEvent,
  authoredGate,
  authoredPhase,
} from '../schema/watch.ts'
import type { Path } from '../tree.ts'

/** A mistake in what parts of a profile say of each other. */
export type Clash = {
  readonly path: Path
  /** Whether the key or the value is to blame. */
  readonly at: 'key' | 'value'
  readonly message: string
  readonly offending: string
  readonly suggestion?: string | null
  /** The character of the text that is to blame, where it is one within it. */
  readonly index?: number
}

/**
 * What can be read of a profile, however many mistakes its parts have: a part that is not valid by itself is null,
 * so that all mistakes are told at once and none twice.
 */
export type Readable = {
  readonly theme: string | null
  readonly deployment: AuthoredProfile['deployment'] | null
  readonly history: AuthoredProfile['history'] | null
  readonly defaults: AuthoredProfile['defaults'] | null
  readonly sources: ReadonlyMap<string, AuthoredSource | null>
  /** By source, the other one it names to stand in for, whatever is wrong with the rest of it. */
  readonly standsInFor: ReadonlyMap<string, string>
  readonly signals: ReadonlyMap<string, AuthoredSignal | null>
  /** Signals without a mistake of their own, details included. */
  readonly soundSignals: ReadonlySet<string>
  readonly panels: readonly (PanelConfig | null)[]
  readonly layouts: ReadonlyMap<string, AuthoredLayout | null>
  readonly checks: readonly (AuthoredCheck | null)[]
  readonly phases: readonly (AuthoredPhase | null)[]
  readonly gates: ReadonlyMap<string, AuthoredGate | null>
  readonly canary: AuthoredCanary | null
  readonly events: readonly (AuthoredEvent | null)[]
  readonly advice: readonly (AuthoredAdvice | null)[]
  readonly controls: ReadonlyMap<string, AuthoredControl | null>
  readonly actions: ReadonlyMap<string, AuthoredAction | null>
  readonly keys: AuthoredKeys | null
}

/** The parts of a profile that the schema found nothing wrong with. */
export function partsOf(profile: AuthoredProfile): Readable {
  const { sources, signals, layouts, gates, controls, actions } = profile
  return {
    ...profile,
    theme: profile.theme ?? null,
    canary: profile.canary ?? null,
    sources: new Map(Object.entries(sources)),
    standsInFor: standsInFor(sources),
    signals: new Map(Object.entries(signals)),
    soundSignals: new Set(Object.keys(signals)),
    layouts: new Map(Object.entries(layouts)),
    gates: new Map(Object.entries(gates)),
    controls: new Map(Object.entries(controls)),
    actions: new Map(Object.entries(actions)),
  }
}

/** Reads each part by itself. */
export function readParts(plain: unknown): Readable {
  const profile = new Map(entriesOf(plain))
  const { shape } = authoredProfile
  return {
    theme: read(shape.theme, profile.get('theme')) ?? null,
    deployment: read(shape.deployment, profile.get('deployment')),
    history: read(shape.history, profile.get('history')),
    defaults: read(shape.defaults, profile.get('defaults')),
    sources: each(profile.get('sources'), (part) => read(authoredSource, part)),
    standsInFor: standsInFor(profile.get('sources')),
    signals: each(profile.get('signals'), readSignal),
    soundSignals: new Set(
      entriesOf(profile.get('signals')).flatMap(([id, part]) =>
        read(authoredSignal, part) === null ? [] : [id],
      ),
    ),
    panels: listOf(profile.get('panels')).map((panel) => read(panelConfig, panel)),
    layouts: each(profile.get('layouts'), (part) => read(authoredLayout, part)),
    checks: listOf(profile.get('checks')).map((check) => read(authoredCheck, check)),
    phases: listOf(profile.get('phases')).map((phase) => read(authoredPhase, phase)),
    gates: each(profile.get('gates'), (part) => read(authoredGate, part)),
    controls: each(profile.get('controls'), (part) => read(authoredControl, part)),
    actions: each(profile.get('actions'), (part) => read(authoredAction, part)),
    canary: read(authoredCanary, profile.get('canary')),
    events: listOf(profile.get('events')).map((event) => read(authoredEvent, event)),
    advice: listOf(profile.get('advice')).map((advice) => read(authoredAdvice, advice)),
    keys: read(authoredKeys, profile.get('keys')),
  }
}

function standsInFor(sources: unknown): ReadonlyMap<string, string> {
  return new Map(
    entriesOf(sources).flatMap(([id, source]) => {
      const [, terms] = entriesOf(source).find(([key]) => key === 'standsIn') ?? []
      const [, other] = entriesOf(terms).find(([key]) => key === 'for') ?? []
      return typeof other === 'string' ? [[id, other] as const] : []
    }),
  )
}

/** Keys that nothing else of the profile hangs on. */
const DETAILS = ['title', 'unit', 'digits', 'staleAfter', 'failures', 'onFailure', 'states', 'rules']

/** A mistake in a detail hides none in what the signal says of other parts. */
function readSignal(value: unknown): AuthoredSignal | null {
  const parsed = authoredSignal.safeParse(value, ONCE)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path }) => String(path[0]))
  if (!wrong.every((key) => DETAILS.includes(key))) return null
  return read(authoredSignal, Object.fromEntries(entriesOf(value).filter(([key]) => !wrong.includes(key))))
}

function read<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const parsed = schema.safeParse(value, ONCE)
  return parsed.success ? parsed.data : null
}

function each<T>(value: unknown, readPart: (part: unknown) => T | null): Map<string, T | null> {
  return new Map(entriesOf(value).map(([id, part]) => [id, readPart(part)]))
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
