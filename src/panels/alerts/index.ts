import { type Row, span } from '../../core/row.ts'
import { formatRoughly, holdsFor } from '../../core/time.ts'
import { symbol } from '../../widgets/badge.ts'
import { truncate } from '../../widgets/fit.ts'
import type { PanelKind } from '../kind.ts'
import { joinWhole } from '../summary.ts'
import type { AlertsConfig } from './config.ts'
import { type Alerts, judgeAlerts } from './judge.ts'
import { blindRow, draw, heights } from './view.ts'

export const alerts: PanelKind<AlertsConfig, Alerts> = {
  kind: 'alerts',
  signals: () => [],
  judge: judgeAlerts,
  sees: ({ source: id }, { sources, trustedSince }) => {
    const source = sources.get(id)
    return [source?.alerts, source?.failure, source?.answeredAt, trustedSince]
  },
  // Each alert stands beside how long it has been firing.
  changesAt: ({ firing, blindness, goneByUntil, now }) => {
    const sinces = [...firing.map(({ alert }) => alert.startsAt), blindness?.since ?? now]
    return Math.min(goneByUntil, ...sinces.map((since) => now + holdsFor(now - since)))
  },
  heights,
  draw,
  summary,
}

function summary(data: Alerts, width: number): Row {
  // The badge beside it says that it is off.
  if (data.isOff && data.blindness !== null) return [span(truncate(data.blindness.reason, width), 'dim')]
  if (data.blindness !== null) return blindRow(data, width)
  if (data.firing.length === 0) return [span(truncate('no alerts firing', width), 'dim')]
  const clauses = data.firing.map(({ alert, level, distinction }, index): Row => {
    const named = distinction === '' ? alert.name : `${alert.name} ${distinction}`
    // The first, which is the worst, stands behind the badge of the panel.
    const sign = index === 0 ? [] : [symbol(level), span(' ')]
    return [...sign, span(named), span(` ${formatRoughly(data.now - alert.startsAt)}`, 'dim')]
  })
  const urgent = data.firing.filter(({ level }) => level !== 'ok').length
  return joinWhole(clauses, urgent, width)
}
