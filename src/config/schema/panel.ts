import * as z from 'zod'
import { alertsConfig } from '../../panels/alerts/config.ts'
import { chartConfig } from '../../panels/chart/config.ts'
import { counterConfig } from '../../panels/counter/config.ts'
import { gatesConfig } from '../../panels/gates/config.ts'
import { gpuConfig } from '../../panels/gpu/config.ts'
import { hostPanelConfig } from '../../panels/host/config.ts'
import { quantilesConfig } from '../../panels/quantiles/config.ts'
import { ratiosConfig } from '../../panels/ratios/config.ts'
import { scheduleConfig } from '../../panels/schedule/config.ts'
import { servicesConfig } from '../../panels/services/config.ts'
import { sharesConfig } from '../../panels/shares/config.ts'
import { statConfig } from '../../panels/stat/config.ts'
import { statesConfig } from '../../panels/states/config.ts'
import { tableConfig } from '../../panels/table/config.ts'

/** A panel, of any kind. */
export const panelConfig = z.discriminatedUnion('kind', [
  quantilesConfig,
  statesConfig,
  sharesConfig,
  scheduleConfig,
  counterConfig,
  ratiosConfig,
  alertsConfig,
  gatesConfig,
  servicesConfig,
  gpuConfig,
  hostPanelConfig,
  statConfig,
  chartConfig,
  tableConfig,
])
export type PanelConfig = z.output<typeof panelConfig>
