import type { ScaleChange } from '../change.ts'
import type { Observed, PrepareResult, ReplicaChange } from '../executor.ts'
import { writeAim } from './aim.ts'
import type { Container } from './container.ts'
import { imageOf } from './file.ts'
import { environmentOf, type Project, upArgv } from './invocation.ts'
import { missingImage, missingVersion, refuse, unsetWarnings } from './refusal.ts'
import type { ProjectState } from './state.ts'
import { STABLE_MS, targetOf, WITHIN_MS } from './terms.ts'
import { costOf } from './usage.ts'

/** More than any service here has; a guard against a slip of the finger, the limits of the profile come before. */
const MOST = 1000

export function prepareScale(
  project: Project,
  { by, to }: ScaleChange,
  state: ProjectState,
  observed: Observed,
): PrepareResult {
  const services = Object.keys(to)
  // -1 removes every container, with rc 0.
  const odd = services.find((service) => !isCount(to[service]))
  if (odd !== undefined) {
    return refuse(`${to[odd]} is no number of replicas for ${odd}`, `give a whole number from 0 to ${MOST}`)
  }
  const own = (service: string): readonly Container[] =>
    state.containers.filter((one) => one.service === service)
  const replicas = services.map((service) => ({
    service,
    from: own(service).filter(isRunning).length,
    to: to[service] ?? 0,
  }))
  if (replicas.every(({ service, from, to }) => from === to && own(service).length === to)) {
    return refuse(`${words(replicas, 'to')}: that is what runs`, 'nothing is to be done')
  }
  const grows = replicas.some(({ from, to }) => to > from)
  if (grows && state.running.length > 1) {
    return refuse(
      `${services.join(' and ')} run ${state.running.join(' and ')} at once, and new replicas could be only one of them`,
      'finish or take back the change of version first, or scale one service at a time',
    )
  }
  const refused = missingVersion(project, services, state) ?? missingImage(services, state)
  if (refused !== null) return refused
  const { version } = state
  return {
    ok: true,
    prepared: {
      target: targetOf(project),
      step: {
        kind: 'program',
        argv: upArgv(project, to, 'never'),
        env: environmentOf(project, version),
        cwd: project.directory ?? null,
      },
      now: words(replicas, 'from'),
      after: words(replicas, 'to'),
      affected: replicas.flatMap((change) => affectedBy(change, own(change.service))),
      cost: costOf(replicas, state.containers, new Map(Object.entries(state.usage))),
      warnings: [
        ...replicas.flatMap((change) => mixed(change, own(change.service), state)),
        ...unsetWarnings(state),
      ],
      undo: {
        kind: 'change',
        words: `scale back: ${words(replicas, 'from')}`,
        change: {
          kind: 'scale',
          by,
          to: Object.fromEntries(replicas.map(({ service, from }) => [service, from])),
        },
      },
      replicas,
      stableMs: STABLE_MS,
      withinMs: WITHIN_MS,
      before: writeAim({
        kind: 'scale',
        wanted: { ...to },
        images: {},
        hashes: {},
        before: state.containers,
      }),
      observed,
    },
  }
}

const isCount = (count: number | undefined): boolean =>
  count !== undefined && Number.isSafeInteger(count) && count >= 0 && count <= MOST

const isRunning = ({ status }: Container): boolean => status === 'running'

const words = (replicas: readonly ReplicaChange[], which: 'from' | 'to'): string =>
  replicas.map((one) => `${one.service} ${one[which]}`).join(', ')

/**
 * docker-compose counts stopped containers too: it keeps those with the lowest numbers, starts what of them is
 * stopped, and removes the others. Source: compose 1.29.2, service.py, `_execute_convergence_start`.
 */
function affectedBy({ service, from, to }: ReplicaChange, own: readonly Container[]): readonly string[] {
  const ordered = own.toSorted((a, b) => a.number - b.number)
  const created = to - ordered.length
  return [
    ...ordered.slice(0, to).flatMap((one) => (isRunning(one) ? [] : [`${one.name} is started`])),
    ...ordered.slice(to).map(({ name }) => `${name} is stopped and removed`),
    ...(created > 0 ? [`${created} ${service} ${created === 1 ? 'is' : 'are'} created beside ${from}`] : []),
  ]
}

/** Why the replicas would not all be alike. */
function mixed(
  { service, to }: ReplicaChange,
  own: readonly Container[],
  { hashes, images, template, version }: ProjectState,
): readonly string[] {
  const running = own.filter(isRunning)
  if (running.length === 0) return []
  const imageId = images[imageOf(template, service, version) ?? '']
  const unlike = running.filter((one) => one.configHash !== hashes[service] || one.imageId !== imageId)
  if (unlike.length === 0) return []
  const count = `${unlike.length} of ${running.length} ${service}`
  return to > own.length
    ? [
        `mixed configuration: the files or the image have changed since ${count} began, and new ones take the change`,
      ]
    : [`mixed configuration: the files or the image have changed since ${count} began`]
}
