import type { Model } from '../core/model.ts'
import type { PanelIdentity } from '../core/profile.ts'
import type { Row } from '../core/row.ts'
import type { Level } from '../core/verdict.ts'
import { fitRow } from '../widgets/fit.ts'
import type { AlertsConfig } from './alerts/config.ts'
import { alerts } from './alerts/index.ts'
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
  /** The worst of what it shows. */
  readonly level: Level
  heights(width: number): Heights
  /** At most `area.height` rows, none wider than `area.width`. */
  draw(area: Area): readonly Row[]
  /** The worst of it in one row, without title and badge. */
  summary(width: number): Row
}

/** What can be done with a panel before anything is known of the system. */
type Bound = { readonly signals: readonly string[]; readonly judge: (model: Model) => Panel }

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
  return {
    signals: kind.signals(config),
    judge: (model) => {
      const data = kind.judge(config, model)
      return {
        config,
        level: data.level,
        heights: (width) => kind.heights(data, width),
        draw: (area) => drawWithin(kind.draw(data, area), area),
        summary: (width) => fitRow(kind.summary(data, width), width),
      }
    },
  }
}

/** The promise of `draw` kept whatever a kind does: a row too many would break the whole screen. */
function drawWithin(rows: readonly Row[], { width, height }: Area): readonly Row[] {
  return rows.slice(0, Math.max(0, height)).map((row) => fitRow(row, width))
}
