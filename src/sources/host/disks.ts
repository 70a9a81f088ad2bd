import { errorCode } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import { type DurationMs, type EpochMs, formatRoughly } from '../../core/time.ts'
import type { DiskUse, Machine } from './machine.ts'
import { withPatience } from './patience.ts'

/** What became of asking for a mount. */
export type DiskAnswer =
  | { readonly kind: 'use'; readonly use: DiskUse }
  | { readonly kind: 'absent' | 'failed'; readonly reason: string }

export type Disks = {
  /** Asks for one mount, for at most `patienceMs`. Rejects: never. */
  ask(mount: string, now: EpochMs, patienceMs: DurationMs): Promise<DiskAnswer>
}

/**
 * A call to a dead file server hangs and holds one of Node's four threads, which file and name look-ups of every
 * other source need too. So a mount that hangs is not asked again until it answers, and at most two may hang.
 */
const MOST_HANGING = 2
const SHOWN_MOUNTS = 6

export function createDisks(machine: Pick<Machine, 'isMounted' | 'mounts' | 'diskUse'>): Disks {
  const hanging = new Map<string, EpochMs>()

  const look = async (mount: string): Promise<DiskAnswer> => {
    try {
      return (await machine.isMounted(mount))
        ? { kind: 'use', use: await machine.diskUse(mount) }
        : { kind: 'absent', reason: notMounted(mount, await machine.mounts()) }
    } catch (error) {
      return failed(`${sanitise(mount, 64)} can't be read (${errorCode(error)})`)
    } finally {
      hanging.delete(mount)
    }
  }

  return {
    ask: async (mount, now, patienceMs) => {
      const name = sanitise(mount, 64)
      const since = hanging.get(mount)
      if (since !== undefined) return failed(`${name} gives no answer for ${formatRoughly(now - since)}`)
      if (hanging.size >= MOST_HANGING) {
        const others = [...hanging.keys()].map((one) => sanitise(one, 64)).join(' and ')
        return failed(`${name} is not asked while ${others} hang`)
      }
      hanging.set(mount, now)
      return withPatience(
        look(mount),
        patienceMs,
        failed(`${name} gave no answer within ${seconds(patienceMs)} s`),
      )
    },
  }
}

function notMounted(mount: string, mounts: readonly string[]): string {
  const known = mounts.slice(0, SHOWN_MOUNTS).map((one) => sanitise(one, 64))
  const more = mounts.length > known.length ? ', …' : ''
  return `no data: nothing is mounted at ${sanitise(mount, 64)}; mounted are ${known.join(', ')}${more}`
}

const seconds = (ms: DurationMs): string => (ms / 1000).toFixed(1)

const failed = (reason: string): DiskAnswer => ({ kind: 'failed', reason })
