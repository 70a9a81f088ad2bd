import type { EpochMs } from './time.ts'

/** Something outside the system that is known to come: a campaign, a batch of a customer, somebody else's maintenance. */
export type ExpectedEvent = {
  /** What kind it is, for the runbooks: `spike`. */
  readonly kind: string
  readonly title: string
  readonly from: EpochMs
  readonly to: EpochMs
}
