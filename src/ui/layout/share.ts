/** Rows between which more are of use: with fewer than `from` it is not worth having any. */
type Stage = { readonly from: number; readonly to: number }

/** What something asks for of a height, from the least it can do with to the most it can use. */
export type Claim = {
  readonly stages: readonly [Stage, ...Stage[]]
  /** The lowest number gets its rows first. */
  readonly rank: number
  /** Something in it is not ok: it has the whole of a stage before what is ok gets more than the beginning of it. */
  readonly isRaised: boolean
}

/** The stage at which a panel becomes more than a line. */
const OPENING = 1

/**
 * Shares a height among claims: first everybody has the beginning of a stage, as far as it goes, by rank; then those that
 * are raised have the whole of it, then the others, the one that shows the smallest part of what it has first. So the next
 * stage. What is left over at the end nobody can use. Null where it is not even enough for the first stage's beginning.
 */
export function shareHeight(claims: readonly Claim[], height: number): number[] | null {
  const heights = claims.map(({ stages: [first] }) => first.from)
  let left = height - heights.reduce((sum, rows) => sum + rows, 0)
  if (left < 0) return null
  const give = (index: number, rows: number): void => {
    heights[index] = (heights[index] ?? 0) + rows
    left -= rows
  }
  const byRank = claims.map((claim, index) => ({ claim, index })).sort((a, b) => a.claim.rank - b.claim.rank)
  const stages = Math.max(0, ...claims.map((claim) => claim.stages.length))
  for (let stage = 0; stage < stages; stage++) {
    for (const { claim, index } of byRank) {
      const [before, now] = [claim.stages[stage - 1], claim.stages[stage]]
      const own = heights[index] ?? 0
      const isThere = before === undefined || own >= before.to
      if (now === undefined || !isThere || now.from <= own) continue
      if (now.from - own <= left) give(index, now.from - own)
      // Nobody opens while somebody more urgent can't.
      else if (stage === OPENING) break
    }
    for (const isRaised of [true, false]) {
      const some = byRank.filter(({ claim }) => claim.isRaised === isRaised)
      while (left > 0) {
        const next = hungriest(some, heights, stage)
        if (next === null) break
        give(next, 1)
      }
    }
  }
  return heights
}

/** Who has the smallest part of what the stage can give them; null where all who are in it are content. */
function hungriest(
  claims: readonly { readonly claim: Claim; readonly index: number }[],
  heights: readonly number[],
  stage: number,
): number | null {
  let found: { readonly index: number; readonly part: number } | null = null
  for (const { claim, index } of claims) {
    const now = claim.stages[stage]
    const own = heights[index] ?? 0
    if (now === undefined || own < now.from || own >= now.to) continue
    const part = own / now.to
    if (found === null || part < found.part) found = { index, part }
  }
  return found?.index ?? null
}
