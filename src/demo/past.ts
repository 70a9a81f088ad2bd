import type { Identity } from './catalogue.ts'
import { createPlatformMetrics } from './metrics.ts'
import type { ScenarioName } from './model/scenarios.ts'
import { replayPast } from './model/step.ts'

/** What `/metrics` said at a past moment, Unix milliseconds. */
export interface PastExposition {
  readonly at: number
  readonly body: string
}

export interface PastOptions {
  readonly seed: number
  readonly scenario: ScenarioName
  readonly startAgeSeconds: number
  readonly identity: Identity
}

/** So often something is told of the hours that lie behind. */
const COARSE_SECONDS = 60
/** Every slice is told of the last minutes: what windows of five minutes, and those that look back on them, are made of. */
const FINE_SECONDS = 15 * 60

/** Plays the calm hours since the deployment a second time, and tells what scrapes would have read in them, oldest first. */
export async function playPast(options: PastOptions): Promise<PastExposition[]> {
  const { startAgeSeconds, identity } = options
  const metrics = createPlatformMetrics(identity)
  const told: PastExposition[] = []
  let toldAge = Number.NEGATIVE_INFINITY
  for (const world of replayPast(options)) {
    metrics.observe(world)
    const { ageSeconds } = world
    const isFine = ageSeconds >= startAgeSeconds - FINE_SECONDS
    if (!isFine && ageSeconds < toldAge + COARSE_SECONDS) continue
    toldAge = ageSeconds
    metrics.publish(world)
    const at = Math.round((identity.deployedAtSeconds + ageSeconds) * 1000)
    told.push({ at, body: await metrics.expose() })
  }
  return told
}
