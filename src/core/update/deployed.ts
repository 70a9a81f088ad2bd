import type { Deployment } from '../deployment.ts'
import type { Model } from '../model.ts'
import type { Instance } from '../signal.ts'
import type { EpochMs } from '../time.ts'

/** Clocks of two machines differ a little; a start this far ahead is still now. */
const AHEAD_MS = 60_000

/**
 * The model with what can be known of the deployment from its signals, where nobody said when it was: a change of the
 * version that was seen, else the start of the process. A change that was seen stays, also when the process restarts.
 */
export function locateDeployment(model: Model): Model {
  const { deployment, profile } = model
  const { versionFrom, startFrom } = profile.deployment
  const version = profile.deployment.version ?? wordOf(instanceOf(model, versionFrom)) ?? deployment.version
  const isSaid = deployment.at !== null && deployment.certainty === 'said'
  const found = isSaid
    ? null
    : (changeOf(instanceOf(model, versionFrom)) ?? seenBefore(model) ?? startOf(model, startFrom))
  if (found === null)
    return version === deployment.version ? model : { ...model, deployment: { ...deployment, version } }
  return { ...model, deployment: { ...deployment, ...found, version } }
}

type Found = Pick<Deployment, 'at' | 'atFrom' | 'certainty'>

function instanceOf(model: Model, signal: string | null): Instance | null {
  const [instance] = signal === null ? [] : (model.signals.get(signal)?.instances.values() ?? [])
  return instance ?? null
}

const wordOf = (instance: Instance | null): string | null =>
  instance?.last === null || instance === null ? null : String(instance.last.value)

/** A value that is younger than its reading has changed while somebody looked. */
function changeOf(instance: Instance | null): Found | null {
  if (instance === null || instance.last === null || instance.valueSince <= instance.readSince) return null
  return { at: instance.valueSince, atFrom: `a change to version ${instance.last.value}`, certainty: 'seen' }
}

const seenBefore = ({ deployment }: Model): Found | null =>
  deployment.certainty === 'seen' ? deployment : null

/** Unix time in seconds, as `process_start_time_seconds` has it. */
function startOf(model: Model, signal: string | null): Found | null {
  const instance = instanceOf(model, signal)
  const value = instance?.problem?.kind === 'absent' ? null : instance?.last?.value
  if (typeof value !== 'number') return null
  const at: EpochMs = Math.min(Math.round(value * 1000), model.now)
  if (at <= 0 || value * 1000 > model.now + AHEAD_MS) return null
  return { at, atFrom: `the start of the process (${signal})`, certainty: 'inferred' }
}
