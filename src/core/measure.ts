import { eastAsianWidth } from 'get-east-asian-width'
import { clustersOf } from './clusters.ts'

/** What it takes to measure any text. */
type Measure = {
  readonly emoji: RegExp
  readonly visible: RegExp
}

let measure: Measure | null = null

/** Made for the first text that needs it: V8 takes 17 ms for the emoji alone, and most systems have plain names. */
function makeMeasure(): Measure {
  return {
    emoji: /^\p{RGI_Emoji}$/v,
    visible:
      /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/v,
  }
}

/**
 * Columns of a text without escape sequences, cluster by cluster: the same as the package `string-width` says, which Ink
 * lays out with. Emoji take two; syllables of Hangul are put together as terminals do; of other clusters the first visible
 * character counts, and what stands beside it.
 */
export function measureClusters(text: string, ambiguousAsWide = false): number {
  measure ??= makeMeasure()
  let columns = 0
  for (const { segment } of clustersOf(text)) {
    columns += clusterColumns(segment, measure, ambiguousAsWide)
  }
  return columns
}

function clusterColumns(cluster: string, { visible, emoji }: Measure, ambiguousAsWide: boolean): number {
  const start = cluster.search(visible)
  if (start === -1) return 0
  if (emoji.test(cluster) || isLooseEmoji(cluster)) return 2
  const columnsOf = (char: string): number => eastAsianWidth(char.codePointAt(0) ?? 0, { ambiguousAsWide })
  const [first = '', ...rest] = cluster.slice(start)
  const shown = [first, ...rest].filter((char) => visible.test(char))
  if (isJamo(first)) return hangulColumns(shown, columnsOf)
  return [first, ...rest.filter(standsBeside)].reduce((sum, char) => sum + columnsOf(char), 0)
}

/** Vowel signs beside their letter, and sound marks of half width. */
const standsBeside = (char: string): boolean =>
  /\p{Spacing_Mark}/v.test(char) || (char >= '\uff00' && char <= '\uffef')

/** Sequences that are no emoji by the book, but are drawn as one: a keycap, several pictures joined. Real ones are short. */
function isLooseEmoji(cluster: string): boolean {
  if (cluster.length > 50) return false
  if (/^[\d#*]\u20e3$/.test(cluster)) return true
  return cluster.includes('\u200d') && (cluster.match(/\p{Extended_Pictographic}/gu)?.length ?? 0) >= 2
}

const LEADING = /[\u1100-\u115f\ua960-\ua97c]/
const VOWEL = /[\u1160-\u11a7\ud7b0-\ud7c6]/
const TRAILING = /[\u11a8-\u11ff\ud7cb-\ud7fb]/

const isJamo = (char: string): boolean => LEADING.test(char) || VOWEL.test(char) || TRAILING.test(char)

/** A leading consonant, its vowel and what trails are one syllable of two columns; what found none counts for itself. */
function hangulColumns(chars: readonly string[], columnsOf: (char: string) => number): number {
  let columns = 0
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? ''
    if (LEADING.test(char) && VOWEL.test(chars[i + 1] ?? '')) {
      columns += 2
      i += TRAILING.test(chars[i + 2] ?? '') ? 2 : 1
    } else columns += columnsOf(char)
  }
  return columns
}
