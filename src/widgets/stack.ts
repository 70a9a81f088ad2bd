import { type Row, span } from '../core/row.ts'
import { compareLevels, LEVELS, type Level } from '../core/verdict.ts'
import { SYMBOLS } from './badge.ts'
import { fieldsAcross, gridRows } from './grid.ts'

/** A part of a panel that can be drawn in fewer rows than it wants. */
export type Section = {
  /** Rows with which it shows all. */
  readonly rows: number
  /** Rows it needs for what is not ok. */
  readonly urgent: number
  /** With fewer rows than these it is left out. */
  readonly least: number
  /** The section with the lowest number gets its rows first. */
  readonly rank: number
  /** At most `height` rows. */
  readonly draw: (height: number) => readonly Row[]
}

/** Rows by their place. An array is one; others make a row when it is looked at. */
export type Lines = { readonly length: number; readonly at: (index: number) => Row | undefined }

/** The sections above each other in at most `height` rows; what is not ok gets its rows before anything else. */
export function stack(sections: readonly Section[], height: number): readonly Row[] {
  const byRank = sections.map((_, index) => index).sort((a, b) => rankOf(sections, a) - rankOf(sections, b))
  const given = sections.map(() => 0)
  let left = height
  for (const wish of ['urgent', 'rows'] as const) {
    for (const index of byRank) {
      const has = given[index] ?? 0
      const more = Math.max(0, Math.min(left, (sections[index]?.[wish] ?? 0) - has))
      if (has + more < (sections[index]?.least ?? 0)) continue
      given[index] = has + more
      left -= more
    }
  }
  return sections.flatMap(({ draw }, index) => {
    const rows = given[index] ?? 0
    return rows > 0 ? draw(rows).slice(0, rows) : []
  })
}

const rankOf = (sections: readonly Section[], index: number): number => sections[index]?.rank ?? 0

/** Rows with a level each; where not all fit, the most urgent stay, in their order, and the rest is counted. */
export function rowsSection(lines: Lines, levels: readonly Level[], rank: number): Section {
  return {
    rows: lines.length,
    urgent: levels.filter((level) => level !== 'ok').length,
    least: 1,
    rank,
    draw: (height) => {
      if (lines.length <= height) return pick(lines)
      const kept = mostUrgent(levels, height === 1 ? 1 : height - 1)
      const shown = pick(lines, kept)
      return height === 1 ? shown : [...shown, moreRow(levels.filter((_, index) => !kept.has(index)))]
    },
  }
}

/** Short fields beside each other; where not all fit, the most urgent stay, in their order, and the rest is counted. */
export function gridSection(
  fields: Lines,
  levels: readonly Level[],
  fieldWidth: number,
  width: number,
  rank: number,
): Section {
  const across = fieldsAcross(fieldWidth, width)
  return {
    rows: Math.ceil(fields.length / across),
    urgent: Math.ceil(levels.filter((level) => level !== 'ok').length / across),
    least: 1,
    rank,
    draw: (height) => {
      if (Math.ceil(fields.length / across) <= height) return gridRows(pick(fields), fieldWidth, width)
      const kept = mostUrgent(levels, across * Math.max(1, height - 1))
      const shown = gridRows(pick(fields, kept), fieldWidth, width)
      return height === 1 ? shown : [...shown, moreRow(levels.filter((_, index) => !kept.has(index)))]
    },
  }
}

/** Rows that make sense together or not at all. */
export function wholeSection(rows: readonly Row[], rank: number): Section {
  return { rows: rows.length, urgent: 0, least: rows.length, rank, draw: () => rows }
}

function pick(lines: Lines, kept: ReadonlySet<number> | null = null): readonly Row[] {
  const rows: Row[] = []
  for (let index = 0; index < lines.length; index++)
    if (kept?.has(index) !== false) rows.push(lines.at(index) ?? [])
  return rows
}

function mostUrgent(levels: readonly Level[], count: number): ReadonlySet<number> {
  const byUrgency = levels
    .map((level, index) => ({ level, index }))
    .sort((a, b) => compareLevels(a.level, b.level) || a.index - b.index)
  return new Set(byUrgency.slice(0, count).map(({ index }) => index))
}

/** What is not shown, by level: `+3 more ok`, `+4 more: ✖ 1  ● 3`. */
function moreRow(hidden: readonly Level[]): Row {
  const more = span(`+${hidden.length} more`, 'dim')
  if (hidden.every((level) => level === 'ok')) return [more, span(' ok', 'dim')]
  const counts = LEVELS.toSorted(compareLevels).flatMap((level) => {
    const count = hidden.filter((other) => other === level).length
    return count === 0 ? [] : [span(`  ${SYMBOLS[level]} ${count}`, level)]
  })
  return [more, ...counts]
}
