import { judgeInstance, NOT_READ_YET } from '../judge.ts'
import type { Model, SourceState, VerdictChange } from '../model.ts'
import type { Instance, Signal } from '../signal.ts'
import { speakersIn } from '../standIn.ts'
import type { EpochMs } from '../time.ts'

/** Changes kept for the ticker. */
const REMEMBERED_CHANGES = 200

/** Which series are judged: all, those whose verdict may have changed by time alone, or those of a source that has spoken. */
type Which = 'all' | 'due' | { readonly source: string }

/** Judges series anew at the model's time, and writes down which verdicts changed. */
export function rejudge(model: Model, which: Which = 'all'): Model {
  const changes: VerdictChange[] = []
  const judgedSignals: [string, Signal][] = []
  const speakers = speakersIn(model.sources)
  for (const [id, signal] of model.signals) {
    const speaker = speakers.get(signal.config.source)
    if (!isConcerned(signal, speaker, which, model.now)) continue
    const circumstances = { now: model.now, trustedSince: model.trustedSince, source: speaker }
    const instances = new Map<string, Instance>()
    for (const instance of signal.instances.values()) {
      const { key } = instance
      if (which === 'due' && isSettled(instance, model.now)) {
        instances.set(key, instance)
        continue
      }
      const verdict = judgeInstance(signal.config, instance, circumstances)
      const judged = { ...instance, verdict }
      const isNews = circumstances.source?.isFilling !== true && isChange(judged)
      if (isNews && isWorthTelling(judged)) changes.push(changeOf(signal, judged, model.now))
      instances.set(key, isNews ? { ...judged, announced: verdict.level } : judged)
    }
    judgedSignals.push([id, { config: signal.config, instances }])
  }
  // In most seconds there is nothing to judge, and what looks at signals sees that by the very map.
  if (judgedSignals.length === 0) return model
  const signals = new Map(model.signals)
  for (const [id, signal] of judgedSignals) signals.set(id, signal)
  if (changes.length === 0) return { ...model, signals }
  return { ...model, signals, changes: [...changes.reverse(), ...model.changes].slice(0, REMEMBERED_CHANGES) }
}

function isConcerned(
  { config, instances }: Signal,
  speaker: SourceState | undefined,
  which: Which,
  now: EpochMs,
): boolean {
  if (which === 'all') return true
  if (which !== 'due') return config.source === which.source || speaker?.config.id === which.source
  for (const instance of instances.values()) if (!isSettled(instance, now)) return true
  return false
}

/** Whether time alone changes neither the verdict nor what is to be told of it. The clock may have been set back a little. */
const isSettled = ({ verdict, announced, answeredAt }: Instance, now: EpochMs): boolean =>
  now <= verdict.holdsUntil && announced === verdict.level && answeredAt <= now

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
