import type { Model } from '../core/model.ts'
import { type DurationMs, type EpochMs, formatRoughly, formatTPlus } from '../core/time.ts'
import { formatLimit } from '../core/units.ts'
import { ageAt } from '../core/verdict.ts'
import type { Evidence } from './evidence.ts'
import type { Forecast } from './forecast.ts'
import type { JudgedCriterion } from './gates.ts'
import type { Run } from './run.ts'
import { SIGNS } from './words.ts'

/** What a criterion rests on, in a sentence: what fails it, else what is not known, else what it holds of. */
export function describeCriterion({ outcome, evidence }: JudgedCriterion): string {
  switch (outcome) {
    case 'failed':
      return evidence
        .filter(({ truth }) => truth === 'no')
        .map(failing)
        .join(' · ')
    case 'unknown':
      return unseen(evidence.filter(({ truth }) => truth === 'unknown'))
    case 'passed':
      return `${evidence.map(({ key, seen }) => (key === '' ? seen : `${key} ${seen}`)).join(', ')} (${[
        ...new Set(evidence.map(({ asked }) => asked)),
      ].join(', ')})`
  }
}

function failing({ key, name, seen, lack, asked }: Evidence): string {
  return `${key === '' ? '' : `${name} `}${seen}, ${lack} (${asked})`
}

/** Series that can't be seen for the same reason have it told once. */
function unseen(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return 'the profile has no such signal'
  return [...Map.groupBy(evidence, ({ lack }) => lack)]
    .map(([lack, series]) => {
      const keys = series.flatMap(({ key }) => (key === '' ? [] : [key]))
      return keys.length === 0 ? lack : `${keys.join(', ')}: ${lack}`
    })
    .join(' · ')
}

/** `for 4 h`, `for at least 2 h`. */
export function describeRun({ since, isAtLeast }: Run, now: EpochMs): string {
  return `for ${isAtLeast ? 'at least ' : ''}${formatRoughly(now - since)}`
}

/** `step reaches ≥ 10 000 at about T+31 h at this pace`. */
export function describeForecast(forecast: Forecast, model: Model): string {
  if (forecast.kind === 'held') return `long enough ${describeMoment(forecast.at, model)} if it stays so`
  const { signal: id, claim } = forecast.awaited
  const config = model.signals.get(id)?.config
  const title = config?.title ?? id
  if (forecast.kind === 'never') return `${title} ${forecast.reason}`
  const limit = config === undefined ? String(claim.limit) : formatLimit(claim.limit, config.unit)
  return `${title} reaches ${SIGNS[claim.op]} ${limit} ${describeMoment(forecast.at, model)} at this pace`
}

const HOUR_MS = 3_600_000

/** A moment to come, no more exact than anybody can know it: `at about T+31 h`. */
export function describeMoment(at: EpochMs, { deployment, now }: Model): string {
  if (deployment.at === null) return `in about ${formatRoughly(at - now)}`
  const age = at - deployment.at
  return `at about ${at - now < HOUR_MS ? formatTPlus(age) : `T+${Math.round(age / HOUR_MS)} h`}`
}

/** How old the oldest value of the evidence is; null where there is none. */
export function oldestAge(evidence: readonly Evidence[], now: EpochMs): DurationMs | null {
  const ages = evidence.flatMap((each) => ageAt(each, now) ?? [])
  return ages.length === 0 ? null : Math.max(...ages)
}

/** What one series says, with how old it is: `qwen breaker open (open), read 2 s ago`. */
export function describeEvidence({ name, seen, asked, readAt }: Evidence, now: EpochMs): string {
  const ageMs = ageAt({ readAt }, now)
  const age = ageMs === null ? '' : `, read ${formatRoughly(ageMs)} ago`
  return `${name} ${seen}${asked === '' || seen === asked ? '' : ` (${asked})`}${age}`
}
