import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { type EpochMs, formatDuration, formatTPlus } from '../../core/time.ts'
import { type Breach, breachesOf } from '../../watch/breaches.ts'
import { symbol } from '../../widgets/badge.ts'

/** More of them than these are a story for the post-mortem. */
const MOST_BREACHES = 20

/** What was broken since the deployment and for how long, whether or not anybody watched; and where that is not known. */
export function breachRows(model: Model): Row[] {
  const { at } = model.deployment
  if (at === null) return []
  const breaches = breachesOf(model)
  const shown = breaches.slice(0, MOST_BREACHES).map((breach) => breachRow(breach, at))
  const rest = breaches.length - shown.length
  return [
    [span(' Since the deployment', 'title')],
    ...shown,
    ...(breaches.length === 0 ? [[span('   no limit was broken for long enough to count', 'dim')]] : []),
    ...(rest > 0 ? [[span(`   and ${rest} before that`, 'dim')]] : []),
    ...missingRows(model),
    [],
  ]
}

/** `✖ balanced p95   T+03:12   14m`. */
function breachRow({ name, level, from, to, end }: Breach, deployedAt: EpochMs): Row {
  const lasting = end === 'open' ? 'so far' : end === 'unseen' ? 'then not seen' : ''
  return [
    span('   '),
    symbol(level),
    span(` ${name}`),
    span(`  ${formatTPlus(from - deployedAt)}`, 'dim'),
    span(`  ${formatDuration(to - from)}`),
    span(lasting === '' ? '' : ` ${lasting}`, 'dim'),
  ]
}

/** Sources whose past is not known as far back as the deployment. */
function missingRows({ past, profile, sources, now, deployment }: Model): Row[] {
  const isYoung = now - (deployment.at ?? now) <= profile.history.lengthMs
  return [...sources.values()].flatMap(({ config, history }): Row[] => {
    if (!config.enabled) return []
    const outcome = past.asked.get(config.id)?.outcome ?? 'pending'
    const isKnown = isYoung ? history === 'filled' : outcome === 'known'
    const hasSeries = [...past.series.keys()].some((id) =>
      profile.signals.some((signal) => signal.source === config.id && id.split('.')[0] === signal.id),
    )
    if (isKnown && (isYoung || hasSeries)) return []
    const what = isKnown
      ? 'keeps no past; known since this program started'
      : `its past is not known (${outcome})`
    return [[span(`   ${config.short}: ${what}`, 'dim')]]
  })
}
