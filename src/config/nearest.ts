import { distance } from 'fastest-levenshtein'

/** The name that was probably meant, or null where none is near. */
export function nearest(name: string, names: Iterable<string>): string | null {
  const wanted = name.toLowerCase()
  let best: { name: string; away: number } | null = null
  // The work is the product of both lengths; no name of ours is near one as long as this.
  if (wanted.length > 100) return null
  for (const known of names) {
    const away = distanceOf(wanted, known.toLowerCase())
    if (away < (best?.away ?? Number.POSITIVE_INFINITY)) best = { name: known, away }
  }
  if (best === null || best.name === name) return null
  return best.away <= Math.max(1, Math.floor(Math.max(wanted.length, best.name.length) / 2))
    ? best.name
    : null
}

/** Letters in the wrong order are one slip, not two. */
function distanceOf(a: string, b: string): number {
  const away = distance(a, b)
  return away === 2 && sorted(a) === sorted(b) ? 1 : away
}

const sorted = (text: string): string => [...text].sort().join('')

/** `a, b or c` */
export function either(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}
