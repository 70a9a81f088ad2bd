import type { Model } from '../../core/model.ts'
import type { EpochMs } from '../../core/time.ts'
import type { Level } from '../../core/verdict.ts'
import { type JudgedGate, judgeGate } from '../../watch/gates.ts'
import { describeCriterion, describeMoment } from '../../watch/sentence.ts'
import type { GatesConfig } from './config.ts'

export type Gates = {
  readonly level: Level
  /** Null where the profile has no such gate. */
  readonly judged: JudgedGate | null
  readonly reasons: readonly string[]
  /** When only time is lacking: `ready at about T+31 h`. */
  readonly ready: string
  readonly now: EpochMs
}

/** A gate that lacks nothing but time is no reason to worry; one that lacks more is a warning, since nothing burns. */
export function judgeGates({ gate: id }: GatesConfig, model: Model): Gates {
  const gate = model.profile.gates.find((each) => each.id === id)
  const judged = gate === undefined ? null : judgeGate(gate, model)
  const readyAt = judged?.readyAt ?? null
  return {
    level: levelOf(judged),
    judged,
    reasons: judged?.criteria.map(describeCriterion) ?? [],
    ready: readyAt === null ? '' : `ready ${describeMoment(readyAt, model)}`,
    now: model.now,
  }
}

function levelOf(judged: JudgedGate | null): Level {
  if (judged === null || judged.outcome === 'unknown') return 'unknown'
  return judged.outcome === 'passed' || judged.readyAt !== null ? 'ok' : 'warn'
}
