import type { Model } from '../../core/model.ts'
import { compareLevels } from '../../core/verdict.ts'
import { type Item, itemsOf, itemWithKey } from '../../panels/item.ts'
import { type PanelConfig, panelSignals } from '../../panels/panel.ts'
import { watchedIn } from './data.ts'

/** So many are seen from afar. */
export const CARDS = 3

/** The worst signals; where fewer are not well, the first of each panel beside them, which are its author's main ones. */
export function cardItems(model: Model, panels: readonly PanelConfig[]): readonly Item[] {
  const worst = watchedIn(model)
    .filter(({ instance }) => instance.verdict.level !== 'ok')
    .toSorted((a, b) => compareLevels(a.instance.verdict.level, b.instance.verdict.level))
    .slice(0, CARDS)
    .flatMap(({ signal, instance }) => itemWithKey(model, signal.id, instance.key) ?? [])
  const shown = new Set(worst.map(({ signal }) => signal.id))
  for (const panel of panels) {
    if (worst.length >= CARDS) break
    const [id] = panelSignals(panel)
    if (id === undefined || shown.has(id)) continue
    const [main] = itemsOf(model, id)
    if (main === undefined || main.isOff || main.value === null) continue
    shown.add(id)
    worst.push(main)
  }
  return worst
}
