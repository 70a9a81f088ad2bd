import type { Labels } from './sample.ts'
import type { EpochMs } from './time.ts'

/** An alert as Alertmanager tells it, sanitised. */
export type Alert = {
  readonly fingerprint: string
  readonly name: string
  readonly severity: string
  readonly state: 'active' | 'silenced' | 'inhibited' | 'unprocessed'
  readonly startsAt: EpochMs
  readonly summary: string
  readonly runbookUrl: string | null
  readonly labels: Labels
}
