import { inTheStrip } from '../../core/acting/action.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatRoughly } from '../../core/time.ts'
import { judgeGates, standingOf } from '../../watch/gates.ts'
import { fitRow } from '../../widgets/fit.ts'
import { OUTCOME_ROLES, OUTCOME_SIGNS } from '../../widgets/outcome.ts'
import { flow } from '../screen/spread.ts'
import { LOOK } from '../screen/strip.ts'

/** How far every gate is, those that it requires counted: `✖ 48-hour stability 5 / 7`. */
export function gatesRow(model: Model, width: number): Row {
  const pieces = judgeGates(model).map((judged): Row => {
    const { gate, criteria, requires } = judged
    const standing = standingOf(judged)
    const parts = [...criteria, ...requires]
    const passed = parts.filter((each) => each.outcome === 'passed').length
    return [
      span(`${OUTCOME_SIGNS[standing]} `, OUTCOME_ROLES[standing]),
      span(gate.title, standing === 'passed' ? 'dim' : 'text'),
      span(` ${passed} / ${parts.length}`, 'strong'),
    ]
  })
  return [span(' '), ...flow(pieces, [span('   ')], width - 2)]
}

/** What has no known end yet, or else the last thing that was done, and what came of it. */
export function deedRow({ actions, now }: Model, width: number): Row {
  if (actions.problem !== null) return fitRow([span(` ✖ actions: ${actions.problem}`, 'crit')], width)
  const deed =
    inTheStrip(actions) ?? actions.deeds.find(({ state }) => state !== 'waiting' && state !== 'dropped')
  if (deed === undefined) return [span(' nothing was done yet', 'dim')]
  const { sign, word, role } = LOOK[deed.state]
  return fitRow(
    [
      span(` ${sign} ${word}`, role),
      span(`  ${deed.title}  ${deed.now} → ${deed.after}`),
      span(`  ${formatRoughly(now - deed.lastAt)} ago by ${deed.who}`, 'dim'),
    ],
    width,
  )
}
