import { alertLevel, isFiring } from './alert.ts'
import type { Model, View } from './model.ts'
import type { PanelIdentity } from './profile.ts'

export const NO_FILTER: View['filter'] = { panels: '', page: '' }

/** Whether the text has all words of the filter, whatever their case. An empty filter lets everything through. */
export function matches(filter: string, text: string): boolean {
  const folded = fold(text)
  return wordsOf(filter).every((word) => folded.includes(word))
}

/** What a person types is not always composed as what a machine writes. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase()

const wordsOf = (filter: string): string[] =>
  fold(filter)
    .split(/\s+/)
    .filter((word) => word !== '')

/** What narrows the thing that stands on the screen: the page or the help, else the panels; a zoom is narrowed by nothing. */
export const filterHere = ({ page, isHelpOpen, zoom, filter }: View): string =>
  page !== null || isHelpOpen ? filter.page : zoom !== null ? '' : filter.panels

/** The indices of the panels that are shown. */
export function shownPanels(model: Model): readonly number[] {
  const { profile, view } = model
  const all = profile.panels.map((_, index) => index)
  if (view.filter.panels.trim() === '') return all
  return all.filter((index) => {
    const panel = profile.panels[index]
    return panel !== undefined && matches(view.filter.panels, textOf(panel, model))
  })
}

/** The panel that has the focus: the next one that is shown, where the filter has hidden the one that had it. */
export function focusedPanel(model: Model): number {
  const { focus } = model.view
  const shown = shownPanels(model)
  return shown.find((index) => index >= focus) ?? shown[0] ?? focus
}

/**
 * What a panel is found by: its title, the names of what it shows, and the level of each: `crit`, `stale`. A gate is
 * found by its criteria.
 */
function textOf({ id, kind, title }: PanelIdentity, { profile, signals, sources }: Model): string {
  const refers = profile.refers.get(id)
  const ofSignals = (profile.shown.get(id) ?? []).flatMap((signal) => {
    const known = signals.get(signal)
    if (known === undefined) return []
    const instances = [...known.instances.values()].map(({ key, verdict }) => `${key} ${verdict.level}`)
    return [known.config.id, known.config.title, ...instances]
  })
  const ofAlerts = (refers?.sources ?? []).flatMap((source) =>
    (sources.get(source)?.alerts ?? []).map((alert) =>
      [alert.name, alert.summary, isFiring(alert) ? alertLevel(alert) : alert.state].join(' '),
    ),
  )
  const ofGates = profile.gates
    .filter((gate) => refers?.gates.includes(gate.id) === true)
    .flatMap((gate) => [gate.title, ...gate.criteria.map((criterion) => criterion.title)])
  return [title, id, kind, ...ofSignals, ...ofAlerts, ...ofGates].join('\n')
}

/** How many critical things the panels' filter hides: series, and alerts that fire. What no panel shows was never seen. */
export function hiddenCrit(model: Model): number {
  const { profile, signals, sources } = model
  const shown = new Set(shownPanels(model).map((index) => profile.panels[index]?.id))
  if (shown.size === profile.panels.length) return 0
  const isHidden = (names: (panel: string) => readonly string[], id: string): boolean => {
    const on = profile.panels.filter((panel) => names(panel.id).includes(id))
    return on.length > 0 && on.every((panel) => !shown.has(panel.id))
  }
  const signalsOf = (panel: string): readonly string[] => profile.shown.get(panel) ?? []
  const sourcesOf = (panel: string): readonly string[] => profile.refers.get(panel)?.sources ?? []
  const series = [...signals.values()]
    .filter(({ config }) => isHidden(signalsOf, config.id))
    .flatMap(({ instances }) => [...instances.values()])
    .filter(({ verdict }) => verdict.level === 'crit')
  const alerts = [...sources.values()]
    .filter(({ config }) => isHidden(sourcesOf, config.id))
    .flatMap((source) => source.alerts ?? [])
    .filter((alert) => isFiring(alert) && alertLevel(alert) === 'crit')
  return series.length + alerts.length
}
