import { headline } from '../core/headline.ts'
import type { Model } from '../core/model.ts'
import { formatTPlus } from '../core/time.ts'
import { badge } from '../widgets/badge.ts'
import { plainText } from '../widgets/fit.ts'

/** What is wrong, where and when, in one line to paste into a chat. */
export function incidentLine(model: Model): string {
  const { profile, deployment, now } = model
  const { level, clauses, more } = headline(model)
  const age = deployment.at === null ? 'T+ unknown' : formatTPlus(now - deployment.at)
  const release = deployment.version === null ? age : `${deployment.version} ${age}`
  const at = new Date(now).toISOString().slice(0, 19).replace('T', ' ')
  return [
    `${plainText(badge(level, null))} ${clauses.join(' · ')}`,
    ...(more > 0 ? [`${more} more`] : []),
    `${profile.title} ${profile.environment}`,
    release,
    `${at} UTC`,
  ].join(' · ')
}
