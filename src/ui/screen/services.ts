import { type ActionIdentity, concerns, type Deed } from '../../core/acting/action.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatDuration, formatRoughly } from '../../core/time.ts'
import { cellWidth } from '../../core/width.ts'
import { levelBadge } from '../../panels/columns.ts'
import { type Item, isLive } from '../../panels/item.ts'
import type { Glyphs } from '../../panels/kind.ts'
import { judgePanel, type PanelConfig } from '../../panels/panel.ts'
import { judgeEach, othersOf, type Service } from '../../panels/services/services.ts'
import { limitText, valueRole, valueText } from '../../panels/text.ts'
import { badge, offBadge } from '../../widgets/badge.ts'
import { fitRow, rowWidth } from '../../widgets/fit.ts'
import { type Column, cell, column, drawn, drawTable } from '../../widgets/table.ts'
import { LOOK } from './strip.ts'

/** From this width on what was done and can be done stands in the service's own row. */
const ONE_ROW = 150

type Of<K extends PanelConfig['kind']> = Extract<PanelConfig, { kind: K }>

/** Every service in a row, then what else the panels of services and of states tell. */
export function serviceRows(
  model: Model,
  panels: readonly PanelConfig[],
  width: number,
  glyphs: Glyphs,
): Row[] {
  const shown = panels.filter((panel) => panel.kind === 'services' || panel.kind === 'states')
  if (shown.length === 0) return [[span(' the profile has no panel of services or of states', 'dim')]]
  const wholePanel = (panel: PanelConfig): readonly Row[] => {
    const inside = width - 2
    const judged = judgePanel(panel, model)
    return judged
      .draw({ width: inside, height: judged.heights(inside).full, glyphs })
      .map((row) => [span('  '), ...row])
  }
  const inOrder = shown.toSorted((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0))
  return inOrder.flatMap((panel) => {
    if (panel.kind === 'states') return [[span(` ${panel.title}`, 'title')], ...wholePanel(panel), []]
    const others = othersOf(panel)
    return [
      [span(` ${panel.title}`, 'title')],
      ...ownRows(panel, model, width),
      ...(others.length === 0
        ? []
        : [...(panel.services.length === 0 ? [] : [[]]), ...wholePanel({ ...panel, signals: [...others] })]),
      [],
    ]
  })
}

function ownRows(panel: Of<'services'>, model: Model, width: number): readonly Row[] {
  const services = judgeEach(panel, model)
  if (services.length === 0) return []
  const hasRoom = width >= ONE_ROW
  const columns = columnsOf(services, model)
  if (hasRoom) {
    const told = services.map((service) => lastDeedRow(service, model))
    const wide = Math.max(0, ...told.map(rowWidth))
    const done = column({
      cells: told.map((row) => drawn((room) => fitRow(row, room))),
      width: wide,
      least: Math.min(wide, 30),
      shrinkRank: 8,
      dropRank: 6,
    })
    const able = plain(
      services.map((service) => actionsRow(service, model, true)),
      7,
    )
    return drawTable([...columns, done, able], width)
  }
  return drawTable(columns, width).flatMap((row, index) => {
    const service = services[index]
    if (service === undefined) return [row]
    const below = [lastDeedRow(service, model), actionsRow(service, model, false)].filter(
      (each) => each.length > 0,
    )
    return [row, ...below.map((each) => fitRow([span('     '), ...each], width))]
  })
}

function columnsOf(services: readonly Service[], model: Model): readonly Column[] {
  const of = (
    title: string,
    aspect: 'health' | 'replicas' | 'queue' | 'restarts' | 'version',
    rank: number,
  ): Column =>
    plain(
      services.map((service) => aspectRow(title, service[aspect])),
      rank,
    )
  return [
    {
      ...plain(
        services.map(({ level, worst }) => [span(' '), ...stateOf(level, worst)]),
        1,
      ),
      width: 11,
    },
    plain(
      services.map(({ name, level }) => [span(name, level === 'ok' ? 'text' : 'strong')]),
      0,
    ),
    of('', 'health', 2),
    of('replicas ', 'replicas', 1.5),
    of('queue ', 'queue', 3),
    of('restarts ', 'restarts', 4),
    of('', 'version', 5),
    plain(
      services.map(({ worst }): Row => [span(worst === null ? '' : sinceText(worst, model.now), 'dim')]),
      3.5,
    ),
  ]
}

/** A column as wide as its widest row; left out where it has nothing to say. */
const plain = (rows: readonly Row[], dropRank: number): Column =>
  column({ cells: rows.map(cell), width: Math.max(0, ...rows.map(rowWidth)), dropRank })

const stateOf = (level: Service['level'], worst: Item | null): Row => {
  if (worst === null) return badge('unknown', null)
  if (worst.isOff) return offBadge()
  return level === 'ok' || level === 'warn' || level === 'crit'
    ? levelBadge({ level, isPending: worst.isPending })
    : badge(level, worst.ageMs, 10)
}

function aspectRow(title: string, item: Item | null): Row {
  if (item === null) return []
  const limit = limitText(item)
  const value =
    limit === '' ? valueText(item) : valueText(item).padStart(cellWidth(limit.replace(/^\/ ≥?/, '')))
  return [
    span(title, 'dim'),
    span(value, valueRole(item)),
    ...(limit === '' ? [] : [span(` ${limit}`, 'dim' as const)]),
    ...(isLive(item) || item.ageMs === null || item.isOff
      ? []
      : [span(` ${formatDuration(item.ageMs)} old`, 'stale' as const)]),
  ]
}

const sinceText = ({ verdict, isOff }: Item, now: number): string =>
  isOff ? '' : `${verdict.level} for ${formatDuration(now - verdict.since)}`

/** The last thing that was done to it: `● verified Scale worker-llm 3 → 4  41 m ago by kim@ops-1`. */
function lastDeedRow({ name }: Service, { actions, now }: Model): Row {
  const deed = actions.deeds.find((each) => isTold(each) && concerns(each.changes, name))
  if (deed === undefined) return []
  const { sign, word, role } = LOOK[deed.state]
  return [
    span(`${sign} ${word}`, role),
    span(` ${deed.title} ${deed.now} → ${deed.after}`),
    span(` ${formatRoughly(now - deed.lastAt)} ago by ${deed.who}`, 'dim'),
  ]
}

const isTold = ({ state }: Deed): boolean => state !== 'waiting' && state !== 'dropped'

/** What can be done to it: those with a key first; the others by name where they have a line of their own. */
function actionsRow({ name }: Service, { profile, actions }: Model, isShort: boolean): Row {
  if (actions.readOnly !== null) return []
  const own = profile.actions.filter(({ changes = [] }) => concerns(changes, name))
  const [keyed, others] = [
    own.filter(({ key }) => key !== undefined),
    own.filter(({ key }) => key === undefined),
  ]
  const more = isShort && others.length > 0 ? `${others.length} more` : others.map(wordsOf).join(', ')
  return [
    ...keyed.flatMap((action): Row => [span(action.key ?? '', 'key'), span(` ${wordsOf(action)}  `, 'dim')]),
    ...(more === '' ? [] : [span('m', 'key'), span(` ${more}`, 'dim')]),
  ]
}

const wordsOf = ({ id }: ActionIdentity): string => id.replaceAll(/[_-]+/g, ' ')
