import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import type { Instance } from '../../core/signal.ts'
import { formatRoughly } from '../../core/time.ts'
import { compareLevels } from '../../core/verdict.ts'
import type { Area } from '../../panels/kind.ts'
import { type Panel, panelSignals } from '../../panels/panel.ts'
import { pad } from '../../widgets/fit.ts'
import { frameRows } from './frame.ts'
import { wrapWords } from './spread.ts'

/** One panel alone, as large as its content needs, then the reason of every verdict in it, worst first. */
export function zoomRows(panel: Panel, index: number, model: Model, { width, height, glyphs }: Area): Row[] {
  const reasons = reasonRows(panel, model, width)
  const wanted = panel.heights(width - 4).full + 2
  const framed = Math.max(3, Math.min(height, Math.max(wanted, height - reasons.length - 1)))
  const content = panel.draw({ width: width - 4, height: framed - 2, glyphs })
  const frame = frameRows(
    content,
    { title: panel.config.title, number: index + 1, level: panel.level, via: panel.via, isFocused: true },
    width,
    framed,
  )
  return [...frame, ...reasons]
}

function reasonRows(panel: Panel, model: Model, width: number): Row[] {
  return panelSignals(panel.config)
    .flatMap((id) => [...(model.signals.get(id)?.instances.values() ?? [])])
    .toSorted((a, b) => compareLevels(a.verdict.level, b.verdict.level))
    .flatMap((instance) => reasonOf(instance, model, width))
}

function reasonOf({ id, verdict }: Instance, { now }: Model, width: number): Row[] {
  const age = verdict.ageMs === null ? '' : `, read ${formatRoughly(verdict.ageMs)} ago`
  const since = `${verdict.level} since ${formatRoughly(now - verdict.since)}${age}`
  const [first = '', ...rest] = wrapWords(`${verdict.reason} (${since})`, Math.max(10, width - 28), 3)
  const head: Row = [
    span(` ${pad(id, 25)} `, 'dim'),
    span(first, verdict.level === 'ok' ? 'text' : verdict.level),
  ]
  return [head, ...rest.map((line): Row => [span(`${' '.repeat(27)}${line}`, 'dim')])]
}
