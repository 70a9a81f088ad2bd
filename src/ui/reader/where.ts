import { headline } from '../../core/headline.ts'
import type { Model } from '../../core/model.ts'
import { type DurationMs, formatDuration } from '../../core/time.ts'
import { firstAdvice } from '../../watch/advice.ts'
import { spoken } from './spoken.ts'

/** What is wrong, in one sentence. */
export function headlineLine(model: Model): string {
  const { level, clauses, more } = headline(model)
  const rest = more === 0 ? '' : `; ${more} more`
  return spoken(`${level.toUpperCase()}: ${clauses.join('; ')}${rest}`)
}

/** What to do, and the key that begins it; nothing where no runbook asks for anything. */
export function adviceLines(model: Model): readonly string[] {
  const first = firstAdvice(model)
  if (first === null) return []
  const { say, page, action } = first.advice
  const key = model.profile.actions.find(({ id }) => id === action)?.key
  const how = key === undefined || model.actions.readOnly !== null ? '' : `, key ${key}`
  return [spoken(`to do: ${say}${how} (runbook ${page})`)]
}

/** Where one is: which system, how long after its deployment, what is wrong, what to do, who answers. */
export function whereLines(model: Model): readonly string[] {
  const { profile, deployment, now, actions } = model
  return [
    spoken(
      `hypercare: ${profile.title} ${profile.environment}, ${release(deployment.version, deployment.at, now)}`,
    ),
    headlineLine(model),
    ...adviceLines(model),
    ...[...model.sources.values()]
      .filter(({ failure, config }) => failure !== null && config.enabled)
      .map(({ config, failure }) => spoken(`source ${config.id} gives no answer: ${failure?.message ?? ''}`)),
    ...(actions.readOnly === null ? [] : [spoken(`nothing may be changed: ${actions.readOnly}`)]),
    'Tab goes through the panels, Enter reads one, Ctrl-L says this again, question mark reads the keys, q leaves',
  ]
}

function release(version: string | null, at: number | null, now: number): string {
  const name = version === null ? 'version unknown' : `version ${version}`
  return at === null ? `${name}, nobody knows when it was deployed` : `${name}, ${age(now - at)}`
}

const age = (ms: DurationMs): string =>
  ms < 0 ? `to be deployed in ${formatDuration(-ms)}` : `deployed ${formatDuration(ms)} ago`
