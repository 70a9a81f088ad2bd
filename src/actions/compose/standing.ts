import type { DurationMs, EpochMs } from '../../core/time.ts'
import type { Fact } from '../executor.ts'
import type { Aim } from './aim.ts'
import type { Container } from './container.ts'

/** How far a container is on its way to what a change wants of it. */
export type Standing =
  | 'there'
  /** Not, or not yet. */
  | 'short'
  /** It was to run, and ended by itself. */
  | 'ended'
  /** Neither touched nor as wanted. */
  | 'untouched'

/** How each container of the services of a change stands. Those that are gone are not among them. */
export function standingsOf(
  aim: Aim,
  containers: readonly Container[],
): readonly (readonly [Container, Standing])[] {
  const before = new Map(aim.before.map((one) => [one.id, one]))
  return containers
    .filter(({ service }) => Object.hasOwn(aim.wanted, service))
    .map((one) => [one, standingOf(aim, one, before.get(one.id))] as const)
}

function standingOf(aim: Aim, one: Container, before: Container | undefined): Standing {
  const isUntouched = before !== undefined && isSame(one, before)
  if (isAsWanted(aim, one, before)) return 'there'
  if (isUntouched) return 'untouched'
  const hasEnded =
    one.status === 'exited' || one.status === 'dead' || (one.status === 'created' && one.exitCode !== 0)
  return hasEnded && aim.kind !== 'stop' ? 'ended' : 'short'
}

const isSame = (one: Container, before: Container): boolean =>
  one.status === before.status && one.startedAt === before.startedAt

function isAsWanted(aim: Aim, one: Container, before: Container | undefined): boolean {
  switch (aim.kind) {
    case 'scale':
    case 'start':
      return one.status === 'running'
    case 'stop':
      return one.status === 'exited' || one.status === 'dead' || one.status === 'created'
    case 'restart':
      return one.status === 'running' && one.startedAt !== before?.startedAt
    case 'version':
      // A container that was right before is left as it is by compose, and known by the hash.
      return (
        one.status === 'running' &&
        (before === undefined
          ? one.imageId === aim.images[one.service]
          : one.configHash === aim.hashes[one.service])
      )
  }
}

/** Whether it has run long enough since the engine last had to start it again; a crash loop runs most of the time. */
export function isSteady(one: Container, aim: Aim, now: EpochMs, stableMs: DurationMs): boolean {
  if (one.health !== null && one.health !== 'healthy') return false
  const restarts = aim.before.find(({ id }) => id === one.id)?.restarts ?? 0
  return one.restarts <= restarts || now - one.startedAt >= stableMs
}

/** `running`, `running, unhealthy`, `exited (3)`, `restarting (1), 4 times`. */
export function describe({ status, exitCode, health, restarts }: Container): string {
  const code = status === 'running' || status === 'paused' ? '' : ` (${exitCode})`
  const again = restarts === 0 ? '' : `, started again ${restarts} times`
  return `${status}${code}${health === null ? '' : `, ${health}`}${again}`
}

/** Containers of other services that are not those of before: what a change must not have done. */
export function touchedBesides(aim: Aim, containers: readonly Container[]): readonly Fact[] {
  const others = (all: readonly Container[]): readonly Container[] =>
    all.filter(({ service }) => !Object.hasOwn(aim.wanted, service))
  const ids = (all: readonly Container[]): ReadonlySet<string> => new Set(all.map(({ id }) => id))
  const [known, seen] = [ids(aim.before), ids(containers)]
  const changed = [
    ...others(containers).filter(({ id }) => !known.has(id)),
    ...others(aim.before).filter(({ id }) => !seen.has(id)),
  ]
  const names = [...new Set(changed.map(({ name }) => name))]
  return names.length === 0 ? [] : [{ name: 'changed besides', value: names.join(', ') }]
}
