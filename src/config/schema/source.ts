import * as z from 'zod'
import { alertmanagerConfig } from '../../sources/alertmanager/config.ts'
import { healthConfig } from '../../sources/health/config.ts'
import { hostConfig } from '../../sources/host/config.ts'
import { nvidiaSmiConfig } from '../../sources/nvidia-smi/config.ts'
import { prometheusConfig } from '../../sources/prometheus/config.ts'
import { scrapeConfig } from '../../sources/scrape/config.ts'

/** A source as its author writes it, of any kind. */
export const authoredSource = z.discriminatedUnion('kind', [
  prometheusConfig,
  scrapeConfig,
  healthConfig,
  alertmanagerConfig,
  nvidiaSmiConfig,
  hostConfig,
])
export type AuthoredSource = z.output<typeof authoredSource>
export type SourceKind = AuthoredSource['kind']
