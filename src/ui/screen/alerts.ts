import { type Silencing, silencingOf } from '../../core/acting/silence.ts'
import { alertInFocus, alertSources, type ListedAlert } from '../../core/alertList.ts'
import type { Model, SourceState } from '../../core/model.ts'
import { type Role, type Row, span } from '../../core/row.ts'
import { formatClockMinute, formatRoughly } from '../../core/time.ts'
import { cellWidth } from '../../core/width.ts'
import { type Blindness, blindnessOf } from '../../panels/alerts/judge.ts'
import { badge, offBadge, symbol } from '../../widgets/badge.ts'
import { fitRow, padRow, rowWidth, truncate } from '../../widgets/fit.ts'
import { type Column, cell, column, drawn, drawTable } from '../../widgets/table.ts'
import { alertDetail } from './alertDetail.ts'
import { keySign } from './footer.ts'
import { flow } from './spread.ts'

/** From this width on what is known of one alert stands beside the list, not below it. */
const BESIDE = 120

/**
 * All alerts, the one that is looked at with all that is known of it. Fills `height` rows; `below` alerts come after the
 * one in focus. Nothing that is not known now is good news.
 */
export function alertsPage(
  model: Model,
  width: number,
  height: number,
): { readonly rows: readonly Row[]; readonly below: number } {
  const head = alertSources(model).map((source) => sourceRow(source, model, width))
  const focus = alertInFocus(model)
  if (head.length === 0)
    return { rows: [[span(' the profile has no source of alerts', 'unknown')]], below: 0 }
  if (focus === null) return { rows: head, below: 0 }
  const { list, index, listed } = focus
  const below = list.length - 1 - index
  const room = height - head.length - 1
  const isBlind = (source: string): boolean => blindness(model, source) !== null
  if (width >= BESIDE) {
    const left = Math.floor(width * 0.58)
    const rows = windowOf(listRows(list, index, isBlind, model, left), index, room)
    const beside = detailRows(listed, model, width - left - 3, room)
    const both = Array.from(
      { length: Math.max(rows.length, beside.length) },
      (_, at): Row => [...padRow(rows[at] ?? [], left), span(' │ ', 'border'), ...(beside[at] ?? [])],
    )
    return { rows: [...head, [], ...both], below }
  }
  const wanted = Math.min(list.length, Math.max(1, Math.ceil(room / 2)))
  const rows = windowOf(listRows(list, index, isBlind, model, width), index, wanted)
  const under = detailRows(listed, model, width, room - rows.length)
  return { rows: [...head, ...rows, ...(under.length === 0 ? [] : [[], ...under])], below }
}

const blindness = (model: Model, id: string): Blindness | null =>
  blindnessOf(id, model.sources.get(id), model)

/** `alertmanager  ● read 3 s ago   2 firing · 1 quiet · 1 resolved within the hour`, or why nothing is known. */
function sourceRow(source: SourceState, model: Model, width: number): Row {
  const { config, alerts, resolved, answeredAt, warnings } = source
  const blind = blindness(model, config.id)
  const name = span(` ${config.id}  `, 'title')
  const firing = (alerts ?? []).filter(({ state }) => state === 'active' || state === 'unprocessed').length
  const quiet = (alerts ?? []).length - firing
  if (blind !== null) {
    const since = blind.since === null || !config.enabled ? '' : ` since ${formatClockMinute(blind.since)}`
    const sign = config.enabled
      ? badge(blind.level, blind.since === null ? null : model.now - blind.since)
      : offBadge()
    const old = (alerts ?? []).length === 0 ? '' : '; below are the alerts of the last answer'
    return fitRow(
      [name, ...sign, span(`  alerts are not known${since}: ${blind.reason}${old}`, 'unknown')],
      width,
    )
  }
  const pieces: readonly Row[] = [
    [span(firing === 0 ? 'no alert fires' : `${firing} firing`, firing === 0 ? 'text' : 'strong')],
    ...(quiet === 0 ? [] : [[span(`${quiet} kept quiet`)]]),
    ...(resolved.length === 0 ? [] : [[span(`${resolved.length} over within the last hour`)]]),
    [span(`read ${formatRoughly(model.now - (answeredAt ?? model.now))} ago`, 'dim')],
    ...(warnings.length === 0 ? [] : [[span(`◐ ${warnings.join(', ')}`, 'warn')]]),
  ]
  return [name, ...flow(pieces, [span(' · ', 'dim')], width - rowWidth([name]))]
}

function listRows(
  list: readonly ListedAlert[],
  focused: number,
  isBlind: (source: string) => boolean,
  { now }: Model,
  width: number,
): readonly Row[] {
  const role = (listed: ListedAlert): Role =>
    isBlind(listed.source) ? 'stale' : listed.standing === 'firing' ? 'text' : 'dim'
  const text = (of: (listed: ListedAlert) => string, most: number, rank: number): Column => {
    const texts = list.map(of)
    const wide = Math.min(most, Math.max(0, ...texts.map(cellWidth)))
    return column({
      cells: list.map((listed, at) => drawn((room) => [span(truncate(texts[at] ?? '', room), role(listed))])),
      width: wide,
      least: Math.min(wide, 8),
      growsTo: rank > 3 ? Number.POSITIVE_INFINITY : wide,
      shrinkRank: rank,
      dropRank: rank,
    })
  }
  const columns: readonly Column[] = [
    column({
      cells: list.map((_, at) => cell([span(at === focused ? '▸' : ' ', 'accent')])),
      width: 1,
      dropRank: 0.5,
    }),
    {
      ...column({ cells: list.map((listed) => cell(signOf(listed, isBlind))), width: 11, dropRank: 1 }),
      gap: 1,
    },
    { ...text(({ alert }) => alert.name, 36, 0), shrinkRank: 2.5, gap: 1 },
    column({
      cells: list.map((listed) => cell([span(sinceOf(listed, now), role(listed))])),
      width: 5,
      align: 'right',
      dropRank: 2,
    }),
    text(labelsOf, 40, 3),
    text(({ alert }) => quietBy(alert, now) || alert.summary, 24, 4),
  ]
  return drawTable(columns, width)
}

function signOf({ source, level, standing, alert }: ListedAlert, isBlind: (source: string) => boolean): Row {
  if (isBlind(source)) return [symbol('stale'), span(` ${alert.severity}`, 'stale')]
  if (standing === 'resolved') return [span('○ over', 'dim')]
  if (standing === 'quiet') return [span(`○ ${alert.state}`, 'dim')]
  return [symbol(level), span(` ${alert.severity}`, level)]
}

const sinceOf = ({ goneAt, alert }: ListedAlert, now: number): string =>
  formatRoughly(now - (goneAt ?? alert.startsAt))

/** What tells it apart at a glance: its labels without its name and severity. */
const labelsOf = ({ alert }: ListedAlert): string =>
  Object.entries(alert.labels)
    .flatMap(([name, value]) => (['alertname', 'severity'].includes(name) ? [] : [`${name}=${value}`]))
    .join(' ')

/** Who keeps it quiet; empty for one that fires, or of which that is not told. */
function quietBy({ silences, inhibitedBy }: ListedAlert['alert'], now: number): string {
  const [silence] = silences
  if (silence !== undefined)
    return `${silence.createdBy}, ${formatRoughly(silence.endsAt - now)} more: ${silence.comment}`
  return inhibitedBy.length === 0 ? '' : `held back by ${inhibitedBy.join(', ')}`
}

/** What is known of the one in focus, and what can be done about it, which has its room first. */
function detailRows(listed: ListedAlert, model: Model, width: number, height: number): readonly Row[] {
  const hint = hintRows(silencingOf(model), model).map((row) => fitRow(row, width))
  const known = alertDetail(listed, model, width).map((row) => fitRow(row, width))
  const room = Math.max(0, height - hint.length)
  return [...known.slice(0, room), ...hint].slice(0, Math.max(0, height))
}

function hintRows(silencing: Silencing | null, { actions }: Model): readonly Row[] {
  if (silencing === null) return []
  if (actions.readOnly !== null) return [[span(` silencing is off: ${actions.readOnly}`, 'dim')]]
  return [
    [
      span(' '),
      span(keySign('enter'), 'key'),
      span(` plans to silence it (${silencing.action.title})`, 'accent'),
    ],
  ]
}

/** The rows around the one in focus. */
function windowOf(rows: readonly Row[], focused: number, height: number): readonly Row[] {
  const first = Math.max(0, Math.min(focused - Math.floor(height / 2), rows.length - height))
  return rows.slice(first, first + height)
}
