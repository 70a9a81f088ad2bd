import { sanitise } from '../../core/sanitise.ts'
import { type Found, missing } from './quantity.ts'

/** An idle GPU and clocks somebody chose hold nothing back. */
const HARMLESS = new Set(['gpu_idle', 'applications_clocks_setting', 'display_clocks_setting'])

/**
 * What keeps the clocks below what the load asks for: `none`, or the reasons as nvidia-smi names them
 * (`sw power cap, hw thermal slowdown`).
 */
export function throttling(reasons: Readonly<Record<string, string>> | undefined): Found {
  if (reasons === undefined) return missing('nvidia-smi does not report it')
  const states = Object.entries(reasons).map(([element, state]) => ({
    name: element.replace(/^clocks_(event|throttle)_reason_/, ''),
    state,
  }))
  // "Not Active" or "Active" must stand somewhere: a list of N/A says nothing.
  if (!states.some(({ state }) => /^(not )?active$/i.test(state)))
    return missing('this GPU does not tell (N/A)')
  const active = states.filter(({ name, state }) => state === 'Active' && !HARMLESS.has(name))
  const words = active.map(({ name }) => name.replaceAll('_', ' ')).join(', ')
  return { ok: true, value: words === '' ? 'none' : sanitise(words) }
}
