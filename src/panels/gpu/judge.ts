import type { Model } from '../../core/model.ts'
import type { Level } from '../../core/verdict.ts'
import { type Item, itemsOf, worstOf } from '../item.ts'
import type { GpuConfig } from './config.ts'

export type Device = {
  readonly key: string
  /** As the driver calls it; empty where the source does not say. */
  readonly name: string
  readonly level: Level
  readonly utilization: Item
  /** Used part of the memory, 0 … 1; null while it is not known. */
  readonly memoryPart: number | null
  /** Part of the memory that may be used, or null without a limit. */
  readonly memoryLimit: number | null
  /** The signal that judges the memory, or null where none is configured. */
  readonly memory: Item | null
  readonly temperature: Item | null
  readonly power: Item | null
}

export type Gpu = {
  readonly level: Level
  readonly devices: readonly Device[]
  readonly items: readonly Item[]
}

export const signalsOf = (config: GpuConfig): readonly string[] =>
  [
    config.utilization,
    config.memoryFree,
    config.memoryUsed,
    config.memoryTotal,
    config.temperature,
    config.power,
  ].filter((id) => id !== undefined)

export function judgeGpu(config: GpuConfig, model: Model): Gpu {
  const byKey = new Map(
    signalsOf(config).map((id) => [id, new Map(itemsOf(model, id).map((item) => [item.key, item]))] as const),
  )
  const find: Find = (id, key) => (id === undefined ? null : (byKey.get(id)?.get(key) ?? null))
  const devices = itemsOf(model, config.utilization).map((item) => deviceOf(config, item, find))
  const items = devices.flatMap(itemsOfDevice)
  return { level: worstOf(items), devices, items }
}

/** Whether one of its limits is broken, though not yet for long enough. */
export const isPending = (device: Device): boolean =>
  device.level === 'ok' && itemsOfDevice(device).some((item) => item.isPending)

export function itemsOfDevice({ utilization, memory, temperature, power }: Device): readonly Item[] {
  return [utilization, memory, temperature, power].filter((item) => item !== null)
}

/** The series of that signal for a device; many devices look up many signals, so they are indexed once. */
type Find = (id: string | undefined, key: string) => Item | null

function deviceOf(config: GpuConfig, utilization: Item, find: Find): Device {
  const { key } = utilization
  const free = find(config.memoryFree, key)
  const used = find(config.memoryUsed, key)
  const memory = free ?? used
  const temperature = find(config.temperature, key)
  const power = find(config.power, key)
  const parts = [utilization, memory, temperature, power].filter((item) => item !== null)
  return {
    key,
    name: utilization.labels.name ?? '',
    level: worstOf(parts),
    utilization,
    memoryPart: partOf(free, used, find(config.memoryTotal, key)),
    memoryLimit: limitOf(free),
    memory,
    temperature,
    power,
  }
}

export function partOf(free: Item | null, used: Item | null, total: Item | null): number | null {
  const freePart = numberOf(free)
  if (freePart !== null) return 1 - freePart
  const usedBytes = numberOf(used)
  const totalBytes = numberOf(total)
  return usedBytes === null || totalBytes === null || totalBytes <= 0 ? null : usedBytes / totalBytes
}

/** Also of a value that is stale: it is shown, dimmed. */
export const numberOf = (item: Item | null): number | null =>
  item !== null && typeof item.value === 'number' ? item.value : null

function limitOf(free: Item | null): number | null {
  const limit = free?.verdict.limit
  return typeof limit === 'number' ? 1 - limit : null
}

export const levelsOf = (devices: readonly Device[]): readonly Level[] => devices.map(({ level }) => level)
