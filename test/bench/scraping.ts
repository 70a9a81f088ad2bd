import { createServer } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { loadProfile } from '../../src/config/load.ts'
import { createExpositionReader } from '../../src/core/exposition/read.ts'
import { createScrapedStore } from '../../src/core/scraped/store.ts'
import { createPlatform } from '../../src/demo/platform.ts'
import { scrapeConfig } from '../../src/sources/scrape/config.ts'
import { createIngest } from '../../src/sources/scrape/ingest.ts'
import { createScrapeSource } from '../../src/sources/scrape/source.ts'
import { PROFILE } from '../cli/program.ts'
import type { Costs } from './budgets.ts'
import { say } from './say.ts'

const SERIES = 2_000
const EVERY_MS = 5_000
/** A window of five minutes and the look-back. */
const KEPT_MS = 600_000
const HOURS_48_MS = 48 * 3_600_000

/** What it costs to scrape: reading the text, keeping the samples, and a whole poll of the example profile. */
export async function measureScraping(): Promise<Costs> {
  say('hypercare: scraping')
  return { ...measureReading(), ...measureKeeping(), scrapePoll: await measurePoll() }
}

const exposition = (at: number): string =>
  Array.from(
    { length: SERIES },
    (_, i) =>
      `http_request_duration_seconds_bucket{mode="fast",path="/api/${i % 50}",le="${i}"} ${at + i}.25`,
  ).join('\n')

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

function measureReading(): Costs {
  const read = createExpositionReader((labels) => labels)
  const bodies = Array.from({ length: 50 }, (_, i) => exposition(i))
  const readAll = (): void => {
    for (const body of bodies) if (!read(body, 'prometheus').ok) throw new Error('it was refused')
  }
  readAll()
  const from = cpuMs()
  readAll()
  const megabytes = bodies.reduce((sum, body) => sum + body.length, 0) / 1e6
  return { parse: (cpuMs() - from) / megabytes }
}

function measureKeeping(): Costs {
  const before = memory()
  const store = createScrapedStore()
  const ingest = createIngest({
    store,
    labels: { job: 'app', instance: 'app:80' },
    keepFor: () => KEPT_MS,
    maxSeries: SERIES,
    maxSeriesInAll: 2 * SERIES,
  })
  for (let at = 0; at < 3 * KEPT_MS; at += EVERY_MS)
    ingest.take({ at, durationMs: 1, body: exposition(at), format: 'prometheus' })
  const kept = memory() - before
  const samples = store.size() * (KEPT_MS / EVERY_MS + 1)
  return { sampleBytes: kept / samples, scrapedSeries: kept / 2 ** 20 }
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

function memory(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** CPU of a poll of the example profile, 3 h 41 m after the deployment, its past read as the demo tells it. */
async function measurePoll(): Promise<number> {
  const loaded = await loadProfile({ file: PROFILE, overlays: [], sets: [], env: {} })
  if (!loaded.ok) throw new Error('the example profile has mistakes')
  const startAgeSeconds = 13_260
  const platform = createPlatform({ seed: 1, scenario: 'calm', speed: 1, startAgeSeconds, now: Date.now })
  const past = await platform.past()
  const body = past.at(-1)?.body ?? ''
  const server = createServer((_, response) => response.end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  let now = past.at(-1)?.at ?? 0
  const source = createScrapeSource({
    id: 'scrape',
    config: scrapeConfig.parse({
      kind: 'scrape',
      targets: [{ url: `http://127.0.0.1:${address.port}`, job: 'app' }],
    }),
    signals: loaded.profile.signals.filter(({ source }) => source === 'prometheus'),
    elapsed: () => {
      const ageMs = now - platform.deployedAt.getTime()
      return { sinceMs: ageMs, ageMs }
    },
    mostSinceMs: HOURS_48_MS,
    now: () => now,
    env: {},
    pastOf: () => past,
  })
  const poll = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i += 1) {
      now += EVERY_MS
      const result = await source.poll(new AbortController().signal)
      if (!result.ok) throw new Error(result.failure.message)
    }
  }
  await poll(100)
  const from = cpuMs()
  await poll(100)
  const spent = (cpuMs() - from) / 100
  await source.close()
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return spent
}
