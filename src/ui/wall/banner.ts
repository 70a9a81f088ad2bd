import { headline } from '../../core/headline.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { type EpochMs, formatClockMinute, formatRoughly } from '../../core/time.ts'
import type { Level } from '../../core/verdict.ts'
import type { Glyphs } from '../../panels/kind.ts'
import { WORDS } from '../../widgets/badge.ts'
import { bigFitting, bigHeight } from '../../widgets/big.ts'
import { padRow, rowWidth } from '../../widgets/fit.ts'
import { headlineRows } from '../screen/header.ts'
import { watchedIn } from './data.ts'

/** Beside large letters a sentence needs so much room. */
const LEAST_SENTENCE = 36

/** The level in large letters, beside it since when, and the sentence of the headline. */
export function bannerRows(model: Model, width: number, size: number, glyphs: Glyphs): readonly Row[] {
  const { level, clauses } = headline(model, 1)
  const height = bigHeight(size)
  const large = bigFitting(WORDS[level], level, size, width - LEAST_SENTENCE - 3, glyphs)
  if (large === null) return headlineRows(model, width, height)
  const wide = Math.max(...large.map(rowWidth)) + 1
  const since = sinceOf(model, level)
  const room = width - wide - 2
  const first = level === 'ok' || height < LEAST_FOR_WORDS ? [] : largeWords(clauses[0] ?? '', room, glyphs)
  const told = [...(since === null ? [] : [sinceRow(since, model)]), ...first]
  const said = [...told, ...headlineRows(model, room, Math.max(1, height - told.length))]
  return Array.from({ length: Math.max(large.length, said.length) }, (_, at) => [
    ...padRow([span(' '), ...(large[at] ?? [])], wide),
    span('  '),
    ...(said[at] ?? []),
  ])
}

/** Beside letters as high as this there is room for words of half their size. */
const LEAST_FOR_WORDS = 10

/** What is worst in letters of three rows, in at most two lines; nothing where it has no room or no large form. */
function largeWords(clause: string, width: number, glyphs: Glyphs): readonly Row[] {
  const lines: string[] = []
  for (const word of clause.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`.trim()
    const fits = bigFitting(longer, 'strong', 0, width - 1, glyphs) !== null
    if (fits && lines.length > 0) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  const large = lines.map((line) => bigFitting(line, 'strong', 0, width - 1, glyphs))
  if (large.length > 2 || large.some((rows) => rows === null)) return []
  return large.flatMap((rows): readonly Row[] => [...(rows ?? []).map((row) => [span(' '), ...row]), []])
}

const sinceRow = (since: EpochMs, { now, startedAt }: Model): Row => [
  span(` since ${formatClockMinute(since)} UTC`, 'strong'),
  span(
    Math.abs(since - startedAt) < FIRST_ANSWERS_MS
      ? `, when this wall began, ${formatRoughly(now - since)} ago`
      : `, for ${formatRoughly(now - since)}`,
    'dim',
  ),
]

/** What is so from the first answers on may have been so before. */
const FIRST_ANSWERS_MS = 30_000

/** All is well since the last of them was; anything else since the first of those. */
function sinceOf(model: Model, level: Level): EpochMs | null {
  const times = watchedIn(model)
    .filter(({ instance }) => instance.verdict.level === level)
    .map(({ instance }) => instance.verdict.since)
  if (times.length === 0) return null
  return level === 'ok' ? Math.max(...times) : Math.min(...times)
}
