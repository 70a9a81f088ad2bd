import type { Part } from '../core/advice.ts'
import type { Past } from '../core/past.ts'
import { lookBack, type Series } from '../core/series.ts'
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

/** As evidence is: what hardly anybody reads is worked out when it is read. */
function lost(
  part: Part,
  config: SignalConfig,
  instance: Instance,
  evidence: Evidence,
  past: Past,
): Evidence {
  const { id, key, value, unit, limit, readAt } = evidence
  const number = evidence.truth === 'unknown' || typeof value !== 'number' ? null : value
  const most = number === null ? 0 : Math.max(number, mostOf(instance.series))
  const isSo = (one: number): boolean => most > 0 && compare(1 - one / most, part.op, part.limit)
  const shown = (one: number): string => formatValue(one, config.unit, config.digits ?? undefined)
  return {
    id,
    key,
    truth: number === null ? 'unknown' : isSo(number) ? 'yes' : 'no',
    value,
    unit,
    limit,
    readAt,
    get name() {
      return evidence.name
    },
    get seen() {
      return number === null ? evidence.seen : `${shown(number)} of ${shown(most)}`
    },
    get asked() {
      return `${SIGNS[part.op]} ${formatValue(part.limit, 'ratio', 0)} gone`
    },
    get lack() {
      return number === null ? evidence.lack : ''
    },
    get run() {
      if (number === null) return evidence.run
      return runOf(config, instance, past, (one) => isSo(one) === isSo(number)) ?? evidence.run
    },
  }
}

/** What was found last, by series: it changes with each answer and not with each frame. */
const found = new WeakMap<Series, number>()

/** The most there was in it. */
function mostOf(series: Series): number {
  const known = found.get(series)
  if (known !== undefined) return known
  let most = Number.NEGATIVE_INFINITY
  lookBack(series, (_, value) => {
    most = Math.max(most, value)
    return true
  })
  found.set(series, most)
  return most
}
