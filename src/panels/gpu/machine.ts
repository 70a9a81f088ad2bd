import type { Model } from '../../core/model.ts'
import { compareLevels, type Level } from '../../core/verdict.ts'
import { type Item, itemsOf, worstOf } from '../item.ts'
import type { GpuConfig } from './config.ts'
import { numberOf, partOf } from './judge.ts'

const ASPECTS = [
  'utilization',
  'memoryFree',
  'memoryUsed',
  'memoryTotal',
  'temperature',
  'power',
  'powerLimit',
  'eccErrors',
  'throttled',
] as const
type Aspect = (typeof ASPECTS)[number]

/** A GPU, or a MIG instance of one, with everything that is read of it. */
export type Accelerator = {
  /** `17`; `0/1` for the MIG instance 1 of GPU 0. */
  readonly key: string
  readonly name: string
  readonly level: Level
  /** What makes the level; null where nothing is read of it. */
  readonly worst: Item | null
  /** Used part of the memory, 0 … 1. */
  readonly memoryPart: number | null
} & Readonly<Record<Aspect, Item | null>>

/** Every GPU and MIG instance that any of the signals knows, by number; a MIG instance tells less than a GPU. */
export function judgeMachine(config: GpuConfig, model: Model): readonly Accelerator[] {
  const series = new Map<Aspect, ReadonlyMap<string, Item>>()
  for (const aspect of ASPECTS) {
    const id = config[aspect]
    if (id !== undefined) series.set(aspect, new Map(itemsOf(model, id).map((item) => [item.key, item])))
  }
  const keys = new Set([...series.values()].flatMap((items) => [...items.keys()]))
  // The series of a signal that nothing is known of has no key.
  if (keys.size > 1) keys.delete('')
  return [...keys]
    .toSorted(byNumber)
    .map((key) => acceleratorOf(key, (aspect) => series.get(aspect)?.get(key) ?? null))
}

let collator: Intl.Collator | null = null

/** `2` before `10`, `0/1` after `0`. A collator is kept, since to make one takes longer than to sort by it. */
function byNumber(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true })
  return collator.compare(a, b)
}

function acceleratorOf(key: string, find: (aspect: Aspect) => Item | null): Accelerator {
  const aspects = {
    utilization: find('utilization'),
    memoryFree: find('memoryFree'),
    memoryUsed: find('memoryUsed'),
    memoryTotal: find('memoryTotal'),
    temperature: find('temperature'),
    power: find('power'),
    powerLimit: find('powerLimit'),
    eccErrors: find('eccErrors'),
    throttled: find('throttled'),
  }
  const items = ASPECTS.map((aspect) => aspects[aspect])
    .filter((item) => item !== null)
    // What need not be told, and is not, makes nothing unknown.
    .filter(({ signal, level }) => !(signal.isOptional && level === 'unknown'))
  const [worst = null] = items.toSorted((a, b) => compareLevels(a.level, b.level))
  return {
    key,
    name: items.find(({ labels }) => labels.name !== undefined)?.labels.name ?? '',
    level: worstOf(items),
    worst,
    memoryPart: partOf(aspects.memoryFree, aspects.memoryUsed, aspects.memoryTotal),
    ...aspects,
  }
}

/** Of the GPUs that are well, the one that is hottest. */
export function hottestOf(machine: readonly Accelerator[]): Accelerator | null {
  const [first = null] = machine
    .filter(({ temperature }) => numberOf(temperature) !== null)
    .toSorted((a, b) => (numberOf(b.temperature) ?? 0) - (numberOf(a.temperature) ?? 0))
  return first
}
