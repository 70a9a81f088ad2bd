import type { z } from 'zod'
import type { Reading } from '../../../src/core/sample.ts'
import type { SignalConfig } from '../../../src/core/signal.ts'
import type { PollResult, Source } from '../../../src/core/source.ts'
import { scrapeConfig } from '../../../src/sources/scrape/config.ts'
import type { ScrapeSourceOptions } from '../../../src/sources/scrape/options.ts'
import { createScrapeSource } from '../../../src/sources/scrape/source.ts'
import { serveWeb, type Web, type WebRequest } from '../../support/web.ts'

export const TEXT = { 'content-type': 'text/plain; version=0.0.4' }
export const T0 = Date.parse('2026-11-25T14:00:00Z')
const never = new AbortController().signal

/** A target whose answer can be changed. */
export type ChangingTarget = {
  readonly web: Web
  body: string
  status: number
  headers: Readonly<Record<string, string>>
}

/** A source over such targets, on a clock that only the test moves. */
export type Scene = {
  readonly source: Source
  now: number
  poll(): Promise<PollResult>
  /** Polls every `stepMs` for so long. */
  pass(ms: number, stepMs: number): Promise<void>
  readingsOf(signal: string): Promise<readonly Reading[]>
  /** Values by the label of the signal, reasons for those without. */
  told(signal: string): Promise<Readonly<Record<string, unknown>>>
}

export async function serveTarget(
  body: string,
  answer?: (request: WebRequest) => number,
): Promise<ChangingTarget> {
  const target: ChangingTarget = {
    web: await serveWeb((request) => ({
      status: answer?.(request) ?? target.status,
      body: target.body,
      headers: target.headers,
    })),
    body,
    status: 200,
    headers: TEXT,
  }
  return target
}

export function sceneOf(
  config: Omit<z.input<typeof scrapeConfig>, 'kind'>,
  signals: readonly SignalConfig[],
  options: Partial<ScrapeSourceOptions> = {},
): Scene {
  const source = createScrapeSource({
    id: 'scrape',
    config: scrapeConfig.parse({ kind: 'scrape', ...config }),
    signals,
    elapsed: () => ({ sinceMs: 120_000, ageMs: 120_000 }),
    mostSinceMs: 48 * 3_600_000,
    now: () => scene.now,
    env: {},
    pastOf: () => [],
    ...options,
  })
  const poll = () => source.poll(never)
  const readingsOf = async (signal: string): Promise<readonly Reading[]> => {
    const result = await poll()
    if (!result.ok) throw new Error(result.failure.message)
    return result.readings.filter((each) => each.signal === signal)
  }
  const scene: Scene = {
    source,
    now: T0,
    poll,
    pass: async (ms, stepMs) => {
      for (const until = scene.now + ms; scene.now < until; scene.now += stepMs) await poll()
    },
    readingsOf,
    told: async (signal) => {
      const label = signals.find(({ id }) => id === signal)?.label ?? null
      return Object.fromEntries(
        (await readingsOf(signal)).map(({ labels, sample }) => [
          label === null ? '' : (labels[label] ?? ''),
          sample.kind === 'value' ? sample.value : sample.reason,
        ]),
      )
    },
  }
  return scene
}
