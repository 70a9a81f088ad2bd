import { type Row, span } from '../../core/row.ts'
import type { Level } from '../../core/verdict.ts'
import { type JudgedCriterion, type JudgedGate, standingOf } from '../../watch/gates.ts'
import { describeRun } from '../../watch/sentence.ts'
import { firstFitting, fitRow, rowWidth } from '../../widgets/fit.ts'
import { OUTCOME_ROLES, OUTCOME_SIGNS } from '../../widgets/outcome.ts'
import { gridSection, rowsSection, stack, wholeSection } from '../../widgets/stack.ts'
import type { Area, Heights } from '../kind.ts'
import type { Gates } from './judge.ts'

export function heights({ judged }: Gates, width: number): Heights {
  if (judged === null) return { full: 1, least: 1 }
  const full = 1 + signs(judged, width).rows
  const withReasons = Math.max(full, 1 + judged.criteria.length)
  return { full, least: 1, roomy: { least: withReasons, full: withReasons } }
}

/** The count, then the criteria: a line each with its reason where there is room for all, else beside each other. */
export function draw(data: Gates, { width, height }: Area): readonly Row[] {
  const { judged, reasons } = data
  if (judged === null) return [[span('the profile has no such gate', 'unknown')]]
  if (height < 2) return [summary(data, width)]
  const isRoomy = height > judged.criteria.length
  const lines = judged.criteria.map((each, index) => fitRow(lineOf(each, reasons[index] ?? ''), width))
  const criteria = isRoomy ? rowsSection(lines, judged.criteria.map(levelOf), 1) : signs(judged, width)
  return stack([wholeSection([countRow(data, judged, width)], 0), criteria], height)
}

export const summary = (data: Gates, width: number): Row =>
  data.judged === null
    ? [span('the profile has no such gate', 'unknown')]
    : withLacking(countRow(data, data.judged, width), data.judged, width)

function countRow({ ready, now }: Gates, { outcome, run, criteria }: JudgedGate, width: number): Row {
  const passed = criteria.filter((each) => each.outcome === 'passed').length
  const role = OUTCOME_ROLES[outcome]
  const count: Row = [span(`${passed} / ${criteria.length}`, 'strong')]
  const word: Row = [...count, span(`  ${OUTCOME_SIGNS[outcome]} ${outcome}`, role)]
  const since: Row = [...word, span(` ${describeRun(run, now)}`, 'dim')]
  // What only waits is no alarm.
  if (ready !== '') return firstFitting([[...count, span(`  ${ready}`, 'dim')], count], width)
  return firstFitting([since, word, count], width)
}

/** As many of the criteria that are not passed as fit behind the count. */
function withLacking(count: Row, { criteria }: JudgedGate, width: number): Row {
  const row = [...count]
  for (const each of criteria) {
    if (each.outcome === 'passed') continue
    const next: Row = [span('   '), ...signOf(each)]
    if (rowWidth(row) + rowWidth(next) <= width) row.push(...next)
  }
  return row
}

function signs({ criteria }: JudgedGate, width: number) {
  const fields = criteria.map(signOf)
  return gridSection(fields, criteria.map(levelOf), Math.max(1, ...fields.map(rowWidth)), width, 1)
}

function signOf(judged: JudgedCriterion): Row {
  const standing = standingOf(judged)
  const title = span(judged.criterion.title, standing === 'passed' ? 'dim' : 'text')
  return [span(`${OUTCOME_SIGNS[standing]} `, OUTCOME_ROLES[standing]), title]
}

const lineOf = (judged: JudgedCriterion, reason: string): Row => [
  ...signOf(judged),
  span(`  ${reason}`, judged.outcome === 'passed' ? 'dim' : 'text'),
]

const levelOf = ({ outcome }: JudgedCriterion): Level =>
  outcome === 'passed' ? 'ok' : outcome === 'failed' ? 'warn' : 'unknown'
