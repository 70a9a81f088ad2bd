import type { SignalConfig } from '../../src/core/signal.ts'
import { aSignal } from './model.ts'

/** A signal that a source has a field for, with everything a test does not care about. */
export const signalOf = (id: string, part: Partial<SignalConfig>): SignalConfig =>
  aSignal(id, { source: 'source', read: { by: 'field', field: id }, ...part })

/** A signal of a PromQL expression. */
export const querySignal = (id: string, query: string, part: Partial<SignalConfig> = {}): SignalConfig =>
  signalOf(id, { read: { by: 'query', query }, ...part })

/** A signal of a JSON endpoint. */
export const getSignal = (
  id: string,
  path: string,
  pick: string,
  part: Partial<SignalConfig> = {},
): SignalConfig => signalOf(id, { read: { by: 'get', path, pick }, ...part })
