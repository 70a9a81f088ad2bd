import { headline } from '../core/headline.ts'
import type { Model } from '../core/model.ts'
import type { Row } from '../core/row.ts'
import { isSkewed } from '../core/source.ts'
import { formatRoughly, formatTPlus } from '../core/time.ts'
import { compareLevels } from '../core/verdict.ts'
import type { Glyphs } from '../panels/kind.ts'
import { judgePanel, type PanelConfig } from '../panels/panel.ts'
import { badge, pendingBadge } from '../widgets/badge.ts'
import { plainText } from '../widgets/fit.ts'
import { OUTCOME_SIGNS } from '../widgets/outcome.ts'
import { textInGlyphs } from '../widgets/signs.ts'
import {
  type AdviceReport,
  type GateReport,
  type SignalReport,
  type SourceReport,
  snapshotOf,
} from './json.ts'

/** Panels in a report have no screen to fit into; this is what fits a terminal or a chat message. */
const WIDTH = 96

/**
 * The whole state as text: the headline, the sources, every panel in full, then every verdict with its reason.
 * Its own signs are of these glyphs too.
 */
export function snapshotText(model: Model, panels: readonly PanelConfig[], glyphs: Glyphs): string {
  const snapshot = snapshotOf(model)
  const lines = [
    ...title(model),
    '',
    ...snapshot.advice.map(adviceLine),
    ...snapshot.gates.map(gateLine),
    ...(snapshot.advice.length + snapshot.gates.length === 0 ? [] : ['']),
    ...snapshot.sources.map(sourceLine),
    ...panels.flatMap((config) => ['', ...panelLines(config, model, glyphs)]),
    '',
    'Verdicts',
    ...snapshot.signals.toSorted((a, b) => compareLevels(a.level, b.level)).map(verdictLine),
  ]
  return lines.map((line) => textInGlyphs(line, glyphs)).join('\n')
}

function title(model: Model): string[] {
  const { profile, deployment, now } = model
  const age = deployment.at === null ? 'T+ unknown' : formatTPlus(now - deployment.at)
  const version = deployment.version === null ? '' : ` · ${deployment.version}`
  const { level, clauses, more } = headline(model, 3)
  return [
    `${profile.title} · ${profile.environment}${version} · ${age} · ${new Date(now).toISOString()}`,
    ...(deployment.at === null
      ? []
      : [`deployed ${new Date(deployment.at).toISOString()}, by ${deployment.atFrom}`]),
    `${plainText(badge(level, null))}  ${clauses.join(' · ')}${more > 0 ? ` · ${more} more` : ''}`,
  ]
}

const adviceLine = ({ say, page, evidence }: AdviceReport): string =>
  `  → ${say} (runbook ${page}): ${evidence.join(' · ')}`

const gateLine = ({ title, outcome }: GateReport): string =>
  `  ${OUTCOME_SIGNS[outcome]} ${title}: ${outcome}`

function sourceLine({ id, state, failure, hint, warnings, skewMs, onDuty }: SourceReport): string {
  const trouble = failure === null ? warnings.join('; ') : `${failure} (${hint})`
  const skew = isSkewed(skewMs)
    ? `; its clock is ${formatRoughly(Math.abs(skewMs))} ${skewMs > 0 ? 'ahead' : 'behind'}`
    : ''
  const duty = onDuty === null ? '' : `, stands in for ${onDuty.for} (${onDuty.doing})`
  return `  ${id.padEnd(14)} ${state}${duty}${trouble === '' ? '' : `: ${trouble}`}${skew}`
}

function panelLines(config: PanelConfig, model: Model, glyphs: Glyphs): string[] {
  const panel = judgePanel(config, model)
  const rows: readonly Row[] = panel.draw({
    width: WIDTH,
    height: panel.heights(WIDTH).full,
    glyphs,
  })
  return [
    `${config.title}  ${plainText(badge(panel.level, null))}`,
    ...rows.map((row) => `  ${plainText(row)}`.trimEnd()),
  ]
}

function verdictLine({ id, level, pending, reason, before, ageMs }: SignalReport): string {
  const age = ageMs === null ? 'no value' : `read ${formatRoughly(ageMs)} ago`
  return `  ${plainText(pending ? pendingBadge() : badge(level, null)).padEnd(9)} ${id.padEnd(30)} ${reason}${before === null ? '' : `, ${before.words}`} (${age})`
}
