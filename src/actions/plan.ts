import { createHash } from 'node:crypto'
import type { DurationMs, EpochMs } from '../core/time.ts'
import type { Change } from './change.ts'
import type { Verification } from './config.ts'
import type { Prepared } from './executor.ts'
import type { Override } from './finding.ts'
import type { Bounds } from './scale.ts'

/** What a person says yes to. Plain data without secrets; its id is the hash of the rest. */
export type Plan = PlanContent & { readonly id: string }

export type PlanContent = {
  /** Name and environment of the profile: `fragrance-ai · production`. */
  readonly system: string
  /** The action of the profile, its title, and its arguments as they were given. */
  readonly action: string
  readonly title: string
  readonly args: readonly string[]
  readonly change: Change
  readonly prepared: Prepared
  /** Why, in the words of whoever acts. */
  readonly note: string
  readonly risk: Risk
  readonly bounds: Bounds
  readonly overrides: readonly Override[]
  readonly coolDownMs: DurationMs
  readonly verify: readonly Verification[]
  /** Another person than the one who confirmed it must approve it before it is done. */
  readonly secondPerson: boolean
  /** Taken back unless kept within this time after it was verified; null where it is not held. */
  readonly holdMs: DurationMs | null
  /** What follows by itself once this was verified, step by step, each with a pause before it. */
  readonly afterwards: { readonly changes: readonly Change[]; readonly pauseMs: DurationMs }
  /** The action that this one takes back, or null. */
  readonly undoes: string | null
  readonly plannedAt: EpochMs
}

export type Risk = { readonly level: 'normal' | 'high'; readonly why: string }

const ID_LENGTH = 12

export function planOf(content: PlanContent): Plan {
  return { ...content, id: hashOf(content) }
}

/** Whether the plan is what its id says: nothing of it was changed since it was shown. */
export function isIntact({ id, ...content }: Plan): boolean {
  return id === hashOf(content)
}

const hashOf = (content: PlanContent): string =>
  createHash('sha256').update(canonical(content)).digest('hex').slice(0, ID_LENGTH)

/** The same text whatever order the keys were written in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
  return `{${fields.join(',')}}`
}
