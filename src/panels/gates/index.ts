import { type EpochMs, holdsFor } from '../../core/time.ts'
import type { JudgedGate } from '../../watch/gates.ts'
import type { PanelKind } from '../kind.ts'
import type { GatesConfig } from './config.ts'
import { type Gates, judgeGates } from './judge.ts'
import { draw, heights, summary } from './view.ts'

export const gates: PanelKind<GatesConfig, Gates> = {
  kind: 'gates',
  // Which signals a gate asks is said by the gate, not by its panel.
  signals: () => [],
  judge: judgeGates,
  sees: (_, { signals, past, trustedSince }) => [signals, past, trustedSince],
  changesAt,
  heights,
  draw,
  summary,
}

/** A forecast starts from now, and says the minute. */
const FORECAST_MS = 5_000
const SECOND_MS = 1_000

/** A gate passes with time alone where something must have been so for a while. */
function changesAt({ judged, now }: Gates): EpochMs {
  if (judged === null) return Number.POSITIVE_INFINITY
  const run = now + holdsFor(now - judged.run.since)
  return Math.min(run, now + (waitsForTime(judged) ? SECOND_MS : FORECAST_MS))
}

const waitsForTime = ({ criteria, requires }: JudgedGate): boolean =>
  criteria.some(({ criterion, outcome }) => outcome !== 'passed' && criterion.forMs > 0) ||
  requires.some(waitsForTime)
