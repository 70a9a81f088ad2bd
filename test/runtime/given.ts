import type { FillResult, PollResult, Source } from '../../src/core/source.ts'
import { answer } from '../core/given.ts'

/** A source under the test's hand: every question waits until the test answers it. */
export type Puppet = Source & {
  readonly polls: { readonly signal: AbortSignal; readonly resolve: (result: PollResult) => void }[]
  readonly fills: { readonly signal: AbortSignal; readonly resolve: (result: FillResult) => void }[]
  isClosed(): boolean
}

export function puppet(id: string, given: Partial<Source> = {}): Puppet {
  const polls: Puppet['polls'] = []
  const fills: Puppet['fills'] = []
  let isClosed = false
  return {
    id,
    kind: id,
    polls,
    fills,
    poll: (signal) => new Promise((resolve) => polls.push({ signal, resolve })),
    fill: (_, signal) => new Promise((resolve) => fills.push({ signal, resolve })),
    examine: async () => [],
    close: async () => {
      isClosed = true
    },
    isClosed: () => isClosed,
    ...given,
  }
}

/** A source that answers at once. */
export const prompt = (id: string, result: () => PollResult = () => answer([])): Puppet =>
  puppet(id, { poll: async () => result(), fill: null })
