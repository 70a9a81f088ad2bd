import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatRoughly, formatTPlus } from '../../core/time.ts'
import { formatLimit } from '../../core/units.ts'
import { judgeCanary } from '../../watch/canary.ts'
import { type JudgedCriterion, type JudgedGate, judgeGates, standingOf } from '../../watch/gates.ts'
import {
  describeCriterion,
  describeForecast,
  describeMoment,
  describeRun,
  oldestAge,
} from '../../watch/sentence.ts'
import { OUTCOME_ROLES, OUTCOME_SIGNS } from '../../widgets/outcome.ts'
import { breachRows } from './breaches.ts'
import { cadenceRows } from './cadence.ts'
import { entryRows } from './entry.ts'

/** How far the 48 hours are: every gate with its criteria, the canary, the phases with their checks. */
export function gateRows(model: Model, width: number): Row[] {
  const gates = judgeGates(model)
  const none: Row[] = gates.length === 0 ? [[span(' The profile has no gates', 'dim')]] : []
  return [
    ...deploymentRows(model, width),
    ...none,
    ...gates.flatMap((judged) => [...oneGate(judged, model, width), []]),
    ...canaryRows(model, width),
    ...breachRows(model),
    ...cadenceRows(model, width),
  ]
}

/** When the release went live, and who says so: everything that is counted hangs on it. */
function deploymentRows({ deployment, now }: Model, width: number): Row[] {
  const { at, atFrom, certainty, version } = deployment
  if (at === null) return [[span(' nobody knows when the deployment was: --deployed-at', 'unknown')], []]
  const clock = `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  const head: Row = [
    span(` ${formatTPlus(now - at)}`, 'strong'),
    span(version === null ? '' : `  ${version}`),
  ]
  const from = {
    text: `deployed ${clock}, by ${atFrom}`,
    role: certainty === 'inferred' ? 'warn' : 'dim',
  } as const
  return [...entryRows(head, [from], 1, width), []]
}

function oneGate(judged: JudgedGate, model: Model, width: number): Row[] {
  const { gate, run, readyAt, criteria, requires } = judged
  const standing = standingOf(judged)
  const passed = criteria.filter((each) => each.outcome === 'passed').length
  const role = OUTCOME_ROLES[standing]
  const head: Row = [
    span(` ${OUTCOME_SIGNS[standing]} `, role),
    span(gate.title, 'title'),
    span(criteria.length > 1 ? `   ${passed} / ${criteria.length}` : '', 'strong'),
    span(`   ${standing}`, role),
    span(` ${describeRun(run, model.now)}`, 'dim'),
  ]
  const ready =
    readyAt === null
      ? []
      : [{ text: `only time is lacking: ready ${describeMoment(readyAt, model)}`, role: 'accent' as const }]
  return [
    ...entryRows(head, ready, 3, width),
    ...requires.flatMap((required) => requiredRow(required, width)),
    ...criteria.flatMap((each) => criterionRows(each, model, width)),
    ...gate.byHand.flatMap((what) =>
      entryRows([span('   ○ by hand: ', 'dim'), span(what, 'dim')], [], 5, width),
    ),
  ]
}

function requiredRow(judged: JudgedGate, width: number): Row[] {
  const standing = standingOf(judged)
  const role = OUTCOME_ROLES[standing]
  const head: Row = [
    span(`   ${OUTCOME_SIGNS[standing]} `, role),
    span(`requires: ${judged.gate.title}`),
    span(`  ${standing}`, role),
  ]
  return entryRows(head, [], 5, width)
}

function criterionRows(judged: JudgedCriterion, model: Model, width: number): Row[] {
  const { criterion, outcome, run, evidence, forecast } = judged
  const age = oldestAge(evidence, model.now)
  const read = age === null ? '' : `, read ${formatRoughly(age)} ago`
  const standing = standingOf(judged)
  const role = OUTCOME_ROLES[standing]
  const head: Row = [
    span(`   ${OUTCOME_SIGNS[standing]} `, role),
    span(criterion.title),
    span(`  ${standing}`, role),
    span(` ${describeRun(run, model.now)}${read}`, 'dim'),
  ]
  const coming =
    forecast === null ? [] : [{ text: describeForecast(forecast, model), role: 'accent' as const }]
  const why = {
    text: describeCriterion(judged),
    role: outcome === 'passed' ? ('dim' as const) : ('text' as const),
  }
  return entryRows(head, [why, ...coming], 5, width)
}

function canaryRows(model: Model, width: number): Row[] {
  const { canary, gates } = model.profile
  if (canary === null) return []
  const { now, next, mayGoOn } = judgeCanary(canary, model)
  const stages = canary.stages.map((stage) => formatLimit(stage, 'ratio')).join(' → ')
  const gate = gates.find(({ id }) => id === canary.gate)?.title ?? canary.gate
  const where = now === null ? 'nothing tells its stage' : `at ${formatLimit(now, 'ratio')}`
  const step = next === null ? 'the next step' : formatLimit(next, 'ratio')
  const head: Row = [
    span(` ${OUTCOME_SIGNS[mayGoOn]} `, OUTCOME_ROLES[mayGoOn]),
    span('Canary', 'title'),
    span(`   ${stages}`),
  ]
  const isAtEnd = now !== null && next === null
  const may = isAtEnd ? 'it has all of the traffic' : `${step} asks for "${gate}", which is ${mayGoOn}`
  return [...entryRows(head, [{ text: `${where}; ${may}`, role: 'dim' }], 3, width), []]
}
