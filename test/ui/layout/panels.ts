import type { Level } from '../../../src/core/verdict.ts'
import type { Heights } from '../../../src/panels/kind.ts'
import type { Measured } from '../../../src/ui/layout/arrange.ts'

/** A panel that wants these rows, twice as many of them where it is narrow. */
export const aPanel = (level: Level, heights: Heights, narrow = 0): Measured => ({
  level,
  heights: (width) => (width < narrow ? { ...heights, full: heights.full * 2 } : heights),
})

/** Numbers from 0 to 1 that are the same in every run. */
export function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const LEVELS: readonly Level[] = ['ok', 'ok', 'ok', 'warn', 'crit', 'stale', 'unknown']

/** Up to `most` panels of all sizes and levels. */
export function somePanels(seed: number, most: number): readonly Measured[] {
  const next = numbers(seed)
  const upTo = (limit: number): number => Math.floor(next() * limit)
  return Array.from({ length: upTo(most + 1) }, () => {
    const least = 1 + upTo(4)
    const full = least + upTo(14)
    const charts = full + upTo(10)
    const heights =
      next() < 0.5 ? { least, full } : { least, full, roomy: { least: charts, full: charts + upTo(30) } }
    return aPanel(LEVELS[upTo(LEVELS.length)] ?? 'ok', heights, upTo(80))
  })
}
