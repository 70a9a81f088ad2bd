import type { When } from '../../../core/advice.ts'
import { compareNow } from '../../../core/before.ts'
import { describeDemand } from '../../../core/describe.ts'
import type { Model, VerdictChange } from '../../../core/model.ts'
import { type Role, type Row, span } from '../../../core/row.ts'
import { ruleApplies } from '../../../core/rule.ts'
import { speakerFor } from '../../../core/standIn.ts'
import { formatExactly, formatRoughly, formatTPlus } from '../../../core/time.ts'
import { formatValue } from '../../../core/units.ts'
import { ageAt } from '../../../core/verdict.ts'
import { cellWidth } from '../../../core/width.ts'
import { type JudgedAdvice, judgeAdvice } from '../../../watch/advice.ts'
import { describeRun } from '../../../watch/sentence.ts'
import { SYMBOLS } from '../../../widgets/badge.ts'
import { fitRow } from '../../../widgets/fit.ts'
import { entryRows } from '../entry.ts'
import { wrapWords } from '../spread.ts'
import { clock } from './legend.ts'
import type { Look } from './look.ts'

/** More changes than these are for the page of gates, which lists every breach. */
const MOST_CHANGES = 8
/** More lines than these are no sentence any more. */
const MOST_LINES = 8
/** Cells of the titles at the left. */
const INDENT = 11

type Line = { readonly text: string; readonly role: Role }

/** How it is now and why, what the runbook says, the rule, the expression, and what changed. */
export function detailRows(look: Look, model: Model, width: number): Row[] {
  return [
    ...section('Now', nowLines(look, model), width),
    ...runbookRows(look, model, width),
    ...section('Rule', ruleLines(look), width),
    ...section('Read', readLines(look, model, width - INDENT - 1), width),
    ...changeRows(look, model, width),
  ]
}

function section(title: string, lines: readonly Line[], width: number): Row[] {
  return lines.flatMap(({ text, role }, index) =>
    wrapWords(text, Math.max(10, width - INDENT - 1), MOST_LINES).map(
      (line, part): Row =>
        fitRow(
          [
            span(index + part === 0 ? ` ${title.padEnd(INDENT - 1)}` : ' '.repeat(INDENT), 'title'),
            span(line, role),
          ],
          width,
        ),
    ),
  )
}

/** An expression in lines that end after a bracket or a comma where its words are too long for the width. */
function wrapQuery(query: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const [part] of query.matchAll(/[^\s(){},]*[(){},]*\s*/g)) {
    const longer = `${lines.at(-1) ?? ''}${part}`
    if (lines.length > 0 && cellWidth(longer.trimEnd()) <= width) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines.map((line) => line.trimEnd()).filter((line) => line !== '')
}

function nowLines({ shown: { config, instance } }: Look, model: Model): readonly Line[] {
  const { now, profile, deployment } = model
  const { level, reason, since } = instance.verdict
  const ageMs = ageAt(instance.verdict, now)
  const moment = { now, stepMs: profile.history.stepMs, deployedAt: deployment.at }
  const before = compareNow(model.before, config, instance, moment)
  const age = ageMs === null ? '' : `, read ${formatRoughly(ageMs)} ago`
  return [
    { text: reason, role: level === 'ok' ? 'text' : level },
    { text: `${level} since ${formatRoughly(now - since)}${age}`, role: 'dim' },
    ...(before === null ? [] : [{ text: before.words, role: 'dim' as const }]),
  ]
}

function ruleLines({ shown: { config, instance } }: Look): readonly Line[] {
  const rules = config.rules.filter((rule) => ruleApplies(rule, instance.labels))
  const stale = `stale after ${formatExactly(config.staleAfterMs)} without a new value`
  if (rules.length === 0) return [{ text: `no limit set; ${stale}`, role: 'dim' }]
  return [
    ...rules.map((rule): Line => {
      const held = rule.forMs === 0 ? 'at once' : `after ${formatExactly(rule.forMs)} without interruption`
      const back =
        rule.hysteresis === 0
          ? ''
          : `, back when ${formatValue(rule.hysteresis, config.unit === 'ratio' ? 'points' : config.unit, config.digits ?? undefined)} clear of it`
      return { text: `${describeDemand(config, rule)}, ${held}${back}`, role: 'text' }
    }),
    { text: stale, role: 'dim' },
  ]
}

function readLines({ shown: { config } }: Look, model: Model, width: number): readonly Line[] {
  const { read, source } = config
  const speaker = speakerFor(model.sources, source)?.config
  const from =
    speaker === undefined || speaker.id === source ? source : `${speaker.id} in the place of ${source}`
  switch (read.by) {
    case 'query':
      return [
        ...wrapQuery(read.query.replaceAll(/\s+/g, ' ').trim(), width).map((text) => ({
          text,
          role: 'text' as const,
        })),
        { text: `asked of ${from}`, role: 'dim' },
      ]
    case 'get':
      return [{ text: `GET ${read.path}, of it ${read.pick}, from ${from}`, role: 'text' }]
    case 'field':
      return [{ text: `${read.field} of ${from}`, role: 'text' }]
  }
}

const STATE: Readonly<Record<JudgedAdvice['state'], { readonly sign: string; readonly role: Role }>> = {
  due: { sign: '→', role: 'accent' },
  followed: { sign: SYMBOLS.ok, role: 'ok' },
  pending: { sign: '△', role: 'warn' },
  unknown: { sign: SYMBOLS.unknown, role: 'unknown' },
  idle: { sign: '○', role: 'dim' },
}

/** What the runbooks ask for that hangs on this signal, what is asked for now first. */
function runbookRows({ shown }: Look, model: Model, width: number): Row[] {
  const { profile } = model
  // Only these: to judge all of a profile's takes as long as all else on this page.
  const advice = profile.advice.filter(({ when }) => hangsOn(when, shown.config.id))
  const own = judgeAdvice({ ...model, profile: { ...profile, advice } })
  if (own.length === 0)
    return section('Runbook', [{ text: 'no advice hangs on this signal', role: 'dim' }], width)
  return own.flatMap((judged, index) => {
    const { sign, role } = STATE[judged.state]
    const text = `${sign} ${adviceText(judged, model)}`
    return section(index === 0 ? 'Runbook' : '', [{ text, role }], width)
  })
}

/** What is asked for with the page and the action that does it; of what is not asked for now, the page alone. */
function adviceText({ advice, state, run, dueAt }: JudgedAdvice, { now, profile }: Model): string {
  const { say, page, action } = advice
  const key = profile.actions.find(({ id }) => id === action)?.key
  const how = action === null ? '' : ` · action ${action}${key === undefined ? '' : `, key ${key}`}`
  switch (state) {
    case 'due':
      return `${say}, ${describeRun(run, now)} (runbook ${page}${how})`
    case 'followed':
      return `followed: ${say} (runbook ${page})`
    case 'pending':
      return `${say}, in ${formatRoughly(dueAt - now)} (runbook ${page}${how})`
    case 'unknown':
      return `not known whether: ${say} (runbook ${page})`
    case 'idle':
      return `not now: ${say} (runbook ${page})`
  }
}

/** Whether a state is made of that signal. */
function hangsOn(when: When, signal: string): boolean {
  switch (when.by) {
    case 'claim':
    case 'lost':
      return when.signal === signal
    case 'alert':
    case 'event':
      return false
    case 'all':
    case 'any':
      return when.of.some((part) => hangsOn(part, signal))
  }
}

type Change = Pick<VerdictChange, 'at' | 'from' | 'to' | 'reason'>

/** The last changes of its verdict, newest first: those that were seen, and before them what the rules say of its past. */
function changeRows(look: Look, model: Model, width: number): Row[] {
  const changes = changesOf(look, model)
  const shown = changes.slice(0, MOST_CHANGES)
  const hidden = changes.length - shown.length
  return [
    [span(' Changes', 'title')],
    ...shown.flatMap(({ at, from, to, reason }) => {
      const age = model.deployment.at === null ? '' : `  ${formatTPlus(at - model.deployment.at)}`
      return entryRows(
        [
          span(`   ${clock(at, model.now)}${age}`, 'dim'),
          span(`  ${SYMBOLS[from]} ${from}`, 'dim'),
          span(' → ', 'dim'),
          span(`${SYMBOLS[to]} ${to}`, to),
          span(`  ${reason}`, 'dim'),
        ],
        [],
        3,
        width,
      )
    }),
    ...(hidden > 0 ? [[span(`   +${hidden} more before`, 'dim')]] : []),
    ...(changes.length === 0 ? [[span('   its verdict has not changed, as far as is known', 'dim')]] : []),
  ]
}

function changesOf({ shown: { config, instance }, levels }: Look, model: Model): readonly Change[] {
  const seen = model.changes.filter((change) => change.instance === instance.id)
  const replayed = levels
    .map(({ at, level, value }, index): Change => {
      const from = levels[index - 1]?.level ?? 'unknown'
      const shownValue = formatValue(value, config.unit, config.digits ?? undefined)
      return { at, from, to: level, reason: `${config.title} ${shownValue}, by its past` }
    })
    .filter(({ at, from }) => from !== 'unknown' && at < model.startedAt)
  return [...seen, ...replayed.toReversed()]
}
