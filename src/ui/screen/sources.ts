import { dataAge } from '../../core/headline.ts'
import type { Model, SourceState } from '../../core/model.ts'
import { type Row, type Span, span } from '../../core/row.ts'
import { isSkewed } from '../../core/source.ts'
import { formatDuration } from '../../core/time.ts'

/** The state of every source, then the age of the oldest value shown as live. */
export function sourceSpans(model: Model): Row {
  const states = [...model.sources.values()].flatMap((source, index) => [
    ...(index === 0 ? [] : [span(' ')]),
    ...sourceSpan(source, model.now),
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

const signed = (ms: number): string => `${ms < 0 ? '−' : '+'}${formatDuration(Math.abs(ms))}`
