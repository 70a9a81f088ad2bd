import type { Executor } from '../../src/actions/executor.ts'
import { createRequestExecutor } from '../../src/actions/request/executor.ts'
import { healthConfig } from '../../src/sources/health/config.ts'

/** Sets the serving mode of a simulated backend to fast. */
export const modeExecutor = (url: string): Executor =>
  createRequestExecutor({
    change: {
      kind: 'request',
      source: 'backend',
      method: 'POST',
      path: '/admin/set-mode',
      body: { mode: 'fast' },
      observe: { get: '/admin/downshift/stats', pick: 'mode', becomes: 'fast' },
      undo: null,
    },
    settings: healthConfig.parse({ kind: 'health', url }),
    deadlineMs: 2_000,
    env: {},
    now: Date.now,
  })
