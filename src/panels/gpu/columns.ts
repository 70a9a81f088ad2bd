import { type Role, type Row, span } from '../../core/row.ts'
import { formatValue } from '../../core/units.ts'
import { cellWidth } from '../../core/width.ts'
import { BADGE_WIDTH, symbol } from '../../widgets/badge.ts'
import { bar } from '../../widgets/bar.ts'
import { truncate } from '../../widgets/fit.ts'
import { type Column, cell, cellsOf, column, drawn, rest } from '../../widgets/table.ts'
import { barRole, levelBadge, noteRow } from '../columns.ts'
import { isLive } from '../item.ts'
import { limitLine } from '../limits.ts'
import { valueRole, valueText, valueWidth } from '../text.ts'
import { type Device, isPending, itemsOfDevice } from './judge.ts'

/** One row a device: name, utilisation, memory, temperature, power. */
export function deviceColumns(devices: readonly Device[]): readonly Column[] {
  return [
    keyColumn(devices),
    column({
      cells: devices.map((device) => drawn((room) => [span(truncate(device.name, room), labelRole(device))])),
      width: Math.min(20, Math.max(0, ...devices.map(({ name }) => cellWidth(name)))),
      least: 4,
      dropRank: 8,
    }),
    titled('util ', percentColumn(devices, 'utilization', 2), 3.6),
    barOf(devices, 'utilization'),
    titled('VRAM ', percentColumn(devices, 'memory', 3), 3.5),
    barOf(devices, 'memory'),
    numberColumn(devices, 'temperature', 4),
    numberColumn(devices, 'power', 6),
    badgeColumn(devices),
  ]
}

/** The same in a few cells, for many devices. */
export function compactColumns(devices: readonly Device[]): readonly Column[] {
  return [
    column({ cells: devices.map(({ level }) => cell([symbol(level)])), width: 1, dropRank: 1 }),
    { ...keyColumn(devices), gap: 1 },
    { ...percentColumn(devices, 'utilization', 2), gap: 1 },
    { ...percentColumn(devices, 'memory', 3), gap: 1 },
    { ...numberColumn(devices, 'temperature', 4), gap: 1 },
  ]
}

const labelRole = ({ level }: Device): Role => (level === 'ok' ? 'dim' : level === 'stale' ? 'stale' : 'text')

function keyColumn(devices: readonly Device[]): Column {
  const names = devices.map(({ key, utilization }) => (key === '' ? utilization.signal.title : `#${key}`))
  const width = Math.max(1, ...names.map(cellWidth))
  return column({
    cells: devices.map((device, index) =>
      drawn((room) => [span(truncate(names[index] ?? '', room), labelRole(device))]),
    ),
    width,
    least: Math.min(width, 6),
    shrinkRank: 1.5,
    align: names.every((name) => name.startsWith('#')) ? 'right' : 'left',
    dropRank: 0,
  })
}

type Percent = 'utilization' | 'memory'

/** `100 %` */
const PERCENT_WIDTH = 5

function partOf(device: Device, which: Percent): number | null {
  if (which === 'memory') return device.memoryPart
  const { value } = device.utilization
  return typeof value === 'number' ? value : null
}

function percentColumn(devices: readonly Device[], which: Percent, rank: number): Column {
  const texts = devices.map((device) => {
    const part = partOf(device, which)
    return device[which] === null ? '' : part === null ? '—' : formatValue(part, 'ratio', 0)
  })
  const widest = Math.max(0, ...texts.map(cellWidth))
  return column({
    cells: devices.map((device, index) => {
      const item = device[which]
      return cell(item === null ? [] : [span(texts[index] ?? '', valueRole(item))])
    }),
    width: widest === 0 ? 0 : Math.max(PERCENT_WIDTH, widest),
    align: 'right',
    dropRank: rank,
  })
}

/** The same column with a name in front of each number; a row of bare percentages says nothing. */
function titled(title: string, values: Column, shrinkRank: number): Column {
  if (values.width === 0) return values
  const width = values.width + title.length
  return {
    ...values,
    width,
    least: values.width,
    growsTo: width,
    isTwoSized: true,
    shrinkRank,
    cells: cellsOf(values.cells, ({ draw }) =>
      drawn((room) => {
        const value = draw(values.width)
        const number = value.map(({ text, role }) => ({ text: text.padStart(values.width), role }))
        return room < width || value.length === 0 ? value : [span(title, 'dim'), ...number]
      }),
    ),
  }
}

function barOf(devices: readonly Device[], which: Percent): Column {
  const hasIt = devices.some((device) => device[which] !== null)
  return column({
    cells: devices.map((device) => drawn((width) => drawBar(device, which, width))),
    width: hasIt ? 8 : 0,
    least: hasIt ? 6 : 0,
    growsTo: hasIt ? 18 : 0,
    gap: 1,
    dropRank: 7,
  })
}

function drawBar(device: Device, which: Percent, width: number): Row {
  const item = device[which]
  if (item === null) return []
  const mark = which === 'memory' ? device.memoryLimit : (limitLine(item)?.value ?? null)
  return bar({ part: partOf(device, which), mark, role: barRole(item) }, width)
}

function numberColumn(devices: readonly Device[], which: 'temperature' | 'power', rank: number): Column {
  const items = devices.map((device) => device[which])
  const known = items.filter((item) => item !== null)
  return column({
    cells: items.map((item) => cell(item === null ? [] : [span(valueText(item), valueRole(item))])),
    width: Math.max(0, ...known.flatMap((item) => [valueWidth(item.signal), cellWidth(valueText(item))])),
    align: 'right',
    dropRank: rank,
  })
}

function badgeColumn(devices: readonly Device[]): Column {
  return column({
    cells: devices.map((device) => {
      const blind = itemsOfDevice(device).find((item) => item.level === device.level && !isLive(item))
      if (blind !== undefined && device.level !== 'ok') return rest((width) => noteRow(blind, width))
      return drawn((width) => levelBadge({ level: device.level, isPending: isPending(device) }, width))
    }),
    width: BADGE_WIDTH,
    least: 1,
    isTwoSized: true,
    shrinkRank: 4.5,
    dropRank: 1,
  })
}
