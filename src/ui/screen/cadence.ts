import type { Model } from '../../core/model.ts'
import { type Role, type Row, span } from '../../core/row.ts'
import { formatExactly, formatRoughly } from '../../core/time.ts'
import { type JudgedCheck, type JudgedPhase, judgePhases, judgeSteadyChecks } from '../../watch/cadence.ts'
import { symbol } from '../../widgets/badge.ts'
import { entryRows } from './entry.ts'
import { phaseTitle } from './ruler.ts'

/** The phases with their checks, then the checks of the whole watch. */
export function cadenceRows(model: Model, width: number): Row[] {
  const phases = judgePhases(model)
  const steady = judgeSteadyChecks(model)
  if (model.deployment.at === null)
    return [[span(' phases need the time of the deployment: --deployed-at', 'unknown')]]
  return [
    ...phases.flatMap((each) => phaseRows(each, model, width)),
    ...(steady.length === 0 ? [] : [[span(' ● ', 'dim'), span('all the time', 'title')]]),
    ...steady.map((each) => checkRow(each, model)),
  ]
}

const WHEN: Readonly<Record<JudgedPhase['when'], { readonly sign: string; readonly role: Role }>> = {
  over: { sign: '●', role: 'dim' },
  now: { sign: '▸', role: 'accent' },
  ahead: { sign: '○', role: 'dim' },
}

function phaseRows({ phase, when, checks }: JudgedPhase, model: Model, width: number): Row[] {
  const { sign, role } = WHEN[when]
  const head: Row = [span(` ${sign} `, role), span(phaseTitle(phase), 'title'), span(`   ${when}`, role)]
  const expected = when === 'over' ? [] : phase.expectations.map((text) => ({ text, role: 'dim' as const }))
  return [...entryRows(head, expected, 3, width), ...checks.map((each) => checkRow(each, model))]
}

const STATE_ROLES: Readonly<Record<JudgedCheck['state'], Role>> = {
  done: 'ok',
  due: 'accent',
  missed: 'warn',
}

/** `● traffic share   every 6h   done 2   missed 1   next in 40 m`. What is missing at the end says the least. */
function checkRow({ check, state, done, missed, nextAt, level }: JudgedCheck, { now }: Model): Row {
  const next = nextAt <= now ? '' : `   next in ${formatRoughly(nextAt - now)}`
  return [
    span('   '),
    symbol(level),
    span(` ${check.title}`),
    span(` every ${formatExactly(check.everyMs)}`, 'dim'),
    span(`  ${state}`, STATE_ROLES[state]),
    span(`  ${done} done`, 'dim'),
    span(`  ${missed} missed`, missed > 0 ? 'warn' : 'dim'),
    span(next, 'dim'),
  ]
}
