import { compareNow } from '../../../core/before.ts'
import type { Model } from '../../../core/model.ts'
import { type Row, span } from '../../../core/row.ts'
import type { Instance } from '../../../core/signal.ts'
import { formatRoughly } from '../../../core/time.ts'
import { ageAt, compareLevels } from '../../../core/verdict.ts'
import type { Area } from '../../../panels/kind.ts'
import { type Panel, panelSignals } from '../../../panels/panel.ts'
import { pad } from '../../../widgets/fit.ts'
import { frameRows } from '../frame.ts'
import { wrapWords } from '../spread.ts'

/** All of a panel together, as large as its content needs, then the reason of every verdict in it, worst first. */
export function allRows(panel: Panel, index: number, model: Model, { width, height, glyphs }: Area): Row[] {
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
  const { now, profile, deployment } = model
  const moment = { now, stepMs: profile.history.stepMs, deployedAt: deployment.at }
  return panelSignals(panel.config)
    .flatMap((id) => {
      const signal = model.signals.get(id)
      return [...(signal?.instances.values() ?? [])].map((instance) => ({
        instance,
        before: signal === undefined ? null : compareNow(model.before, signal.config, instance, moment),
      }))
    })
    .toSorted((a, b) => compareLevels(a.instance.verdict.level, b.instance.verdict.level))
    .flatMap(({ instance, before }) => reasonOf(instance, before?.words ?? '', model, width))
}

function reasonOf({ id, verdict }: Instance, before: string, { now }: Model, width: number): Row[] {
  const ageMs = ageAt(verdict, now)
  const age = ageMs === null ? '' : `, read ${formatRoughly(ageMs)} ago`
  const since = `${verdict.level} since ${formatRoughly(now - verdict.since)}${age}`
  const [first = '', ...rest] = wrapWords(
    `${verdict.reason}${before === '' ? '' : `, ${before}`} (${since})`,
    Math.max(10, width - 28),
    3,
  )
  const head: Row = [
    span(` ${pad(id, 25)} `, 'dim'),
    span(first, verdict.level === 'ok' ? 'text' : verdict.level),
  ]
  return [head, ...rest.map((line): Row => [span(`${' '.repeat(27)}${line}`, 'dim')])]
}
