import { type Role, type Row, span } from '../../core/row.ts'
import { formatValue } from '../../core/units.ts'
import { cellWidth } from '../../core/width.ts'
import { numberOf } from '../../panels/gpu/judge.ts'
import type { Accelerator } from '../../panels/gpu/machine.ts'
import { type Item, isLive } from '../../panels/item.ts'
import type { Glyphs } from '../../panels/kind.ts'
import { valueRole, valueText, valueWidth } from '../../panels/text.ts'
import { BADGE_WIDTH, badge, SYMBOLS } from '../../widgets/badge.ts'
import { bar } from '../../widgets/bar.ts'
import { truncate } from '../../widgets/fit.ts'
import { INK } from '../../widgets/glyphs.ts'
import { type Column, cell, column, drawn } from '../../widgets/table.ts'

/*
 * The first row of every table is its titles: bare percentages say nothing.
 */

/** `100 %` */
const PERCENT_WIDTH = 5

/** A line a device. */
export function lineColumns(machine: readonly Accelerator[]): readonly Column[] {
  return [
    signColumn(machine),
    keyColumn(machine),
    nameColumn(machine),
    percentColumn('util', machine, utilization, 2),
    barColumn(machine, utilization, 7),
    percentColumn('VRAM', machine, memory, 3),
    barColumn(machine, memory, 8),
    usedColumn(machine),
    valueColumn('heat', machine, ({ temperature }) => temperature, 4),
    valueColumn('power', machine, ({ power }) => power, 6),
    limitColumn(machine),
    valueColumn('ECC', machine, ({ eccErrors }) => eccErrors, 9),
    badgeColumn(machine),
  ]
}

/** A few cells a device, to stand beside each other. */
export function cellColumns(machine: readonly Accelerator[], glyphs: Glyphs): readonly Column[] {
  return [
    signColumn(machine),
    keyColumn(machine),
    blockColumn(machine, utilization, glyphs),
    percentColumn('util', machine, utilization, 2),
    blockColumn(machine, memory, glyphs),
    percentColumn('VRAM', machine, memory, 3),
    valueColumn('heat', machine, ({ temperature }) => temperature, 4),
    valueColumn('power', machine, ({ power }) => power, 6),
  ].map((each, index) => (index === 0 ? each : { ...each, gap: 1 }))
}

type Part = { readonly part: number | null; readonly item: Item | null }

const utilization = ({ utilization: item }: Accelerator): Part => ({ part: numberOf(item), item })
const memory = ({ memoryPart: part, memoryFree, memoryUsed }: Accelerator): Part => ({
  part,
  item: memoryFree ?? memoryUsed,
})

const titled = (title: string, machine: readonly Accelerator[], rowOf: (one: Accelerator) => Row) => [
  cell(title === '' ? [] : [span(title, 'dim')]),
  ...machine.map((one) => cell(rowOf(one))),
]

const signColumn = (machine: readonly Accelerator[]): Column =>
  column({
    cells: titled('', machine, ({ level }) => [span(SYMBOLS[level], level)]),
    width: 1,
    dropRank: 1,
  })

const keyColumn = (machine: readonly Accelerator[]): Column =>
  column({
    cells: titled('', machine, ({ key, level }) => [
      span(key.includes('/') ? `└${key}` : `#${key}`, level === 'ok' ? 'dim' : 'strong'),
    ]),
    width: Math.max(2, ...machine.map(({ key }) => cellWidth(key) + 1)),
    align: 'right',
    gap: 1,
    dropRank: 0,
  })

const nameColumn = (machine: readonly Accelerator[]): Column =>
  column({
    cells: [cell([]), ...machine.map(({ name }) => drawn((room) => [span(truncate(name, room), 'dim')]))],
    width: Math.min(24, Math.max(0, ...machine.map(({ name }) => cellWidth(name)))),
    least: 4,
    dropRank: 10,
  })

const percentColumn = (
  title: string,
  machine: readonly Accelerator[],
  partOf: (one: Accelerator) => Part,
  dropRank: number,
): Column =>
  column({
    cells: titled(title, machine, (one) => {
      const { part, item } = partOf(one)
      if (item === null) return [span('—', 'dim')]
      return [span(part === null ? '—' : formatValue(part, 'ratio', 0), valueRole(item))]
    }),
    width: PERCENT_WIDTH,
    align: 'right',
    dropRank,
  })

/** One cell filled by as much as the number beside it says. */
const blockColumn = (
  machine: readonly Accelerator[],
  partOf: (one: Accelerator) => Part,
  glyphs: Glyphs,
): Column => {
  const signs = INK[glyphs].heights
  return column({
    cells: titled('', machine, (one) => {
      const { part, item } = partOf(one)
      const place = Math.min(signs.length - 1, Math.floor(Math.max(0, part ?? 0) * signs.length))
      return [span(part === null ? '·' : (signs[place] ?? ' '), fillRole(item))]
    }),
    width: 1,
    dropRank: 5,
  })
}

const barColumn = (
  machine: readonly Accelerator[],
  partOf: (one: Accelerator) => Part,
  dropRank: number,
): Column =>
  column({
    cells: [
      cell([]),
      ...machine.map((one) =>
        drawn((room) => {
          const { part, item } = partOf(one)
          return bar({ part, mark: null, role: fillRole(item) }, room)
        }),
      ),
    ],
    width: 10,
    least: 6,
    growsTo: 18,
    gap: 1,
    dropRank,
  })

const fillRole = (item: Item | null): Role =>
  item === null || !isLive(item) ? 'stale' : item.level === 'ok' ? 'bar' : item.level

/** `41 / 80 GiB` */
const usedColumn = (machine: readonly Accelerator[]): Column => {
  const rows = machine.map(({ memoryUsed, memoryTotal }): Row => {
    if (memoryUsed === null) return []
    const total = memoryTotal === null ? '' : ` / ${valueText(memoryTotal)}`
    return [span(`${valueText(memoryUsed)}${total}`, valueRole(memoryUsed))]
  })
  const width = Math.max(0, ...rows.map((row) => cellWidth(row.map(({ text }) => text).join(''))))
  return column({ cells: [cell([]), ...rows.map(cell)], width, align: 'right', dropRank: 8.5 })
}

const valueColumn = (
  title: string,
  machine: readonly Accelerator[],
  itemOf: (one: Accelerator) => Item | null,
  dropRank: number,
): Column => {
  const items = machine.map(itemOf)
  const known = items.filter((item) => item !== null)
  if (known.length === 0) return column({ cells: [], width: 0, dropRank })
  return column({
    cells: titled(title, machine, (one) => {
      const item = itemOf(one)
      return item === null ? [] : [span(valueText(item), valueRole(item))]
    }),
    width: Math.max(
      cellWidth(title),
      ...known.map(({ signal }) => valueWidth(signal)).slice(0, 1),
      ...known.map((item) => cellWidth(valueText(item))),
    ),
    align: 'right',
    dropRank,
  })
}

/** `/ 700 W` */
const limitColumn = (machine: readonly Accelerator[]): Column => {
  const texts = machine.map(({ powerLimit }) =>
    numberOf(powerLimit) === null || powerLimit === null ? '' : `/ ${valueText(powerLimit)}`,
  )
  return column({
    cells: [cell([]), ...texts.map((text) => cell([span(text, 'dim')]))],
    width: Math.max(0, ...texts.map(cellWidth)),
    gap: 1,
    dropRank: 6.5,
  })
}

const badgeColumn = (machine: readonly Accelerator[]): Column =>
  column({
    cells: [
      cell([]),
      ...machine.map(({ level, worst }) => drawn((room) => badge(level, worst?.ageMs ?? null, room))),
    ],
    width: BADGE_WIDTH,
    least: 1,
    isTwoSized: true,
    shrinkRank: 5,
    dropRank: 1.5,
  })
