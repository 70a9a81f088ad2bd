import { dataAge } from '../../core/headline.ts'
import type { Model, SourceState } from '../../core/model.ts'
import { type Row, type Span, span } from '../../core/row.ts'
import { isSkewed } from '../../core/source.ts'
import { describeDuty } from '../../core/standIn.ts'
import { formatDuration } from '../../core/time.ts'

/** The state of every source, then the age of the oldest value shown as live. Roomy: with whole sentences. */
export function sourceSpans(model: Model, isRoomy: boolean): Row {
  const states = [...model.sources.values()].flatMap((source, index) => [
    ...(index === 0 ? [] : [span(' ')]),
    ...(isSpare(source, model) ? standInSpan(source, model.now, isRoomy) : sourceSpan(source, model.now)),
  ])
  const age = dataAge(model)
  return [
    ...states,
    span(age === null ? ' no data' : ` data ${formatDuration(age)}`, age === null ? 'unknown' : 'dim'),
  ]
}

function sourceSpan(source: SourceState, now: number): Span[] {
  const { config, failure, failingSince, answeredAt, warnings, skewMs } = source
  const name = config.short
  if (!config.enabled) return [span(`○ ${name} off`, 'dim')]
  if (failure !== null) return [span(`✖ ${name} ${formatDuration(now - (failingSince ?? now))}`, 'crit')]
  if (answeredAt === null) return [span(`… ${name}`, 'dim')]
  const skewed = isSkewed(skewMs) ? [span(` clock ${signed(skewMs)}`, 'warn')] : []
  if (warnings.length > 0) return [span(`◐ ${name} PARTIAL`, 'warn'), ...skewed]
  return [span('● ', 'ok'), span(name, 'dim'), ...skewed]
}

/** Whether it stands in for a source that is there: else its values are what they should be. */
const isSpare = ({ config: { standsIn } }: SourceState, { sources }: Model): boolean =>
  standsIn !== null && sources.get(standsIn.for)?.config.enabled === true

/** A stand-in is quiet while it rests; on duty it says what the values rest on. */
function standInSpan(source: SourceState, now: number, isRoomy: boolean): Span[] {
  const { config, failure, onDutySince } = source
  if (!config.enabled || (onDutySince !== null && failure !== null)) return sourceSpan(source, now)
  if (onDutySince !== null) {
    const { scraping } = source
    if (scraping === null) return [span(`◐ ${config.short} ${describeDuty(source)}`, 'warn')]
    return [
      span(
        `◐ ${isRoomy ? describeDuty(source) : `scraping ${scraping.answered}/${scraping.targets}`}`,
        'warn',
      ),
    ]
  }
  if (failure !== null) return [span(`○ ${config.short} can't stand in`, 'warn')]
  return [span(`○ ${config.short}`, 'dim')]
}

const signed = (ms: number): string => `${ms < 0 ? '−' : '+'}${formatDuration(Math.abs(ms))}`
