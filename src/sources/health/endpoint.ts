import type { SignalConfig } from '../../core/signal.ts'

/** A signal that reads from an endpoint; `key` is the label's value that stands in the path, or null. */
export type Reader = { readonly signal: SignalConfig; readonly pick: string; readonly key: string | null }

/** One address to GET, and who reads from its answer. */
export type Endpoint = { readonly path: string; readonly readers: readonly Reader[] }

/** The distinct paths of the signals, `{label}` replaced by each expected value. */
export function endpointsOf(signals: readonly SignalConfig[]): readonly Endpoint[] {
  const readers = new Map<string, Reader[]>()
  const add = (path: string, reader: Reader): void => {
    const known = readers.get(path)
    if (known === undefined) readers.set(path, [reader])
    else known.push(reader)
  }
  for (const signal of signals) {
    if (signal.read.by !== 'get') continue
    const { path, pick } = signal.read
    const slot = signal.label === null ? null : `{${signal.label}}`
    if (slot === null || !path.includes(slot)) add(path, { signal, pick, key: null })
    else
      for (const key of signal.expect)
        add(path.replaceAll(slot, encodeURIComponent(key)), { signal, pick, key })
  }
  return Array.from(readers, ([path, own]) => ({ path, readers: own }))
}
