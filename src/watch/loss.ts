import type { Part } from '../core/advice.ts'
import type { Past } from '../core/past.ts'
import { newestFirst } from '../core/series.ts'
import type { Instance, Signal, SignalConfig } from '../core/signal.ts'
import { formatValue } from '../core/units.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { compare } from './holds.ts'
import { runOf } from './run.ts'
import { SIGNS } from './words.ts'

/** Of every series, whether so much is gone of the most there was in its known past. */
export function lossOf(part: Part, signal: Signal, past: Past): readonly Evidence[] {
  // The claim itself is of no interest: it tells what can be believed and how old it is.
  const seen = evidenceOf({ by: 'number', of: 'value', op: '>=', limit: 0 }, signal, past)
  return [...signal.instances.values()].flatMap((instance, index): Evidence[] => {
    const evidence = seen[index]
    return evidence === undefined ? [] : [lost(part, signal.config, instance, evidence, past)]
  })
}

function lost(
  part: Part,
  config: SignalConfig,
  instance: Instance,
  evidence: Evidence,
  past: Past,
): Evidence {
  const { value, truth } = evidence
  const asked = `${SIGNS[part.op]} ${formatValue(part.limit, 'ratio', 0)} gone`
  if (truth === 'unknown' || typeof value !== 'number') return { ...evidence, truth: 'unknown', asked }
  let most = value
  for (const point of newestFirst(instance.series)) most = Math.max(most, point.value)
  const isSo = (number: number): boolean => most > 0 && compare(1 - number / most, part.op, part.limit)
  const run = runOf(config, instance, past, (number) => isSo(number) === isSo(value)) ?? evidence.run
  const shown = (number: number): string => formatValue(number, config.unit, config.digits ?? undefined)
  return {
    ...evidence,
    truth: isSo(value) ? 'yes' : 'no',
    asked,
    seen: `${shown(value)} of ${shown(most)}`,
    lack: '',
    run,
  }
}
