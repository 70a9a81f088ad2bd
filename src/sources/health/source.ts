import type { Failure } from '../../core/failure.ts'
import type { Reading } from '../../core/sample.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { PollResult, Source } from '../../core/source.ts'
import type { EpochMs } from '../../core/time.ts'
import { createHttpClient } from '../http/client.ts'
import { openDeadline } from '../http/deadline.ts'
import { skewOf } from '../http/skew.ts'
import type { Environment } from '../secret/read.ts'
import type { HealthConfig } from './config.ts'
import { endpointsOf, type Reader } from './endpoint.ts'
import { examine } from './examine.ts'
import { type EndpointResult, fetchAll, readAnswer, readFailure, refusalOf } from './read.ts'

export type HealthSourceOptions = {
  readonly id: string
  readonly config: HealthConfig
  readonly signals: readonly SignalConfig[]
  readonly now: () => EpochMs
  readonly env: Environment
}

/**
 * Readings from JSON endpoints. An endpoint that fails makes the readings of its signals failed; only when all
 * fail in the same way has the poll failed.
 */
export function createHealthSource({ id, config, signals, now, env }: HealthSourceOptions): Source {
  const client = createHttpClient({ settings: config, env, now })
  const endpoints = endpointsOf(signals)
  /** The readings of the last good answer: those series are known to fail when their endpoint does. */
  const seen = new Map<Reader, readonly Reading[]>()

  function readingsOf(results: readonly EndpointResult[]): readonly Reading[] {
    return endpoints.flatMap(({ readers }, index) => {
      const result = results[index]
      if (result === undefined) return []
      const failed = (reader: Reader, failure: Failure): readonly Reading[] =>
        readFailure(reader, failure, seen.get(reader) ?? [], now())
      if (!result.ok) return readers.flatMap((reader) => failed(reader, result.failure))
      const { timing } = result
      const measuredAt = timing.receivedAt - timing.cachedMs
      return readers.flatMap((reader) => {
        const readings = readAnswer(reader, result.json, measuredAt)
        const refusal = refusalOf(result, readings)
        if (refusal !== null) return failed(reader, refusal)
        seen.set(reader, readings)
        return readings
      })
    })
  }

  async function poll(signal: AbortSignal): Promise<PollResult> {
    const deadline = openDeadline(config.deadline, signal)
    try {
      const results = await fetchAll(client, endpoints, deadline)
      const failures = results.flatMap((result) => (result.ok ? [] : [result.failure]))
      const [first] = failures
      const isSame = failures.every(({ kind }) => kind === first?.kind)
      if (first !== undefined && failures.length === results.length && isSame)
        return { ok: false, failure: first }
      const answered = results.findLast((result) => result.ok)
      const skewMs = answered?.ok ? skewOf(answered.timing) : null
      return { ok: true, readings: readingsOf(results), alerts: null, warnings: [], skewMs }
    } finally {
      deadline.close()
    }
  }

  return {
    id,
    kind: config.kind,
    poll,
    fill: null,
    examine: (signal) => examine(client, config.deadline, endpoints, now, signal),
    close: client.close,
  }
}
