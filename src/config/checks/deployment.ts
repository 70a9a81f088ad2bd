import { nearest } from '../nearest.ts'
import type { Clash, Readable } from './readable.ts'

/** What tells of the deployment is there, and has one value. */
export function checkDeployment({ deployment, signals }: Readable): Clash[] {
  return (['versionFrom', 'startFrom'] as const).flatMap((key): Clash[] => {
    const name = deployment?.[key]
    if (name === undefined) return []
    const at = { path: ['deployment', key], at: 'value', offending: name } as const
    if (!signals.has(name))
      return [{ ...at, message: `there is no signal "${name}"`, suggestion: nearest(name, signals.keys()) }]
    if (signals.get(name)?.label === undefined) return []
    return [{ ...at, message: `signals.${name} has several series; which of them would tell?` }]
  })
}
