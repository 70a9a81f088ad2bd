/** A sum and what rounding has lost of it so far. */
export type Sum = { sum: number; lost: number }

export const newSum = (): Sum => ({ sum: 0, lost: 0 })

/** Kahan's compensated addition with Neumaier's improvement: the larger of the two terms keeps its digits. */
export function add(to: Sum, term: number): void {
  const { sum } = to
  const next = sum + term
  to.lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum
  to.sum = next
}

export const total = ({ sum, lost }: Sum): number => sum + lost

/** The total where the sum may have become infinite: then what was lost is NaN and says nothing. */
export const totalOrInfinity = (of: Sum): number => (isInfinite(of.sum) ? of.sum : total(of))

export const isInfinite = (value: number): boolean => Math.abs(value) === Number.POSITIVE_INFINITY
