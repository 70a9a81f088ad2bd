import { nearest } from '../nearest.ts'
import type { AuthoredCheck } from '../schema/watch.ts'
import type { Clash, Readable } from './readable.ts'

/** Checks look at signals that are there, and take time. */
export function checkCadence({ checks, phases, signals }: Readable): Clash[] {
  return [
    ...checks.flatMap((check, index) => checkOne(check, ['checks', index], signals)),
    ...phases.flatMap((phase, at) =>
      (phase?.checks ?? []).flatMap((check, index) =>
        checkOne(check, ['phases', at, 'checks', index], signals),
      ),
    ),
  ]
}

function checkOne(check: AuthoredCheck | null, path: Clash['path'], signals: Readable['signals']): Clash[] {
  if (check === null) return []
  const never: Clash = {
    path: [...path, 'every'],
    at: 'value',
    message: 'every must be longer than 0s',
    offending: '',
  }
  const unknown = check.signals.flatMap((name, index): Clash[] =>
    signals.has(name)
      ? []
      : [
          {
            path: [...path, 'signals', index],
            at: 'value',
            message: `there is no signal "${name}"`,
            offending: name,
            suggestion: nearest(name, signals.keys()),
          },
        ],
  )
  return [...(check.every > 0 ? [] : [never]), ...unknown]
}
