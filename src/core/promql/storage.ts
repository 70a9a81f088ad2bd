import type { Labels } from '../sample.ts'
import type { EpochMs } from '../time.ts'
import type { Matcher } from './ast.ts'

/** Samples of one series in order of time; the three arrays have the same length. */
export type Samples = {
  readonly times: Float64Array
  readonly values: Float64Array
  /** 1 where the series ended instead of having a value (Prometheus' staleness marker); null where it never does. */
  readonly stale: Uint8Array | null
}

/** One series; the same series always comes with the same `labels` object, `__name__` among them. */
export type StoredSeries = { readonly labels: Labels; readonly samples: Samples }

/** Where an expression finds its samples. */
export type Storage = {
  /** The series that satisfy all matchers, with their samples from `from` to `to`, both included; none without any sample there. */
  select(matchers: readonly Matcher[], from: EpochMs, to: EpochMs): readonly StoredSeries[]
}
