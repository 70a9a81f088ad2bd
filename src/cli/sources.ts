import type { Profile, SourceConfig } from '../config/profile.ts'
import type { SignalConfig } from '../core/signal.ts'
import type { Source } from '../core/source.ts'
import type { DeploymentOverride } from '../core/start.ts'
import type { DurationMs } from '../core/time.ts'

/** The sources of a profile that are switched on, by id, each with the signals that name it. */
export function openSources(profile: Profile, override: DeploymentOverride | null): ReadonlyMap<string, Source> {
  const since = sinceDeployment(profile, override)
  return new Map(
    profile.sources
      .filter(({ enabled }) => enabled)
      .map((config) => [config.id, open(config, profile.signals.filter(({ source }) => source === config.id), since)]),
  )
}

/** How long ago the deployment was, within the window; the whole window where nobody said. */
function sinceDeployment({ deployment }: Profile, override: DeploymentOverride | null): () => DurationMs {
  const at = override?.at ?? deployment.at
  return () => (at === null ? deployment.windowMs : Math.min(deployment.windowMs, Math.max(60_000, Date.now() - at)))
}

export async function closeAll(sources: ReadonlyMap<string, Source>): Promise<void> {
  await Promise.all([...sources.values()].map((source) => source.close()))
}
