import type { Change } from './change.ts'
import type { Prepared } from './executor.ts'
import type { Risk } from './plan.ts'

/** How dangerous it is, by the profile and by what it would leave behind. */
export function riskOf(
  authored: Risk['level'],
  change: Change,
  { replicas }: Pick<Prepared, 'replicas'>,
): Risk {
  const emptied = replicas.find(({ to }) => to === 0)
  if (emptied !== undefined) return high(`it leaves no ${emptied.service}`)
  const last = replicas.find(({ from, to }) => to === 1 && from > 1)
  if (last !== undefined) return high(`it leaves one ${last.service} only`)
  if (change.kind === 'version') return high('it changes the version that runs')
  if (change.kind === 'stop') return high(`it stops ${change.services.join(', ')}`)
  if (authored === 'high') return high('the profile says so')
  return { level: 'normal', why: 'it can be taken back' }
}

const high = (why: string): Risk => ({ level: 'high', why })
