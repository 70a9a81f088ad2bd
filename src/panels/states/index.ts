import { fullLabel, keyLabel } from '../columns.ts'
import type { PanelKind } from '../kind.ts'
import { summaryOf } from '../summary.ts'
import type { StatesConfig } from './config.ts'
import { judgeStates, type States } from './judge.ts'
import { draw, heights } from './view.ts'

export const states: PanelKind<StatesConfig, States> = {
  kind: 'states',
  signals: ({ signal, beside, trips, also }) =>
    [signal, beside, trips, ...also].filter((id) => id !== undefined),
  judge: judgeStates,
  // Each state stands beside how long it has been held.
  showsAge: () => true,
  heights,
  draw,
  summary: ({ rows, also }, width) => {
    const own = new Set(rows.map(({ item }) => item))
    const opinions = rows.flatMap(({ beside, trips }) => [beside, trips]).filter((item) => item !== null)
    return summaryOf([...own, ...opinions, ...also], width, (item) =>
      own.has(item) ? keyLabel(item) : fullLabel(item),
    )
  },
}
