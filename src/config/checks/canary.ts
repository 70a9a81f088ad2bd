import { nearest } from '../nearest.ts'
import type { Clash, Readable } from './readable.ts'

/** A canary's stages rise, and what it names is there. */
export function checkCanary({ canary, gates, signals }: Readable): Clash[] {
  if (canary === null) return []
  const { stages, gate, signal } = canary
  const falling = stages.flatMap((stage, index): Clash[] =>
    stage > (stages[index - 1] ?? 0)
      ? []
      : [
          {
            path: ['canary', 'stages', index],
            at: 'value',
            message: `the stage ${stage} is no step up from ${stages[index - 1]}`,
            offending: String(stage),
          },
        ],
  )
  const missing = (
    key: 'gate' | 'signal',
    name: string | undefined,
    known: ReadonlyMap<string, unknown>,
  ): Clash[] =>
    name === undefined || known.has(name)
      ? []
      : [
          {
            path: ['canary', key],
            at: 'value',
            message: `there is no ${key} "${name}"`,
            offending: name,
            suggestion: nearest(name, known.keys()),
          },
        ]
  return [...falling, ...missing('gate', gate, gates), ...missing('signal', signal, signals)]
}
