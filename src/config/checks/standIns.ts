import type { StandIn } from '../../core/profile.ts'
import { nearest } from '../nearest.ts'
import type { AuthoredSource } from '../schema/source.ts'
import type { Clash, Readable } from './readable.ts'

/** The terms on which a source stands in for another; null where it does not. */
export const standsInOf = (source: AuthoredSource | null): StandIn | null =>
  source !== null && 'standsIn' in source ? source.standsIn : null

/** A source stands in for another one that somebody reads, alone, and nobody stands in for it. */
export function checkStandIns({ sources, signals }: Readable): Clash[] {
  const terms = [...sources].flatMap(([id, source]) => {
    const standsIn = standsInOf(source)
    return standsIn === null ? [] : [{ id, wanted: standsIn.for }]
  })
  const named = new Set([...signals.values()].map((signal) => signal?.source))
  return terms.flatMap(({ id, wanted }, index): Clash[] => {
    const clash = (message: string, suggestion: string | null = null): Clash[] => [
      { path: ['sources', id, 'standsIn', 'for'], at: 'value', message, offending: wanted, suggestion },
    ]
    if (wanted === id) return clash("a source can't stand in for itself")
    if (terms.some((other) => other.id === wanted)) {
      return clash(`${wanted} stands in for another source itself; nobody stands in for a stand-in`)
    }
    const first = terms.findIndex((other) => other.wanted === wanted)
    if (first < index) return clash(`${terms[first]?.id} stands in for ${wanted} already`)
    const other = sources.get(wanted) ?? null
    if (other !== null && !('standsIn' in other)) {
      return clash(
        `the source "${wanted}" of kind ${other.kind} is not read with queries, so nothing can stand in for it`,
      )
    }
    if (sources.has(wanted) || named.has(wanted)) return []
    return clash(`there is no source "${wanted}", and no signal names it`, nearest(wanted, sources.keys()))
  })
}
