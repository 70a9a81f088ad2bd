import { holdsFor } from '../../core/time.ts'
import { fullLabel, keyLabel } from '../columns.ts'
import { agesChangeAt, type Item, isLive } from '../item.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { StatesConfig } from './config.ts'
import { judgeStates, type StateRow, type States } from './judge.ts'
import { draw, heights } from './view.ts'

export const states: PanelKind<StatesConfig, States> = {
  kind: 'states',
  signals: ({ signal, beside, trips, also }) =>
    [signal, beside, trips, ...also].filter((id) => id !== undefined),
  judge: judgeStates,
  // Each state stands beside how long it has been held.
  changesAt: ({ rows, also }) =>
    Math.min(
      agesChangeAt([...rows.flatMap(itemsIn), ...also]),
      ...rows.flatMap(({ item }) => (isLive(item) ? [item.now + holdsFor(item.heldMs)] : [])),
    ),
  heights,
  draw,
  summary: ({ rows, also }, width) => {
    const own = new Set(rows.map(({ item }) => item))
    return summaryOf([...new Set([...own, ...rows.flatMap(itemsIn), ...also])], width, (item) =>
      own.has(item) ? keyLabel(item) : fullLabel(item),
    )
  },
}

const itemsIn = ({ item, beside, trips }: StateRow): readonly Item[] =>
  [item, beside, trips].filter((one) => one !== null)
