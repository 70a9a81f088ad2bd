import type { Profile, SourceConfig } from '../config/profile.ts'
import type { SignalConfig } from '../core/signal.ts'
import type { Source } from '../core/source.ts'
import type { EpochMs } from '../core/time.ts'
import { createAlertmanagerSource } from '../sources/alertmanager/source.ts'
import { createHealthSource } from '../sources/health/source.ts'
import { createHostSource } from '../sources/host/source.ts'
import { createNvidiaSmiSource } from '../sources/nvidia-smi/source.ts'
import { createPrometheusSource } from '../sources/prometheus/source.ts'
import type { Elapsed } from '../sources/query/question.ts'
import type { ScrapeSourceOptions } from '../sources/scrape/options.ts'
import { createScrapeSource } from '../sources/scrape/source.ts'

export type PastOf = ScrapeSourceOptions['pastOf']
type Times = Pick<ScrapeSourceOptions, 'elapsed' | 'mostSinceMs' | 'pastOf'>

/**
 * The sources of a profile that are switched on, by id, each with the signals it may have to read: its own, and those it
 * stands in for. `deployedAt` may learn it later.
 */
export function openSources(
  profile: Profile,
  deployedAt: () => EpochMs | null,
  pastOf: PastOf = () => [],
): ReadonlyMap<string, Source> {
  const elapsed = elapsedSince(profile, deployedAt)
  return new Map(
    profile.sources
      .filter(({ enabled }) => enabled)
      .map((config) => [
        config.id,
        open(
          config,
          profile.signals.filter(({ source }) => source === config.id || source === config.standsIn?.for),
          { elapsed, mostSinceMs: profile.deployment.windowMs, pastOf },
        ),
      ]),
  )
}

function open(config: SourceConfig, signals: readonly SignalConfig[], times: Times): Source {
  const given = { id: config.id, signals, now: Date.now, env: process.env }
  switch (config.kind) {
    case 'prometheus':
      return createPrometheusSource({ ...given, config, elapsed: times.elapsed })
    case 'scrape':
      return createScrapeSource({ ...given, ...times, config })
    case 'health':
      return createHealthSource({ ...given, config })
    case 'alertmanager':
      return createAlertmanagerSource({ ...given, config })
    case 'nvidia-smi':
      return createNvidiaSmiSource({ ...given, config })
    case 'host':
      return createHostSource({ ...given, config })
  }
}

/** How long ago the deployment was; the whole window while nobody knows. */
function elapsedSince({ deployment }: Profile, deployedAt: () => EpochMs | null): () => Elapsed {
  return () => {
    const at = deployedAt()
    const ageMs = at === null ? deployment.windowMs : Date.now() - at
    return { ageMs, sinceMs: Math.min(deployment.windowMs, ageMs) }
  }
}

export async function closeAll(sources: ReadonlyMap<string, Source>): Promise<void> {
  await Promise.all([...sources.values()].map((source) => source.close()))
}
