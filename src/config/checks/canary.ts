import { nearest } from '../nearest.ts'
import type { Clash, Readable } from './readable.ts'

/** A canary's stages rise, and what it names is there. */
export function checkCanary({ canary, gates, signals }: Readable): Clash[] {
  if (canary === null) return []
  const { stages, gate, signal, at } = canary
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
  const twice: Clash[] =
    signal === undefined || at === undefined
      ? []
      : [
          {
            path: ['canary', 'at'],
            at: 'key',
            message: '"at" can\'t stand beside "signal": which of them tells the part of the traffic?',
            offending: 'at',
          },
        ]
  return [...falling, ...twice, ...missing('gate', gate, gates), ...missing('signal', signal, signals)]
}
