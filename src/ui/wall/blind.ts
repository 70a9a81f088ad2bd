import type { Model, SourceState } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatClock, formatClockMinute, formatDuration, formatRoughly } from '../../core/time.ts'
import type { Glyphs } from '../../panels/kind.ts'
import { bigFitting, bigHeight } from '../../widgets/big.ts'
import { fitRow, inRole, padRow, plainText, rowWidth } from '../../widgets/fit.ts'
import { askedSources, newestAt } from './data.ts'
import { lifeRow } from './life.ts'

/** The whole screen where nothing can be seen: `NO DATA since 13:58`, and what each source says. Loud on purpose. */
export function blindRows(model: Model, width: number, height: number, glyphs: Glyphs): readonly Row[] {
  const { now, profile, startedAt } = model
  const newest = newestAt(model)
  const since = newest ?? startedAt
  const largest = Math.max(0, Math.floor((height - 10) / 10))
  const said = [
    ...large('NO DATA', largest, width, glyphs),
    [],
    ...large(`SINCE ${formatClockMinute(since)}`, Math.max(0, largest - 1), width, glyphs),
  ]
  const words =
    newest === null
      ? `UTC, when this wall began, ${formatRoughly(now - since)} ago: no source has answered yet`
      : `UTC, for ${formatRoughly(now - since)}: what was shown then may be wrong by now`
  const rows: Row[] = [
    [span(` ${formatClock(now)} UTC   ${profile.title} · ${profile.environment}`)],
    [],
    ...said,
    [span(` ${words}`)],
    [],
    ...askedSources(model).map((source) => sourceRow(source, model)),
  ]
  // The mark stands still, which shows that it is no animation.
  const life = [span(' '), ...lifeRow(model)]
  const filled = Array.from({ length: height }, (_, at) => (at === height - 1 ? life : (rows[at] ?? [])))
  return filled.map((row) => inRole(padRow(fitRow(row, width), width), 'banner'))
}

function large(text: string, size: number, width: number, glyphs: Glyphs): readonly Row[] {
  const rows = bigFitting(text, 'banner', size, width - 2, glyphs)
  if (rows === null || bigHeight(0) > rows.length) return [[span(` ${text}`)]]
  const gap = Math.floor((width - Math.max(...rows.map(rowWidth))) / 2)
  return rows.map((row) => [span(' '.repeat(gap)), span(plainText(row))])
}

function sourceRow({ config, failure, failingSince }: SourceState, { now }: Model): Row {
  if (failure === null) return [span(` ◌ ${config.id}  answers, but with nothing fresh`)]
  return [span(` ✖ ${config.id}  ${formatDuration(now - (failingSince ?? now))}  ${failure.message}`)]
}
