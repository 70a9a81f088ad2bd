import { GPU_OVERLAY, NOWHERE, PROFILE, sets } from './program.ts'

/** The profile that comes with it, of servers of which none is there. */
export const DEAD = [
  '--profile',
  PROFILE,
  '--overlay',
  GPU_OVERLAY,
  ...sets({
    'sources.prometheus.url': NOWHERE,
    'sources.backend.url': NOWHERE,
    'sources.alertmanager.url': NOWHERE,
    'sources.scrape.enabled': 'false',
  }),
]
