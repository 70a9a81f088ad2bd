import type { Heights } from '../../panels/kind.ts'
import type { Measured } from './arrange.ts'

/** A panel that notes what it is asked: what was made of its answers holds for each that would answer the same. */
export type Noted = Measured & { isAnsweredBy(other: Measured): boolean }

export function noting(panel: Measured): Noted {
  const { level, isOff } = panel
  const answers = new Map<number, Heights>()
  return {
    level,
    isOff,
    heights: (width) => {
      const heights = panel.heights(width)
      answers.set(width, heights)
      return heights
    },
    isAnsweredBy: (other) =>
      other.level === level &&
      other.isOff === isOff &&
      [...answers].every(([width, heights]) => isSame(other.heights(width), heights)),
  }
}

const isSame = (a: Heights, b: Heights): boolean =>
  a.least === b.least &&
  a.full === b.full &&
  a.roomy?.least === b.roomy?.least &&
  a.roomy?.full === b.roomy?.full
