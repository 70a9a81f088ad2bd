import { isFiring } from '../core/alert.ts'
import type { Model } from '../core/model.ts'
import { formatRoughly } from '../core/time.ts'
import { type Evidence, factEvidence } from './evidence.ts'

/** Alerts that are known to fire; where no source could tell, that it is unknown. A `*` in the name stands for anything. */
export function alertEvidence(name: string, { sources, now, trustedSince }: Model): readonly Evidence[] {
  const telling = [...sources.values()].filter(
    ({ alerts, failure, answeredAt }) =>
      alerts !== null && failure === null && (answeredAt ?? 0) >= trustedSince,
  )
  const firing = telling
    .flatMap(({ alerts }) => alerts ?? [])
    .filter((alert) => isFiring(alert) && isNamed(alert.name, name))
  if (firing.length > 0)
    return firing.map((alert) =>
      factEvidence({
        name: `alert ${alert.name}`,
        truth: 'yes',
        seen: `fires for ${formatRoughly(now - alert.startsAt)}`,
        since: alert.startsAt,
      }),
    )
  const about = { name: `alert ${name}`, since: now }
  if (telling.length > 0) return [factEvidence({ ...about, truth: 'no', seen: 'not firing' })]
  return [factEvidence({ ...about, truth: 'unknown', seen: 'unknown', lack: 'no source tells alerts now' })]
}

/** Whether a name fits a pattern, in which a `*` stands for anything. */
function isNamed(name: string, pattern: string): boolean {
  const [start = '', ...rest] = pattern.split('*')
  if (rest.length === 0) return name === pattern
  const end = rest.pop() ?? ''
  if (!name.startsWith(start) || !name.endsWith(end) || name.length < start.length + end.length) return false
  let from = start.length
  return rest.every((part) => {
    const at = name.indexOf(part, from)
    from = at + part.length
    return at !== -1 && from <= name.length - end.length
  })
}
