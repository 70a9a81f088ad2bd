import * as z from 'zod'
import { formatNumber, formatValue } from '../../core/units.ts'
import type { Fact, ReplicaChange } from '../executor.ts'
import { parseJson } from '../program/json.ts'
import type { Container } from './container.ts'

/** What one container takes now. */
export type Usage = { readonly cores: number; readonly bytes: number }

const line = z.object({ ID: z.string(), CPUPerc: z.string(), MemUsage: z.string() })

/** Reads what `docker stats --no-stream --format '{{json .}}'` printed, by short id. What is no figure is left out. */
export function parseStats(text: string): ReadonlyMap<string, Usage> {
  const lines = text.split('\n').filter((one) => one.trim() !== '')
  return new Map(
    lines.flatMap((one) => {
      const usage = parseLine(one)
      return usage === null ? [] : [usage]
    }),
  )
}

function parseLine(text: string): [string, Usage] | null {
  const read = line.safeParse(parseJson(text))
  if (!read.success) return null
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(read.data.CPUPerc)?.[1]
  const bytes = parseSize(read.data.MemUsage.split('/')[0]?.trim() ?? '')
  if (percent === undefined || bytes === null) return null
  return [read.data.ID, { cores: Number(percent) / 100, bytes }]
}

const SIZES: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
}

function parseSize(text: string): number | null {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?) ?([A-Za-z]+)$/.exec(text) ?? []
  const size = SIZES[unit]
  return amount === undefined || size === undefined ? null : Number(amount) * size
}

/** What a scale takes or frees: the average of a service's replicas, times how many come or go. */
export function costOf(
  replicas: readonly ReplicaChange[],
  containers: readonly Container[],
  usage: ReadonlyMap<string, Usage>,
): readonly Fact[] {
  let cores = 0
  let bytes = 0
  for (const { service, from, to } of replicas) {
    const known = containers.flatMap((one) => (one.service === service ? (usage.get(short(one)) ?? []) : []))
    if (known.length === 0) return []
    const average = (pick: (one: Usage) => number): number =>
      known.reduce((sum, one) => sum + pick(one), 0) / known.length
    cores += (to - from) * average((one) => one.cores)
    bytes += (to - from) * average((one) => one.bytes)
  }
  const sign = (value: number): string => (value > 0 ? '+' : '')
  return [
    { name: 'CPU', value: `${sign(cores)}${formatNumber(cores, 'number', 2)} cores` },
    { name: 'memory', value: `${sign(bytes)}${formatValue(bytes, 'bytes')}` },
  ]
}

/** As `docker stats` names a container. */
const short = ({ id }: Container): string => id.slice(0, 12)
