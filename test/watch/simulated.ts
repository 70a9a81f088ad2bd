import { once } from 'node:events'
import type { Server } from 'node:http'
import { loadProfile } from '../../src/config/load.ts'
import { formatMistake } from '../../src/config/mistake.ts'
import type { Profile } from '../../src/config/profile.ts'
import { ANSWERED_BY, type Effect, type Message } from '../../src/core/message.ts'
import type { Model } from '../../src/core/model.ts'
import type { Source } from '../../src/core/source.ts'
import { startModel } from '../../src/core/start.ts'
import { update } from '../../src/core/update/update.ts'
import type { ScenarioName } from '../../src/demo/index.ts'
import type { PastExposition } from '../../src/demo/past.ts'
import { createPlatform } from '../../src/demo/platform.ts'
import { createPlatformServer } from '../../src/demo/server.ts'
import { fillOnce, pollOnce } from '../../src/runtime/poll.ts'
import { createHealthSource } from '../../src/sources/health/source.ts'
import { createScrapeSource } from '../../src/sources/scrape/source.ts'
import { PROFILE } from '../cli/program.ts'
import { H, M, T0 } from '../core/given.ts'

/** When the simulated release went live. */
const DEPLOYED = T0
const FIRST_LOOK = DEPLOYED + 10 * M
const STEP_MS = 2 * M

/** What is watched of the simulation: its metrics and its endpoints, every two simulated minutes. */
async function profileAt(url: string): Promise<Profile> {
  const sets = [
    'sources.prometheus=null',
    `sources.scrape.targets=[{ url: "${url}/metrics", job: app }]`,
    `sources.backend.url=${url}`,
    ...['scrape', 'backend'].flatMap((id) => [`sources.${id}.interval=2m`, `sources.${id}.deadline=20s`]),
    ...['alertmanager', 'host'].map((id) => `sources.${id}.enabled=false`),
    'history.length=48h',
    'history.step=5m',
    'defaults.staleAfter=5m',
    'signals.breaker.staleAfter=5m',
  ]
  const overlays = [new URL('../../configs/overlays/gpu-by-dcgm.yaml', import.meta.url).pathname]
  const loaded = await loadProfile({ file: PROFILE, overlays, sets, env: {} })
  if (!loaded.ok) throw new Error(loaded.mistakes.map(formatMistake).join('\n'))
  return loaded.profile
}

function openSources(
  profile: Profile,
  now: () => number,
  past: readonly PastExposition[],
): ReadonlyMap<string, Source> {
  const times = {
    elapsed: () => ({ ageMs: now() - DEPLOYED, sinceMs: now() - DEPLOYED }),
    mostSinceMs: profile.deployment.windowMs,
    pastOf: () => past,
  }
  return new Map(
    profile.sources.flatMap((config): [string, Source][] => {
      const isRead = (source: string): boolean => source === config.id || source === config.standsIn?.for
      const given = { id: config.id, signals: profile.signals.filter(({ source }) => isRead(source)) }
      if (config.kind === 'scrape')
        return [[config.id, createScrapeSource({ ...given, ...times, config, now, env: {} })]]
      if (config.kind === 'health')
        return [[config.id, createHealthSource({ ...given, config, now, env: {} })]]
      return []
    }),
  )
}

/**
 * Watches the simulated backend, over HTTP and with the real sources, for all of the 48 hours: its clock and ours are
 * moved by as much as soon as everything of the last one was read. Called with the model at each full hour.
 */
export async function watchSimulated(
  scenario: ScenarioName,
  hours: number,
  onHour: (model: Model, hour: number) => void,
): Promise<Model> {
  let now = FIRST_LOOK
  const clock = (): number => now
  const platform = createPlatform({ seed: 7, scenario, speed: 1, startAgeSeconds: 600, now: clock })
  const server = createPlatformServer(platform, null)
  const profile = await profileAt(await listen(server))
  const sources = openSources(profile, clock, await platform.past())
  let model = startModel(profile, now, { columns: 120, rows: 36 }, { at: DEPLOYED, from: 'the simulation' })

  const say = (message: Message): Promise<unknown> => {
    const next = update(model, message)
    model = next.model
    return Promise.all(next.effects.map(perform))
  }
  const perform = async (effect: Effect): Promise<void> => {
    switch (effect.type) {
      case 'poll': {
        const { source: id, seq } = effect
        const result = await pollOnce(sourceOf(id), effect.deadlineMs)
        await say({ type: 'polled', now, source: id, seq, result, random: 0.5 })
        return
      }
      case 'fill':
      case 'recall':
      case 'compare': {
        const result = await fillOnce(sourceOf(effect.source), effect.range, effect.deadlineMs)
        await say({ type: ANSWERED_BY[effect.type], now, source: effect.source, result })
        return
      }
      case 'call':
        // Nobody sits before this screen.
        return
      default:
        throw new Error(`nobody asked for "${effect.type}"`)
    }
  }
  const sourceOf = (id: string): Source => {
    const source = sources.get(id)
    if (source === undefined) throw new Error(`no source ${id}`)
    return source
  }

  try {
    for (; now <= DEPLOYED + hours * H; now += STEP_MS) {
      await say({ type: 'tick', now, random: 0.5 })
      if ((now - DEPLOYED) % H === 0) onHour(model, (now - DEPLOYED) / H)
    }
    return model
  } finally {
    await Promise.all([...sources.values()].map((source) => source.close()))
    server.closeAllConnections()
    server.close()
  }
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the simulation has no port')
  return `http://127.0.0.1:${address.port}`
}
