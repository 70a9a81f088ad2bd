import { type Alert, alertLevel, isFiring } from './alert.ts'
import { matches } from './filter.ts'
import type { Model, SourceState } from './model.ts'
import type { EpochMs } from './time.ts'
import { compareLevels, type RaisedLevel } from './verdict.ts'

export type ListedAlert = {
  readonly alert: Alert
  readonly source: string
  readonly level: RaisedLevel
  readonly standing: 'firing' | 'quiet' | 'resolved'
  /** When the first answer without it came; null while it is there. */
  readonly goneAt: EpochMs | null
}

const STANDINGS: readonly ListedAlert['standing'][] = ['firing', 'quiet', 'resolved']

/** Sources of alerts, also those that are switched off: that they tell nothing has to be said. */
export const alertSources = ({ sources }: Model): readonly SourceState[] =>
  [...sources.values()].filter(({ config, alerts }) => config.kind === 'alertmanager' || alerts !== null)

/** All alerts of the last answers: what fires first, then what is kept quiet, then what is over; by severity, newest first. */
export function listAlerts(model: Model): readonly ListedAlert[] {
  return alertSources(model)
    .flatMap(({ config: { id: source }, alerts, resolved }): ListedAlert[] => [
      ...(alerts ?? []).map((alert) => ({
        alert,
        source,
        level: alertLevel(alert),
        standing: isFiring(alert) ? ('firing' as const) : ('quiet' as const),
        goneAt: null,
      })),
      ...resolved.map(({ alert, goneAt }) => ({
        alert,
        source,
        level: alertLevel(alert),
        standing: 'resolved' as const,
        goneAt,
      })),
    ])
    .sort(
      (a, b) =>
        STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
        compareLevels(a.level, b.level) ||
        (b.goneAt ?? b.alert.startsAt) - (a.goneAt ?? a.alert.startsAt),
    )
}

/** What an alert is found by on its page. */
const textOf = ({ alert, source, level, standing }: ListedAlert): string =>
  [
    alert.name,
    alert.severity,
    level,
    standing,
    alert.state,
    source,
    alert.summary,
    ...Object.values(alert.labels),
  ].join('\n')

/** The alert that is looked at on their page, and its place in the list; null where there is none. */
export function alertInFocus(
  model: Model,
): { readonly listed: ListedAlert; readonly index: number; readonly list: readonly ListedAlert[] } | null {
  const list = listAlerts(model).filter((listed) => matches(model.view.filter.page, textOf(listed)))
  const index = Math.min(model.view.scroll, list.length - 1)
  const listed = list[index]
  return listed === undefined ? null : { listed, index, list }
}
