import type { ReplicaChange } from './executor.ts'
import { type Finding, pass, refuse } from './finding.ts'

/** The limits of a scale; null for everything else. */
export type Bounds = {
  readonly min: number
  readonly max: number
  readonly floor: number
  /** An emergency goes where it says at once, whatever the step. */
  readonly isEmergency: boolean
} | null

/** What the limits say of a change of replicas; nothing where there is none. */
export function guardScale(replicas: readonly ReplicaChange[], bounds: Bounds): readonly Finding[] {
  if (bounds === null) return []
  return [
    first(replicas, (change) => outOfBounds(change, bounds)) ?? pass('bounds', `within ${range(bounds)}`),
    first(replicas, (change) => belowFloor(change, bounds)) ?? pass('floor', `not below ${bounds.floor}`),
    (bounds.isEmergency ? null : first(replicas, tooFar)) ?? pass('factor', 'at most ×2 or ×0.5'),
  ]
}

/** The counts on the way down from one to the other, one less each time; only the last one where it leads up. */
export const countsBetween = (from: number, to: number): readonly number[] =>
  to >= from ? [to] : Array.from({ length: from - to }, (_, index) => from - 1 - index)

/** A whole number of replicas as a person writes it, or null; nothing is guessed. */
export function parseReplicas(text: string): number | null {
  return /^(0|[1-9]\d{0,5})$/.test(text) ? Number(text) : null
}

const range = ({ min, max }: NonNullable<Bounds>): string => `${min} … ${max}`

function first(
  replicas: readonly ReplicaChange[],
  check: (change: ReplicaChange) => Finding | null,
): Finding | null {
  for (const change of replicas) {
    const finding = check(change)
    if (finding !== null) return finding
  }
  return null
}

function outOfBounds({ service, to }: ReplicaChange, bounds: NonNullable<Bounds>): Finding | null {
  const isNumber = Number.isSafeInteger(to) && to >= 0
  if (isNumber && to <= bounds.max && (to >= bounds.min || to < bounds.floor)) return null
  return refuse('bounds', `${service} = ${to} is not within ${range(bounds)}`, 'choose a number within them')
}

function belowFloor({ service, to }: ReplicaChange, { floor }: NonNullable<Bounds>): Finding | null {
  if (to >= floor && to > 0) return null
  return refuse(
    'floor',
    to === 0 ? `it leaves no ${service}` : `${service} = ${to} is below its floor of ${floor}`,
    'if that is meant, overrule it (--override floor)',
  )
}

/** At most ×2 or ×0.5 at a time; what is empty may be filled, and of emptying the floor speaks. */
function tooFar({ service, from, to }: ReplicaChange): Finding | null {
  if (from === 0 || to === 0 || (to <= 2 * from && to >= from / 2)) return null
  const words = `${service} from ${from} to ${to} is more than ×2 or ×0.5 at a time`
  return refuse('factor', words, 'go in two steps, or overrule it (--override factor)')
}
