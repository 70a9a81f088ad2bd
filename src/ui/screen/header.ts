import { type Headline, headline } from '../../core/headline.ts'
import type { Model } from '../../core/model.ts'
import { type Role, type Row, span } from '../../core/row.ts'
import { formatClock } from '../../core/time.ts'
import type { Level } from '../../core/verdict.ts'
import { cellWidth } from '../../core/width.ts'
import { firstAdvice, type JudgedAdvice } from '../../watch/advice.ts'
import { badge } from '../../widgets/badge.ts'
import { plainText, rowWidth } from '../../widgets/fit.ts'
import { clockSpan, phaseSpan, rulerRow } from './ruler.ts'
import { sourceSpans } from './sources.ts'
import { flow, spread, wrapWords } from './spread.ts'

const RULER_STEP = 12
/** From this width on a stand-in has room to say since when it knows the past. */
const ROOMY = 120
const GAP: Row = [span('   ')]

/** The lines above the panels: who, when and where in the 48 hours; what is wrong; whether the sources can be trusted. */
export function headerRows(model: Model, width: number, height: number): Row[] {
  if (width >= 150) return [topRow(model, width), headlineBesideSources(model, width)]
  const sources: Row = [span(' '), ...sourceSpans(model, width >= ROOMY)]
  // Ages grow digits; the ruler gives way in steps, so that it does not move with each of them.
  const beside = Math.ceil(rowWidth(sources) / RULER_STEP) * RULER_STEP
  const ruler = rulerRow(model, width - beside - 3)
  const trust =
    ruler.length > 0
      ? spread([span(' '), ...ruler], [...sources, span(' ')], width)
      : flow([sources], [], width)
  const wrapped = headlineRows(model, width, width >= 80 ? 1 : height >= 16 ? 3 : 2)
  if (width < 80) return [shortTopRow(model, width), ...wrapped, ...(height >= 12 ? [trust] : [])]
  return [topRow(model, width), ...wrapped, trust]
}

export function topRow(model: Model, width: number): Row {
  const { profile, deployment, now } = model
  const who: Row = [
    span(' hypercare', 'accent'),
    span(' '),
    // The blanks at its sides are seen where the system is drawn inverse.
    span(` ${profile.title} · ${profile.environment} `, 'system'),
  ]
  const clock: Row = [span(`${formatClock(now)} UTC `, 'dim')]
  const version: Row = deployment.version === null ? [] : [span(deployment.version, 'dim')]
  const when: Row[] = [version, clockSpan(model), phaseSpan(model)]
  const rest =
    width - rowWidth(who) - rowWidth(clock) - when.reduce((sum, piece) => sum + rowWidth(piece) + 3, 0) - 5
  const ruler = width >= 150 ? rulerRow(model, Math.min(rest, 60)) : []
  const middle = flow(
    [version, clockSpan(model), ruler, phaseSpan(model)],
    GAP,
    width - rowWidth(who) - rowWidth(clock) - 3,
  )
  return spread([...who, span('  '), ...middle], clock, width)
}

/** Who, when and where in the window, in as little room as that takes; the clock moves, so that one sees that it lives. */
export function shortTopRow(model: Model, width: number): Row {
  const name: Row = [span(` ${model.profile.name} `, 'system')]
  const clock: Row = [span(formatClock(model.now), 'dim')]
  const room = (gap: number): number =>
    width - rowWidth(name) - rowWidth(clockSpan(model)) - rowWidth(clock) - 3 * gap
  const ruler = rulerRow(model, room(2))
  const isTight = ruler.length === 0
  const gap = isTight ? 1 : 2
  const pieces = [clockSpan(model), isTight ? rulerRow(model, room(1), false) : ruler, clock]
  const rest = flow(pieces, [span(' '.repeat(gap))], width - rowWidth(name) - gap)
  return [...name, span(' '.repeat(gap - 1)), ...rest]
}

function headlineBesideSources(model: Model, width: number): Row {
  const sources: Row = [...sourceSpans(model, true), span(' ')]
  const [row = []] = headlineRows(model, width - rowWidth(sources) - 2, 1)
  return spread(row, sources, width)
}

/** Room for less than this of another clause says nothing. */
const LEAST_OF_A_CLAUSE = 30
const MOST_CLAUSES = 3

/**
 * The headline in at most `lines` lines: what is wrong, then what to do. The order stays whole as long as one clause
 * fits beside it, without its page where that has no room; then as many whole clauses as fit, then the beginning of one more.
 */
export function headlineRows(model: Model, width: number, lines: number): Row[] {
  const room = width - 2
  const told = headline(model, MOST_CLAUSES)
  const first = firstAdvice(model)
  // Most choices are far too long or short enough: only what lies between is broken into lines.
  const fits = (text: string): boolean => {
    const cells = cellWidth(text)
    return cells <= room || (cells < (room + 1) * lines && wrapWords(text, room, lines + 1).length <= lines)
  }
  const orders = first === null ? [] : ordersOf(first, model)
  const choices = [
    ...orders.flatMap((order) => [MOST_CLAUSES, 2, 1].map((count) => ({ count, order }))),
    ...[MOST_CLAUSES, 2].map((count) => ({ count, order: '' })),
  ]
  const whole = choices.find(({ count, order }) => fits(sentence(told, count) + order))
  const hasRoomForMore = room * lines - cellWidth(sentence(told, 1)) >= LEAST_OF_A_CLAUSE
  const { count, order } = whole ?? { count: hasRoomForMore ? 2 : 1, order: '' }
  const said = sentence(told, count)
  const wrapped = wrapWords(said + order, room, lines)
  return wrapped.map((line, i) => paint(line, told.level, i === 0, orderFrom(wrapped, i, cellWidth(said))))
}

/** What to do, the key that begins it, and where it stands: ` → d downshift to fast (runbook 001: …)`; then without the page. */
function ordersOf({ advice }: JudgedAdvice, { profile, actions }: Model): readonly string[] {
  const key = profile.actions.find(({ id }) => id === advice.action)?.key
  const order = key === undefined || actions.readOnly !== null ? advice.say : `${key} ${advice.say}`
  return [` → ${order} (runbook ${advice.page})`, ` → ${order}`]
}

/** The column of a line at which the order begins; its length where all of it is before that. */
function orderFrom(lines: readonly string[], index: number, start: number): number {
  // A line break stands in the place of a blank.
  const before = lines.slice(0, index).reduce((sum, line) => sum + cellWidth(line) + 1, 0)
  return Math.max(0, start - before)
}

/** The first `count` clauses, and how many more things are wrong. */
function sentence({ level, clauses, more }: Headline, count: number): string {
  const shown = clauses.slice(0, count)
  const rest = more + clauses.length - shown.length
  return `${plainText(badge(level, null))} ${shown.join(' · ')}${rest > 0 ? ` · ${rest} more` : ''}`
}

/** The badge is loud, and so is what it says when it is bad; an ok sentence stays calm. What to do has a look of its own. */
function paint(line: string, level: Level, isFirst: boolean, orderAt: number): Row {
  const sign = plainText(badge(level, null))
  const role: Role = level === 'ok' ? 'text' : level
  const said = line.slice(0, orderAt)
  const order: Row = orderAt < line.length ? [span(line.slice(orderAt), 'accent')] : []
  if (!isFirst || !line.startsWith(sign)) return [span(' '), span(said, role), ...order]
  return [
    span(' '),
    span(sign, level),
    span(said.slice(sign.length), role === 'crit' || role === 'warn' ? 'strong' : 'text'),
    ...order,
  ]
}
