import type { DurationMs, EpochMs } from '../../core/time.ts'
import type { Checked, Fact, Reconciled } from '../executor.ts'
import type { Aim } from './aim.ts'
import type { Container } from './container.ts'
import { describe, isSteady, type Standing, standingsOf, touchedBesides } from './standing.ts'

type Standings = readonly (readonly [Container, Standing])[]

/**
 * What came of a change whose end nobody saw, by the containers that are there; `unfinished` are those that
 * docker-compose had begun with when it ended.
 */
export function judgeOutcome(
  aim: Aim,
  containers: readonly Container[],
  unfinished: readonly string[],
): Reconciled {
  const standings = standingsOf(aim, containers)
  const words = countWords(aim, standings)
  const details = [...standings.map(factOf), ...touchedBesides(aim, containers)]
  // One that was stopped and is still to be removed is half a downscale: the next `up` would start it again.
  const hasLeft = (aim.kind === 'scale' || aim.kind === 'version') && standings.length > totalOf(aim)
  if (isComplete(aim, standings) && !hasLeft) return { kind: 'applied', words, details }
  if (!isAsBefore(aim, containers)) return { kind: 'partial', words, details }
  if (unfinished.length === 0) return { kind: 'not-applied', words, details }
  const begun = `docker-compose had begun with ${unfinished.join(', ')}, and nothing of it shows yet`
  return { kind: 'still-unknown', words: begun, details }
}

/** Whether what a change wanted is there now. `now` by the engine's clock, or near it. */
export function judgeState(
  aim: Aim,
  containers: readonly Container[],
  now: EpochMs,
  stableMs: DurationMs,
): Checked {
  const standings = standingsOf(aim, containers)
  const words = countWords(aim, standings)
  const besides = touchedBesides(aim, containers)
  const isThere = isComplete(aim, standings)
  const thereOf = (service: string): number =>
    standings.filter(([one, standing]) => one.service === service && standing === 'there').length
  // One that ended where there are enough is only on its way out.
  const ended = standings.filter(
    ([{ service }, standing]) => standing === 'ended' && thereOf(service) < (aim.wanted[service] ?? 0),
  )
  if (ended.length > 0) {
    const names = ended.map(([one]) => `${one.name} ${describe(one)}`).join(', ')
    return { kind: 'failed', words: `${words}; ${names}`, details: [...ended.map(factOf), ...besides] }
  }
  const isWanting = ([one, standing]: Standings[number]): boolean =>
    standing !== 'there' || (aim.kind !== 'stop' && !isSteady(one, aim, now, stableMs))
  const wanting = standings.filter(isWanting)
  const isReached = isThere && wanting.every(([, standing]) => standing !== 'there')
  return { kind: isReached ? 'reached' : 'not-yet', words, details: [...wanting.map(factOf), ...besides] }
}

/** Each service has its replicas as they are to be, and no other that runs. */
function isComplete(aim: Aim, standings: Standings): boolean {
  return Object.entries(aim.wanted).every(([service, wanted]) => {
    const own = standings.filter(([one]) => one.service === service)
    const there = own.filter(([, standing]) => standing === 'there')
    if (aim.kind === 'stop') return there.length === own.length
    return there.length === wanted && own.every((one) => there.includes(one) || one[0].status !== 'running')
  })
}

/** Whether the services of a change have the very containers they had, as they were. */
function isAsBefore(aim: Aim, containers: readonly Container[]): boolean {
  const own = (all: readonly Container[]): string =>
    all
      .filter(({ service }) => Object.hasOwn(aim.wanted, service))
      .map(({ id, status, startedAt }) => `${id} ${status} ${startedAt}`)
      .sort()
      .join('\n')
  return own(containers) === own(aim.before)
}

const DONE: Readonly<Record<Exclude<Aim['kind'], 'stop'>, string>> = {
  scale: 'running',
  start: 'running',
  restart: 'restarted and running',
  version: 'replaced and running',
}

/** `worker 2 of 3 running`; of a stop what still runs. */
function countWords(aim: Aim, standings: Standings): string {
  return Object.entries(aim.wanted)
    .map(([service, wanted]) => {
      const own = standings.filter(([one]) => one.service === service)
      const count = (standing: (one: Standings[number]) => boolean): number => own.filter(standing).length
      if (aim.kind === 'stop') return `${service} ${count(([, how]) => how !== 'there')} running`
      return `${service} ${count(([, how]) => how === 'there')} of ${wanted} ${DONE[aim.kind]}`
    })
    .join(', ')
}

const totalOf = (aim: Aim): number => Object.values(aim.wanted).reduce((sum, count) => sum + count, 0)

const factOf = ([one]: Standings[number]): Fact => ({ name: one.name, value: describe(one) })
