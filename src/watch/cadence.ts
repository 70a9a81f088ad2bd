import { type Check, type Phase, phaseAt } from '../core/deployment.ts'
import { longestGap } from '../core/instances.ts'
import type { Model } from '../core/model.ts'
import { lookBackWithPast, type Past } from '../core/past.ts'
import type { Instance, SignalConfig } from '../core/signal.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import { type Level, worstLevel } from '../core/verdict.ts'

/** A check with what came of it. Its time is cut into slots of its length; each wants one look. */
export type JudgedCheck = {
  readonly check: Check
  /** Whether the slot of now has had its look; of a phase that is over, its last slot. */
  readonly state: 'done' | 'due' | 'missed'
  readonly done: number
  /** Slots that are over and had none, also those of before anybody watched and of which no past is known. */
  readonly missed: number
  /** When the slot of now ends. */
  readonly nextAt: EpochMs
  /** The worst of its signals now. */
  readonly level: Level
}

export type JudgedPhase = {
  readonly phase: Phase
  readonly when: 'over' | 'now' | 'ahead'
  /** Empty for a phase that is still to come. */
  readonly checks: readonly JudgedCheck[]
}

/** Every phase with its checks; empty where nobody said when the deployment was. */
export function judgePhases(model: Model): readonly JudgedPhase[] {
  const { deployment, profile, now } = model
  const { at } = deployment
  if (at === null) return []
  const current = phaseAt(profile.phases, now - at)
  return profile.phases.map((phase): JudgedPhase => {
    const [from, to] = [at + phase.fromMs, at + phase.toMs]
    const when = phase === current ? 'now' : now >= to ? 'over' : 'ahead'
    const checks = when === 'ahead' ? [] : phase.checks.map((check) => judgeCheck(check, from, to, model))
    return { phase, when, checks }
  })
}

/** The checks of the whole watch. */
export function judgeSteadyChecks(model: Model): readonly JudgedCheck[] {
  const { deployment, profile } = model
  const { at, windowMs } = deployment
  return at === null || at > model.now
    ? []
    : profile.checks.map((check) => judgeCheck(check, at, at + windowMs, model))
}

function judgeCheck(check: Check, from: EpochMs, to: EpochMs, model: Model): JudgedCheck {
  const { everyMs, signals } = check
  const until = Math.min(model.now, to)
  const current = Math.max(0, Math.ceil((until - from) / everyMs) - 1)
  const looked = signals.map((id) => lookedAt(id, { from, everyMs, current }, model))
  const [first = new Set<number>(), ...others] = looked
  const done = [...first].filter((slot) => others.every((other) => other.has(slot)))
  const isDone = done.includes(current)
  const isOver = model.now >= to
  const levels = signals.flatMap((id) =>
    [...(model.signals.get(id)?.instances.values() ?? [])].map(({ verdict }) => verdict.level),
  )
  return {
    check,
    state: isDone ? 'done' : isOver ? 'missed' : 'due',
    done: done.length,
    missed: current - done.length + (isDone || isOver ? 1 : 0),
    nextAt: from + (current + 1) * everyMs,
    level: worstLevel(levels),
  }
}

type Slots = { readonly from: EpochMs; readonly everyMs: DurationMs; readonly current: number }

/** The slots in which any series of the signal was read. */
function lookedAt(id: string, { from, everyMs, current }: Slots, model: Model): ReadonlySet<number> {
  const slots = new Set<number>()
  const signal = model.signals.get(id)
  for (const instance of signal?.instances.values() ?? []) {
    for (const [begin, end] of stretchesOf(signal?.config, instance, model.past)) {
      const last = Math.min(current, Math.floor((end - from) / everyMs))
      for (let slot = Math.max(0, Math.floor((begin - from) / everyMs)); slot <= last; slot++) slots.add(slot)
    }
  }
  return slots
}

/** The times in which a series was read without a gap, newest first. */
function stretchesOf(
  config: SignalConfig | undefined,
  instance: Instance,
  past: Past,
): readonly (readonly [EpochMs, EpochMs])[] {
  if (config === undefined) return []
  const found: [begin: EpochMs, end: EpochMs][] = []
  lookBackWithPast(past, instance, longestGap(config, instance), (at, _, gapMs) => {
    const last = found.at(-1)
    if (last === undefined || last[0] - at > gapMs) found.push([at, at])
    else last[0] = at
    return true
  })
  return instance.last === null ? found : [[instance.readSince, instance.last.measuredAt], ...found]
}
