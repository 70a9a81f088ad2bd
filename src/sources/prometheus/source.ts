import type { SignalConfig } from '../../core/signal.ts'
import type { Source } from '../../core/source.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { createHttpClient } from '../http/client.ts'
import { openDeadline } from '../http/deadline.ts'
import { createQuestioner, type Elapsed } from '../query/question.ts'
import type { Environment } from '../secret/read.ts'
import type { PrometheusConfig } from './config.ts'
import { examine } from './examine.ts'
import { fill } from './fill.ts'
import { freshMemory, poll } from './poll.ts'
import { clockSkew } from './readings.ts'
import { askTogether, together } from './together.ts'

export type PrometheusSourceOptions = {
  readonly id: string
  readonly config: PrometheusConfig
  readonly signals: readonly SignalConfig[]
  /** What `$since_deployment` and `$before_deployment` are made of now. */
  readonly elapsed: () => Elapsed
  readonly now: () => EpochMs
  readonly env: Environment
}

/** The past of everything takes longer than a poll; the caller's signal ends it sooner. */
const FILL_DEADLINE_MS = 30_000

/** Readings by PromQL. A poll asks one thing at a time, all of it under one deadline; the past is asked for beside it. */
export function createPrometheusSource(options: PrometheusSourceOptions): Source {
  const { id, config, signals, elapsed, now, env } = options
  const client = createHttpClient({ settings: config, env, now })
  // On a connection of its own: a poll that waited behind the past would be late, and the server be blamed for it.
  const pastClient = createHttpClient({ settings: config, env, now })
  const questionsFor = createQuestioner(signals)
  const memory = freshMemory()
  const fillMemory = together()
  let skewMs: DurationMs | null = null

  return {
    id,
    kind: config.kind,
    poll: async (signal) => {
      const deadline = openDeadline(config.deadline, signal)
      try {
        const result = await poll(client, questionsFor(elapsed()), memory, deadline)
        if (result.ok) skewMs = result.skewMs
        return result
      } finally {
        deadline.close()
      }
    },
    fill: async (range, signal) => {
      const deadline = openDeadline(FILL_DEADLINE_MS, signal)
      try {
        const skew = skewMs ?? (await askSkew())
        return await fill(
          pastClient,
          questionsFor(elapsed()),
          fillMemory,
          { range, now: now(), skewMs: skew },
          deadline,
        )
      } finally {
        deadline.close()
      }

      /** A server that can't be asked for its time will say why when it is asked for the past. */
      async function askSkew(): Promise<DurationMs> {
        const clock = await askTogether(pastClient, [], together(), { kind: 'now' }, deadline)
        return clock.ok ? (clockSkew(clock.timing, clock.evaluatedMs) ?? 0) : 0
      }
    },
    examine: (signal) => examine(client, config, questionsFor(elapsed()), now, signal),
    close: async () => {
      await Promise.all([client.close(), pastClient.close()])
    },
  }
}
