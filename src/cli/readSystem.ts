import type { Profile } from '../config/profile.ts'
import type { Model } from '../core/model.ts'
import type { DeploymentOverride } from '../core/start.ts'
import type { DurationMs } from '../core/time.ts'
import { systemClock } from '../runtime/clock.ts'
import { readOnce } from '../runtime/readOnce.ts'
import { closeAll, openSources } from './sources.ts'

/**
 * Everything of a system, read once and judged. Where the deployment is only known from what was read, it is read once
 * more, since what is counted from the deployment on was counted from somewhere else. `withinMs`: all of it together.
 */
export async function readSystem(
  profile: Profile,
  override: DeploymentOverride | null,
  withinMs: DurationMs = Number.POSITIVE_INFINITY,
): Promise<Model> {
  const until = systemClock.monotonic() + withinMs
  let deployedAt = override?.at ?? profile.deployment.at
  const sources = openSources(profile, () => deployedAt)
  const read = (): Promise<Model> => readOnce(profile, sources, systemClock, override, until)
  try {
    const model = await read()
    if (deployedAt !== null || model.deployment.at === null) return model
    deployedAt = model.deployment.at
    return await read()
  } finally {
    await closeAll(sources)
  }
}
