/** A line a value should stay on one side of. */
export type LimitLine = {
  readonly value: number
  readonly side: 'upper' | 'lower'
  /** Whether a value on the line is already beyond it. */
  readonly isInclusive: boolean
}

export function isBeyond({ value, side, isInclusive }: LimitLine, measured: number): boolean {
  if (measured === value) return isInclusive
  return side === 'upper' ? measured > value : measured < value
}
