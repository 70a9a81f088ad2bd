import { judgeInstance, NOT_READ_YET } from '../judge.ts'
import type { Model, VerdictChange } from '../model.ts'
import type { Instance, Signal } from '../signal.ts'

/** Changes kept for the ticker. */
const REMEMBERED_CHANGES = 200

/** Judges every series anew at the model's time and writes down which verdicts changed. */
export function rejudge(model: Model): Model {
  const changes: VerdictChange[] = []
  const signals = new Map<string, Signal>()
  for (const [id, signal] of model.signals) {
    const circumstances = {
      now: model.now,
      trustedSince: model.trustedSince,
      source: model.sources.get(signal.config.source),
    }
    const instances = new Map<string, Instance>()
    for (const [key, instance] of signal.instances) {
      const verdict = judgeInstance(signal.config, instance, circumstances)
      const change = changeOf(signal, instance, { ...instance, verdict }, model)
      if (change !== null) changes.push(change)
      instances.set(key, { ...instance, verdict })
    }
    signals.set(id, { config: signal.config, instances })
  }
  if (changes.length === 0) return { ...model, signals }
  return { ...model, signals, changes: [...changes.reverse(), ...model.changes].slice(0, REMEMBERED_CHANGES) }
}

/** A first reading that is ok is no news; everything else that changes the level is. */
function changeOf(signal: Signal, before: Instance, after: Instance, model: Model): VerdictChange | null {
  const from = before.verdict.level
  const { level: to, reason } = after.verdict
  if (from === to) return null
  if (before.verdict.reason === NOT_READ_YET && to === 'ok') return null
  return { at: model.now, instance: after.id, title: signal.config.title, key: after.key, from, to, reason }
}
