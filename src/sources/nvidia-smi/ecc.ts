import { type Found, missing, quantity } from './quantity.ts'

type Counters = Readonly<Record<string, string | Readonly<Record<string, string>>>>

/**
 * Memory errors that ECC could not correct since the driver was loaded, a count.
 * Corrected ones are left out: they did no harm. Old drivers (schema v11) nest them under `double_bit`.
 */
export function eccErrors(counters: Counters | undefined): Found {
  if (counters === undefined) return quantity(undefined)
  const nested = counters.double_bit
  if (typeof nested === 'object') return quantity(nested.total)
  return sum(counters)
}

/** The same for a MIG device, which counts for itself. */
export const eccErrorsOfMig = (counters: Counters | undefined): Found => sum(counters ?? {})

function sum(counters: Counters): Found {
  const found = Object.entries(counters)
    .filter(([name]) => name.includes('uncorrectable'))
    .map(([, text]) => quantity(typeof text === 'string' ? text : undefined))
  let total = 0
  for (const counter of found) {
    if (counter.ok && typeof counter.value === 'number') total += counter.value
  }
  if (found.some(({ ok }) => ok)) return { ok: true, value: total }
  return found[0] ?? missing('nvidia-smi does not report ECC errors')
}
