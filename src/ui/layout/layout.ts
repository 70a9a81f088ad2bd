/** Columns narrower than this are hard to read. */
export const NARROWEST = 50

/** Panels above each other, by their index. */
export type Stack = {
  readonly panels: readonly number[]
  /** Its width goes by its weight among the stacks beside it. */
  readonly weight: number
  /** Its panels have one line each, however much room there is. */
  readonly isClosed?: boolean
}

/** Lines of stacks, top to bottom. Every line has the whole width. */
export type Layout = readonly (readonly Stack[])[]

/** A panel's place in the body of the screen, its border included. */
export type Place = {
  readonly panel: number
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** Whether it has more than the one line that stands for it where there is no room. */
  readonly isOpen: boolean
}

/** The cells of each part, as the weights say; together they are exactly the whole. */
export function shareCells(weights: readonly number[], whole: number): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let weight = 0
  let taken = 0
  return weights.map((own) => {
    weight += own
    const end = Math.round((whole * weight) / total)
    const cells = end - taken
    taken = end
    return cells
  })
}
