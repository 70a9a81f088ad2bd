import type { Model } from '../../core/model.ts'
import { compareLevels, type Level } from '../../core/verdict.ts'
import { firstItem, type Item, worstOf } from '../item.ts'
import type { ServicesConfig } from './config.ts'

const ASPECTS = ['health', 'replicas', 'queue', 'restarts', 'version'] as const
type Aspect = (typeof ASPECTS)[number]

/** One service with all that is read of it. */
export type Service = {
  readonly name: string
  readonly level: Level
  /** The one of its signals that makes the level; null where none is read of it. */
  readonly worst: Item | null
} & Readonly<Record<Aspect, Item | null>>

/** The services that the panel names, in its order. */
export function judgeEach({ services }: ServicesConfig, model: Model): readonly Service[] {
  return services.map((service) => {
    const of = (aspect: Aspect): Item | null => {
      const id = service[aspect]
      return id === undefined ? null : firstItem(model, id)
    }
    const aspects = {
      health: of('health'),
      replicas: of('replicas'),
      queue: of('queue'),
      restarts: of('restarts'),
      version: of('version'),
    }
    const items = ASPECTS.map((aspect) => aspects[aspect]).filter((item) => item !== null)
    const [worst = null] = items.toSorted((a, b) => compareLevels(a.level, b.level))
    return { name: service.name, level: worstOf(items), worst, ...aspects }
  })
}

/** The panel's signals that none of its services shows. */
export function othersOf({ services, signals }: ServicesConfig): readonly string[] {
  const shown = new Set(services.flatMap((service) => ASPECTS.map((aspect) => service[aspect])))
  return signals.filter((id) => !shown.has(id))
}
