import { judgeInstance, NOT_READ_YET } from '../judge.ts'
import type { Model, VerdictChange } from '../model.ts'
import type { Instance, Signal } from '../signal.ts'
import { speakersIn } from '../standIn.ts'
import type { EpochMs } from '../time.ts'

/** Changes kept for the ticker. */
const REMEMBERED_CHANGES = 200

/**
 * Judges every series anew at the model's time, or those of one source that has just spoken, and writes down which
 * verdicts changed.
 */
export function rejudge(model: Model, source: string | null = null): Model {
  const changes: VerdictChange[] = []
  const signals = new Map<string, Signal>()
  const speakers = speakersIn(model.sources)
  for (const [id, signal] of model.signals) {
    const speaker = speakers.get(signal.config.source)
    if (source !== null && signal.config.source !== source && speaker?.config.id !== source) {
      signals.set(id, signal)
      continue
    }
    const circumstances = { now: model.now, trustedSince: model.trustedSince, source: speaker }
    const instances = new Map<string, Instance>()
    for (const [key, instance] of signal.instances) {
      const verdict = judgeInstance(signal.config, instance, circumstances)
      const judged = { ...instance, verdict }
      const isNews = circumstances.source?.isFilling !== true && isChange(judged)
      if (isNews && isWorthTelling(judged)) changes.push(changeOf(signal, judged, model.now))
      instances.set(key, isNews ? { ...judged, announced: verdict.level } : judged)
    }
    signals.set(id, { config: signal.config, instances })
  }
  if (changes.length === 0) return { ...model, signals }
  return { ...model, signals, changes: [...changes.reverse(), ...model.changes].slice(0, REMEMBERED_CHANGES) }
}

/**
 * Whether the level is another than was told last. While the past of a source is on its way, its rules know only half
 * of what happened, and what they say then is no news yet.
 */
const isChange = ({ announced, verdict }: Instance): boolean =>
  announced !== verdict.level && verdict.reason !== NOT_READ_YET

/** A first reading is no news unless something is wrong. */
const isWorthTelling = ({ announced, verdict: { level } }: Instance): boolean =>
  announced !== null || (level !== 'ok' && level !== 'unknown')

function changeOf({ config }: Signal, { id, key, announced, verdict }: Instance, at: EpochMs): VerdictChange {
  const { level: to, reason } = verdict
  return { at, instance: id, title: config.title, key, from: announced ?? 'unknown', to, reason }
}
