import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { formatValue } from '../../core/units.ts'
import { compareLevels } from '../../core/verdict.ts'
import { cellWidth } from '../../core/width.ts'
import { noteRow } from '../../panels/columns.ts'
import type { GpuConfig } from '../../panels/gpu/config.ts'
import { numberOf } from '../../panels/gpu/judge.ts'
import { type Accelerator, hottestOf, judgeMachine } from '../../panels/gpu/machine.ts'
import type { Area } from '../../panels/kind.ts'
import type { PanelConfig } from '../../panels/panel.ts'
import { valueText } from '../../panels/text.ts'
import { SYMBOLS } from '../../widgets/badge.ts'
import { fitRow } from '../../widgets/fit.ts'
import { fieldsAcross, gridRows } from '../../widgets/grid.ts'
import { naturalWidth, tableLines } from '../../widgets/table.ts'
import { cellColumns, lineColumns } from './gpuColumns.ts'
import { flow } from './spread.ts'

/** The whole machine: a summary and what is wrong stay in sight, the devices below them may be more than fit. */
export type GpusPage = { readonly head: readonly Row[]; readonly rows: readonly Row[] }

export function gpusPage(model: Model, panels: readonly PanelConfig[], area: Area): GpusPage {
  const configs = panels.filter((panel): panel is GpuConfig => panel.kind === 'gpu')
  const pages = configs.map((config) => onePage(config, model, area))
  const [only, ...others] = pages
  if (only === undefined) return { head: [], rows: [[span(' the profile has no panel of GPUs', 'dim')]] }
  if (others.length === 0) return only
  return { head: [], rows: pages.flatMap(({ head, rows }) => [...head, ...rows, []]) }
}

function onePage(config: GpuConfig, model: Model, { width, height, glyphs }: Area): GpusPage {
  const machine = judgeMachine(config, model)
  const [only] = machine
  if (only === undefined || (machine.length === 1 && only.key === '' && only.utilization?.value === null)) {
    const item = only?.utilization
    const why: Row = item == null ? [span('no GPU is known', 'unknown')] : noteRow(item, width - 2)
    return { head: [], rows: [fitRow([span(' '), ...why], width)] }
  }
  const head = [summaryRow(machine, width), ...noteRows(machine, width, height >= 14 ? 4 : 0)]
  const asLines = lineColumns(machine)
  // A line for each as long as all of them are seen at once, or nothing else has room.
  const asCells = cellColumns(machine, glyphs)
  const cellWide = naturalWidth(asCells)
  const isGrid = machine.length > height - head.length - 1 && fieldsAcross(cellWide, width - 1) > 1
  const columns = isGrid ? asCells : asLines
  const fieldWidth = isGrid ? cellWide : width - 1
  const lines = tableLines(columns, fieldWidth)
  const fields = Array.from({ length: lines.length }, (_, index) => lines.at(index) ?? [])
  const [title = [], ...devices] = fields
  const across = isGrid ? Math.min(devices.length, fieldsAcross(fieldWidth, width - 1)) : 1
  const grid = (rows: readonly Row[]): readonly Row[] =>
    gridRows(rows, fieldWidth, width - 1).map((row) => [span(' '), ...row])
  return { head: [...head, ...grid(Array.from({ length: across }, () => title))], rows: grid(devices) }
}

/** `64 GPUs · 3 ▲ · 1 ✖ · worst #17 temperature 92 °C · 38.2 kW` */
function summaryRow(machine: readonly Accelerator[], width: number): Row {
  const gpus = machine.filter(({ key }) => !key.includes('/'))
  const migs = machine.length - gpus.length
  const counts = (['crit', 'stale', 'warn', 'unknown'] as const).flatMap((level): readonly Row[] => {
    const count = machine.filter((each) => each.level === level).length
    return count === 0 ? [] : [[span(`${count} ${SYMBOLS[level]}`, level)]]
  })
  const worst = machine.toSorted((a, b) => compareLevels(a.level, b.level))[0]
  const power = gpus.map((each) => numberOf(each.power)).filter((watts) => watts !== null)
  const pieces: readonly Row[] = [
    [span(`${gpus.length} ${gpus.length === 1 ? 'GPU' : 'GPUs'}`, 'strong')],
    ...(migs === 0 ? [] : [[span(`${migs} MIG`, 'dim')]]),
    ...counts,
    ...(worst === undefined || worst.level === 'ok' ? hottest(machine) : worstPiece(worst, width >= 60)),
    ...(power.length === 0 ? [] : [[span(formatValue(total(power), 'watts'), 'dim')]]),
  ]
  return [span(' '), ...flow(pieces, [span(' · ', 'dim')], width - 1)]
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

function hottest(machine: readonly Accelerator[]): readonly Row[] {
  const one = hottestOf(machine)
  const celsius = numberOf(one?.temperature ?? null)
  if (one === null || celsius === null) return []
  return [[span('all OK', 'ok')], [span(`hottest #${one.key} ${formatValue(celsius, 'celsius')}`, 'dim')]]
}

function worstPiece({ key, level, worst }: Accelerator, isRoomy: boolean): readonly Row[] {
  if (worst === null) return []
  const title = isRoomy ? `${worst.signal.title} ` : ''
  return [[span(`worst #${key} ${title}${valueText(worst)}`, level)]]
}

/** Why the worst of them are not well, and what holds clocks back, in at most so many rows. */
function noteRows(machine: readonly Accelerator[], width: number, most: number): readonly Row[] {
  if (most === 0) return []
  const clocks = clocksRow(machine, width)
  const told = machine
    .filter(({ level }) => level !== 'ok')
    .toSorted((a, b) => compareLevels(a.level, b.level))
  const room = most - clocks.length
  const shown = told.slice(0, told.length > room ? room - 1 : room)
  const keyWidth = Math.max(0, ...shown.map(({ key }) => cellWidth(key)))
  const rows = shown.map(({ key, level, worst }): Row => {
    const reason = worst === null ? 'nothing is read of it' : worst.verdict.reason
    return fitRow(
      [span(` ${SYMBOLS[level]} `, level), span(`#${key.padEnd(keyWidth)}  `, 'strong'), span(reason, level)],
      width,
    )
  })
  const more = told.length - shown.length
  return [...rows, ...(more === 0 ? [] : [[span(`   and ${more} more are not OK`, 'dim')]]), ...clocks]
}

/** `clocks held back: sw power cap on 64`: usual under load, so told once and not of each. */
function clocksRow(machine: readonly Accelerator[], width: number): readonly Row[] {
  const words = machine.flatMap(({ throttled }) => {
    const held = throttled === null ? null : valueText(throttled)
    return held === null || throttled?.value === null || held === 'none' ? [] : [held]
  })
  if (words.length === 0) return []
  const counts = [...Map.groupBy(words, (word) => word)].map(([word, of]) => `${word} on ${of.length}`)
  return [fitRow([span(`   clocks held back: ${counts.join(', ')}`, 'dim')], width)]
}
