import type { Model } from '../core/model.ts'
import type { PanelIdentity } from '../core/profile.ts'
import type { Row } from '../core/row.ts'
import { speakerFor, speakersIn } from '../core/standIn.ts'
import type { Level } from '../core/verdict.ts'
import { fitRow } from '../widgets/fit.ts'
import type { AlertsConfig } from './alerts/config.ts'
import { alerts } from './alerts/index.ts'
import { hasChanged } from './changed.ts'
import type { ChartConfig } from './chart/config.ts'
import { chart } from './chart/index.ts'
import type { CounterConfig } from './counter/config.ts'
import { counter } from './counter/index.ts'
import type { GatesConfig } from './gates/config.ts'
import { gates } from './gates/index.ts'
import type { GpuConfig } from './gpu/config.ts'
import { gpu } from './gpu/index.ts'
import type { HostPanelConfig } from './host/config.ts'
import { host } from './host/index.ts'
import type { Area, Heights, PanelKind } from './kind.ts'
import type { QuantilesConfig } from './quantiles/config.ts'
import { quantiles } from './quantiles/index.ts'
import type { RatiosConfig } from './ratios/config.ts'
import { ratios } from './ratios/index.ts'
import type { ScheduleConfig } from './schedule/config.ts'
import { schedule } from './schedule/index.ts'
import type { ServicesConfig } from './services/config.ts'
import { services } from './services/index.ts'
import type { SharesConfig } from './shares/config.ts'
import { shares } from './shares/index.ts'
import type { StatConfig } from './stat/config.ts'
import { stat } from './stat/index.ts'
import type { StatesConfig } from './states/config.ts'
import { states } from './states/index.ts'
import type { TableConfig } from './table/config.ts'
import { table } from './table/index.ts'

/** The configuration of a panel, of whatever kind. */
export type PanelConfig =
  | QuantilesConfig
  | StatesConfig
  | SharesConfig
  | ScheduleConfig
  | CounterConfig
  | RatiosConfig
  | AlertsConfig
  | ServicesConfig
  | GatesConfig
  | GpuConfig
  | HostPanelConfig
  | StatConfig
  | ChartConfig
  | TableConfig

/** A panel judged at one moment, ready to be drawn at any size. */
export type Panel = {
  readonly config: PanelConfig
  /** The panel as of a newer model: this very one while nothing that it shows has changed. */
  at(newer: Model): Panel
  /** The worst of what it shows. */
  readonly level: Level
  /** Whether all that it shows comes from sources that are switched off in the profile: then it is neither good nor bad. */
  readonly isOff: boolean
  /** The short name of the source that stands in for one it shows signals of; null where all speak for themselves. */
  readonly via: string | null
  heights(width: number): Heights
  /** At most `area.height` rows, none wider than `area.width`. */
  draw(area: Area): readonly Row[]
  /** The worst of it in one row, without title and badge. */
  summary(width: number): Row
}

/** What can be done with a panel before anything is known of the system. */
type Bound = { readonly signals: readonly string[]; readonly judge: (model: Model) => Panel }

/** Judges panels of one model after the other; what has not changed is neither judged nor drawn again. */
export function judgeInTurn(configs: readonly PanelConfig[]): (model: Model) => readonly Panel[] {
  let panels: readonly Panel[] | null = null
  return (model) => {
    panels = panels?.map((panel) => panel.at(model)) ?? configs.map((config) => judgePanel(config, model))
    return panels
  }
}

/** Judges what the panel shows. Throws: never, also where a signal or a source is not there. */
export function judgePanel(config: PanelConfig, model: Model): Panel {
  return boundTo(config).judge(model)
}

/** The ids of the signals a panel shows, each once. */
export function panelSignals(config: PanelConfig): readonly string[] {
  return [...new Set(boundTo(config).signals)]
}

function boundTo(config: PanelConfig): Bound {
  switch (config.kind) {
    case 'quantiles':
      return bind(quantiles, config)
    case 'states':
      return bind(states, config)
    case 'shares':
      return bind(shares, config)
    case 'schedule':
      return bind(schedule, config)
    case 'counter':
      return bind(counter, config)
    case 'ratios':
      return bind(ratios, config)
    case 'alerts':
      return bind(alerts, config)
    case 'services':
      return bind(services, config)
    case 'gates':
      return bind(gates, config)
    case 'gpu':
      return bind(gpu, config)
    case 'host':
      return bind(host, config)
    case 'stat':
      return bind(stat, config)
    case 'chart':
      return bind(chart, config)
    case 'table':
      return bind(table, config)
  }
}

function bind<C extends PanelConfig & PanelIdentity, D extends { readonly level: Level }>(
  kind: PanelKind<C, D>,
  config: C,
): Bound {
  const signals = kind.signals(config)
  const judge = (model: Model): Panel => {
    const data = kind.judge(config, model)
    const seen = signals.map((id) => model.signals.get(id))
    const via = viaOf(signals, model)
    const {
      deployment,
      sources,
      actions: { deeds },
    } = model
    const others = kind.sees?.(config, model) ?? []
    const changesAt = kind.changesAt(data)
    // The clock may be set back.
    const isOld = (newer: Model): boolean =>
      newer.now >= changesAt ||
      newer.now < model.now ||
      deeds !== newer.actions.deeds ||
      deployment !== newer.deployment ||
      (sources !== newer.sources && via !== viaOf(signals, newer)) ||
      signals.some((id, index) => hasChanged(seen[index], newer.signals.get(id))) ||
      (kind.sees?.(config, newer) ?? []).some((other, index) => other !== others[index])
    const panel: Panel = {
      config,
      level: data.level,
      isOff: isSwitchedOff(config, signals, model),
      via,
      at: (newer) => (isOld(newer) ? judge(newer) : panel),
      heights: remembered((width) => kind.heights(data, width)),
      draw: remembered((area) => drawWithin(kind.draw(data, area), area), isSameArea),
      summary: (width) => fitRow(kind.summary(data, width), width),
    }
    return panel
  }
  return { signals, judge }
}

const isSameArea = (a: Area, b: Area): boolean =>
  a.width === b.width && a.height === b.height && a.glyphs === b.glyphs

/** The last answer again for the same question: a key, or a second, changes what is around most panels, not them. */
function remembered<A, R>(
  ask: (about: A) => R,
  isSame: (a: A, b: A) => boolean = (a, b) => a === b,
): (about: A) => R {
  let last: { readonly about: A; readonly answer: R } | null = null
  return (about) => {
    if (last === null || !isSame(last.about, about)) last = { about, answer: ask(about) }
    return last.answer
  }
}

function isSwitchedOff(
  config: PanelConfig | PanelIdentity,
  signals: readonly string[],
  { signals: known, sources }: Model,
): boolean {
  const ids =
    'source' in config ? [config.source] : signals.flatMap((id) => known.get(id)?.config.source ?? [])
  return ids.length > 0 && ids.every((id) => speakerFor(sources, id)?.config.enabled === false)
}

function viaOf(signals: readonly string[], { signals: known, sources }: Model): string | null {
  const speakers = speakersIn(sources)
  for (const id of signals) {
    const source = known.get(id)?.config.source
    if (source === undefined || sources.get(source)?.config.enabled !== true) continue
    const speaker = speakers.get(source)
    if (speaker !== undefined && speaker.config.id !== source) return speaker.config.short
  }
  return null
}

/** The promise of `draw` kept whatever a kind does: a row too many would break the whole screen. */
function drawWithin(rows: readonly Row[], { width, height }: Area): readonly Row[] {
  return rows.slice(0, Math.max(0, height)).map((row) => fitRow(row, width))
}
