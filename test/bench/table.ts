import { type Costs, FIGURES } from './budgets.ts'

export type Column = { readonly name: string; readonly costs: Costs }

type Figure = (typeof FIGURES)[number]

/** Costs beside the budgets; in the columns of the others, after the colon, how many times theirs is ours. */
export function renderTable(own: Column, peers: readonly Column[]): string {
  const measured = FIGURES.filter(({ id }) => [own, ...peers].some(({ costs }) => costs[id] !== undefined))
  const head = ['', own.name, 'budget', 'aim', '', ...peers.map(({ name }) => name)]
  const rows = measured.map((figure) => [
    figure.unit === '' ? figure.title : `${figure.title}, ${figure.unit}`,
    format(own.costs[figure.id]),
    figure.most === null ? '' : `≤ ${figure.most}`,
    figure.aim === null ? '' : `≤ ${figure.aim}`,
    judge(figure, own.costs[figure.id]),
    ...peers.map(({ costs }) => compare(own.costs[figure.id], costs[figure.id])),
  ])
  return alignColumns([head, ...rows])
}

/** The figures over their budget. */
export const overBudget = (costs: Costs): readonly Figure[] =>
  FIGURES.filter((figure) => judge(figure, costs[figure.id]) === 'OVER')

function judge({ most, aim }: Figure, cost: number | undefined): string {
  if (cost === undefined || most === null) return ''
  if (cost > most) return 'OVER'
  return aim !== null && cost > aim ? 'ok' : 'aim'
}

function compare(own: number | undefined, other: number | undefined): string {
  if (other === undefined) return ''
  const ratio = own === undefined || other === 0 ? '' : ` : ${(own / other).toFixed(2)}`
  return format(other) + ratio
}

function format(cost: number | undefined): string {
  if (cost === undefined) return '–'
  if (cost === 0) return '0'
  return cost < 1 ? cost.toFixed(4) : cost < 100 ? cost.toFixed(cost < 10 ? 2 : 1) : cost.toFixed(0)
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)))
  const lines = rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  )
  return lines.map((line) => line.trimEnd()).join('\n')
}
