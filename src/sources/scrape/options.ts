import type { SignalConfig } from '../../core/signal.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import type { Elapsed } from '../query/question.ts'
import type { Environment } from '../secret/read.ts'
import type { ScrapeConfig } from './config.ts'

/** What a target exposed at past moments, oldest first. */
export type PastExpositions = readonly { readonly at: EpochMs; readonly body: string }[]

export type ScrapeSourceOptions = {
  readonly id: string
  readonly config: ScrapeConfig
  readonly signals: readonly SignalConfig[]
  /** What `$since_deployment` and `$before_deployment` are made of now, and the most the first ever stands for. */
  readonly elapsed: () => Elapsed
  readonly mostSinceMs: DurationMs
  readonly now: () => EpochMs
  readonly env: Environment
  /** The past of a target by its URL, in the text format of Prometheus; empty where it can't tell, as real ones can't. */
  readonly pastOf: (url: string) => PastExpositions
}
