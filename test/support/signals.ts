import type { SignalConfig } from '../../src/core/signal.ts'

/** A signal with everything a test does not care about. */
export function signalOf(id: string, part: Partial<SignalConfig>): SignalConfig {
  return {
    id,
    title: id,
    source: 'source',
    read: { by: 'field', field: id },
    label: null,
    expect: [],
    unit: 'number',
    digits: null,
    staleAfterMs: 30_000,
    failures: 1,
    onFailure: 'unknown',
    isOptional: false,
    hasBaseline: false,
    states: {},
    rules: [],
    ...part,
  }
}

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
