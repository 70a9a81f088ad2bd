import type { Model } from '../../core/model.ts'
import type { Instance } from '../../core/signal.ts'
import { type EpochMs, formatRoughly } from '../../core/time.ts'
import { ageAt, compareLevels } from '../../core/verdict.ts'
import { judgePanel, type PanelConfig, panelSignals } from '../../panels/panel.ts'
import { judgeGate } from '../../watch/gates.ts'
import { describeCriterion } from '../../watch/sentence.ts'
import { plainText } from '../../widgets/fit.ts'
import { spoken } from './spoken.ts'

/** Of a panel that shows no signals, its rows are read, as wide as its sentences need. */
const WIDTH = 200

/** Which panel has the focus: `panel 2 of 11: Breakers, CRIT`. */
export function focusLine({ view }: Model, panel: PanelConfig, panels: number, level: string): string {
  return `panel ${view.focus + 1} of ${panels}: ${spoken(panel.title)}, ${level.toUpperCase()}`
}

/** All that a panel has to say, the worst first: every series with its verdict, its reason and its age. */
export function panelLines(config: PanelConfig, model: Model): readonly string[] {
  const instances = panelSignals(config)
    .flatMap((id) => {
      const signal = model.signals.get(id)
      return [...(signal?.instances.values() ?? [])].map((instance) => ({
        ...instance,
        title: signal?.config.title ?? id,
      }))
    })
    .toSorted((a, b) => compareLevels(a.verdict.level, b.verdict.level))
  if (instances.length > 0) return instances.map((each) => instanceLine(each, each.title, model.now))
  if (config.kind === 'gates') return gateLines(config.gate, model)
  const panel = judgePanel(config, model)
  const rows = panel.draw({ width: WIDTH, height: panel.heights(WIDTH).full, glyphs: 'braille' })
  return rows.map((row) => spoken(plainText(row))).filter((line) => line !== '')
}

/** `balanced p95: CRIT, 3.41 seconds, at or over 3.2 seconds for 3 minutes, read 2 seconds ago`. */
export function instanceLine({ key, verdict }: Instance, title: string, now: EpochMs): string {
  const { level, reason } = verdict
  const ageMs = ageAt(verdict, now)
  const age = ageMs === null ? 'no value' : `read ${formatRoughly(ageMs)} ago`
  const name = key === '' ? title : `${key} ${title}`
  const why = reason.startsWith(title) ? reason.slice(title.length).trim() : reason
  return spoken(`${name}: ${level.toUpperCase()}, ${why}, ${age}`)
}

/** On the screen its criteria have only signs. */
function gateLines(id: string, model: Model): readonly string[] {
  const gate = model.profile.gates.find((each) => each.id === id)
  if (gate === undefined) return []
  const { criteria, outcome } = judgeGate(gate, model)
  return [
    `${gate.title}: ${outcome}`,
    ...criteria.map((each) => spoken(`${each.criterion.title}: ${each.outcome}, ${describeCriterion(each)}`)),
  ]
}
