/** Circuit breaker of one model, as the runbook configures it: threshold 0.5, timeout 60 s. */
export type BreakerState = 'closed' | 'open' | 'half-open'

export interface Breaker {
  readonly state: BreakerState
  /** When the present state began, seconds after the deployment. */
  readonly sinceAgeSeconds: number
  /** Calls and failures of about the last 20 s; while half-open, the probes so far. */
  readonly calls: number
  readonly failures: number
  /** Times it has opened, half-open back to open included. */
  readonly trips: number
}

/** What happened to the calls of one model in a slice of time. */
export interface CallOutcome {
  readonly calls: number
  readonly failures: number
}

const FAILURE_THRESHOLD = 0.5
const OPEN_SECONDS = 60
const WINDOW_SECONDS = 20
const MIN_CALLS = 8
const PROBES_NEEDED = 4

/** The value of `circuit_breaker_state`: 0 closed, 1 open, 2 half-open. */
export const BREAKER_CODE: Readonly<Record<BreakerState, number>> = { closed: 0, open: 1, 'half-open': 2 }

/** Share of its usual calls a breaker lets through. */
export const BREAKER_PASSES: Readonly<Record<BreakerState, number>> = {
  closed: 1,
  open: 0,
  'half-open': 0.25,
}

export const CLOSED_BREAKER: Breaker = {
  state: 'closed',
  sinceAgeSeconds: 0,
  calls: 0,
  failures: 0,
  trips: 0,
}

/** Ratio of recent calls that failed; 0 where there were none. */
export function failureRatio(breaker: Breaker): number {
  return breaker.calls > 0 ? breaker.failures / breaker.calls : 0
}

/** The breaker at `ageSeconds`, the end of a slice of `dtSeconds` in which `outcome` happened. */
export function stepBreaker(
  breaker: Breaker,
  outcome: CallOutcome,
  ageSeconds: number,
  dtSeconds: number,
): Breaker {
  switch (breaker.state) {
    case 'closed': {
      const kept = Math.exp(-dtSeconds / WINDOW_SECONDS)
      const watched = {
        ...breaker,
        calls: breaker.calls * kept + outcome.calls,
        failures: breaker.failures * kept + outcome.failures,
      }
      const tripping = watched.calls >= MIN_CALLS && failureRatio(watched) >= FAILURE_THRESHOLD
      return tripping ? enter('open', watched, ageSeconds) : watched
    }
    case 'open':
      return ageSeconds - breaker.sinceAgeSeconds >= OPEN_SECONDS
        ? enter('half-open', breaker, ageSeconds)
        : breaker
    case 'half-open': {
      const probed = {
        ...breaker,
        calls: breaker.calls + outcome.calls,
        failures: breaker.failures + outcome.failures,
      }
      if (probed.calls < PROBES_NEEDED) return probed
      return enter(failureRatio(probed) >= FAILURE_THRESHOLD ? 'open' : 'closed', probed, ageSeconds)
    }
  }
}

function enter(state: BreakerState, breaker: Breaker, ageSeconds: number): Breaker {
  const trips = breaker.trips + (state === 'open' ? 1 : 0)
  // An open breaker keeps the evidence it opened on; the others start counting afresh.
  const evidence =
    state === 'open' ? { calls: breaker.calls, failures: breaker.failures } : { calls: 0, failures: 0 }
  return { state, sinceAgeSeconds: ageSeconds, ...evidence, trips }
}
