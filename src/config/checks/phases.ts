import { formatExactly } from '../../core/time.ts'
import type { Clash, Readable } from './readable.ts'

/** Phases follow each other from the deployment to the end of the watch, each where the last one ends. */
export function checkPhases({ phases, deployment }: Readable): Clash[] {
  const clashes: Clash[] = []
  const known = new Set<string>()
  let reached: number | null = 0
  let last = -1
  phases.forEach((phase, index) => {
    if (phase === null) {
      reached = null
      return
    }
    const at = (key: string, message: string, offending: string): void => {
      clashes.push({ path: ['phases', index, key], at: 'value', message, offending })
    }
    const [from, to] = [formatExactly(phase.from), formatExactly(phase.to)]
    if (known.has(phase.id)) at('id', `the phase "${phase.id}" is there twice`, phase.id)
    known.add(phase.id)
    if (phase.to <= phase.from)
      at('to', `the phase "${phase.id}" ends at ${to}, before it begins at ${from}`, to)
    if (reached !== null && phase.from !== reached) {
      const end = formatExactly(reached)
      const gap = `nothing holds between ${end} and ${from}; phases follow each other without gaps`
      const overlap = `the phase "${phase.id}" begins at ${from}, but the one before it lasts until ${end}`
      at('from', phase.from > reached ? gap : overlap, from)
    }
    reached = Math.max(phase.to, phase.from)
    last = index
  })
  if (deployment !== null && last >= 0 && reached !== null && reached < deployment.window) {
    const end = formatExactly(reached)
    const message = `nothing holds between ${end} and the end of the watch (deployment.window, ${formatExactly(deployment.window)})`
    clashes.push({ path: ['phases', last, 'to'], at: 'value', message, offending: end })
  }
  return clashes
}
