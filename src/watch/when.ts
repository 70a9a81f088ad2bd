import type { Part, When } from '../core/advice.ts'
import type { Model } from '../core/model.ts'
import type { EpochMs } from '../core/time.ts'
import { alertEvidence } from './alert.ts'
import { eventEvidence } from './event.ts'
import { type Evidence, evidenceOf, type Truth } from './evidence.ts'
import { compare } from './holds.ts'
import { lossOf } from './loss.ts'
import { earlier, later, type Run } from './run.ts'

/** Whether a state holds, since when, and what says so. */
export type Finding = {
  readonly truth: Truth
  readonly run: Run
  /** Of a state that holds, what makes it so; of one that is unknown, what is not known. */
  readonly evidence: readonly Evidence[]
}

/** Holds a state against the model. What is unknown makes the whole unknown only where it could decide it. */
export function find(when: When, model: Model): Finding {
  switch (when.by) {
    case 'claim': {
      const signal = model.signals.get(when.signal)
      return among(
        signal === undefined ? [] : evidenceOf(when.claim, signal, model.past),
        when.part,
        model.now,
      )
    }
    case 'lost': {
      const signal = model.signals.get(when.signal)
      return among(signal === undefined ? [] : lossOf(when.part, signal, model.past), null, model.now)
    }
    case 'alert':
      return among(alertEvidence(when.name, model), null, model.now)
    case 'event':
      return among(eventEvidence(when.kind, when.withinMs, model), null, model.now)
    case 'all':
      return joined(when.of, 'no', later, model)
    case 'any':
      return joined(when.of, 'yes', earlier, model)
  }
}

/** Some of the series, or so many of them. */
function among(evidence: readonly Evidence[], part: Part | null, now: EpochMs): Finding {
  const count = (truth: Truth): number => evidence.filter((each) => each.truth === truth).length
  const isEnough = (yes: number): boolean =>
    part === null ? yes > 0 : evidence.length > 0 && compare(yes / evidence.length, part.op, part.limit)
  const isSo = isEnough(count('yes'))
  // Nothing is known of a signal without series, and of unknown ones the best and the worst must say the same.
  const truth =
    evidence.length > 0 && isSo === isEnough(count('yes') + count('unknown'))
      ? isSo
        ? 'yes'
        : 'no'
      : 'unknown'
  const shown = evidence.filter((each) => each.truth === truth)
  // Since when something is not so is of no interest.
  if (truth === 'no') return { truth, run: { since: now, isAtLeast: true }, evidence: shown }
  const since = shown.map(({ run }) => run).sort((a, b) => a.since - b.since)
  // The state began when enough of them were so.
  const needed = truth === 'yes' ? Math.max(1, since.findIndex((_, index) => isEnough(index + 1)) + 1) : 1
  return { truth, run: since[needed - 1] ?? { since: now, isAtLeast: true }, evidence: shown }
}

/** All: one no is a no. Any: one yes is a yes. Else what is unknown leaves it unknown. */
function joined(
  parts: readonly When[],
  decisive: 'yes' | 'no',
  runOf: (a: Run, b: Run) => Run,
  model: Model,
): Finding {
  const findings = parts.map((part) => find(part, model))
  const other = decisive === 'yes' ? 'no' : 'yes'
  const truth =
    [decisive, 'unknown' as const].find((each) => findings.some((finding) => finding.truth === each)) ?? other
  const own = findings.filter((finding) => finding.truth === truth)
  const [first, ...others] = own.map(({ run }) => run)
  return {
    truth,
    run: first === undefined ? { since: model.now, isAtLeast: true } : others.reduce(runOf, first),
    evidence: own.flatMap(({ evidence }) => evidence),
  }
}
