import type { Model } from '../core/model.ts'
import type { PollResult } from '../core/source.ts'
import type { DurationMs } from '../core/time.ts'
import { createOwnMetrics, type FrameCounters } from '../runtime/metrics/own.ts'
import { serveMetrics } from '../runtime/metrics/serve.ts'

/** The program's own metrics, or their absence where nobody asked for a port. */
export type Metrics = {
  polled(source: string, durationMs: DurationMs, result: PollResult): void
  close(): Promise<void>
}

const SILENT: Metrics = { polled: () => undefined, close: () => Promise.resolve() }

/** Serves hypercare's own /metrics where a port is given. */
export async function openMetrics(
  port: number | undefined,
  model: () => Model,
  frames: () => FrameCounters,
): Promise<{ ok: true; metrics: Metrics } | { ok: false; message: string }> {
  if (port === undefined) return { ok: true, metrics: SILENT }
  const own = await createOwnMetrics({ model, frames, now: Date.now })
  const served = await serveMetrics(port, own.exposition)
  if (!served.ok) {
    own.close()
    return { ok: false, message: `${served.failure.message}; ${served.failure.hint}` }
  }
  return {
    ok: true,
    metrics: {
      polled: own.polled,
      close: () => {
        own.close()
        return served.server.close()
      },
    },
  }
}
