import type { ExpectedEvent } from '../core/event.ts'
import type { Model } from '../core/model.ts'
import { type DurationMs, formatRoughly } from '../core/time.ts'
import { type Evidence, factEvidence } from './evidence.ts'

/** Events of a kind that are under way or begin within a time. What nobody has announced is not expected. */
export function eventEvidence(
  kind: string,
  withinMs: DurationMs,
  { profile, now }: Model,
): readonly Evidence[] {
  const near = profile.events.filter(
    ({ kind: own, from, to }) => own === kind && now >= from - withinMs && now < to,
  )
  if (near.length === 0) return [factEvidence({ name: kind, truth: 'no', seen: 'none expected', since: now })]
  return near.map((event) =>
    factEvidence({ name: event.title, truth: 'yes', seen: seenOf(event, now), since: event.from - withinMs }),
  )
}

const seenOf = ({ from, to }: ExpectedEvent, now: number): string =>
  now < from ? `begins in ${formatRoughly(from - now)}` : `under way for ${formatRoughly(to - now)} more`
