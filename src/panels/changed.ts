import type { Instance, Signal } from '../core/signal.ts'

/** Whether a signal says something else than before, but for how long ago: then it need not be drawn anew. */
export function hasChanged(before: Signal | undefined, after: Signal | undefined): boolean {
  if (before === after) return false
  if (before === undefined || after === undefined || before.instances.size !== after.instances.size)
    return true
  for (const [key, instance] of after.instances) {
    const known = before.instances.get(key)
    if (known === undefined || !saysTheSame(known, instance)) return true
  }
  return false
}

function saysTheSame(before: Instance, after: Instance): boolean {
  return (
    before.last === after.last &&
    before.problem === after.problem &&
    before.series === after.series &&
    before.rules === after.rules &&
    before.failures === after.failures &&
    before.valueSince === after.valueSince &&
    before.verdict.level === after.verdict.level &&
    before.verdict.since === after.verdict.since &&
    before.verdict.rule === after.verdict.rule
  )
}
