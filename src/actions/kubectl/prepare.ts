import type { DurationMs } from '../../core/time.ts'
import type { PodChange, PowerChange, ScaleChange, ServiceChange, VersionChange } from '../change.ts'
import type { Observed, Prepared, PrepareResult, Undo } from '../executor.ts'
import { type Cluster, changeArgv } from './invocation.ts'
import { type DeploymentState, type PodState, readState } from './state.ts'

/** How long the wanted pods must be available before it counts, and how long they may take to come. */
const STABLE_MS: DurationMs = 30_000
const WITHIN_MS: DurationMs = 600_000

/** More than any deployment here has; a guard against a slip of the finger, the limits of the profile come before. */
const MOST = 1000

/** What would be done in a namespace, or why not. Pure. */
export function prepare(
  cluster: Cluster,
  change: ServiceChange | PodChange,
  observed: Observed,
): PrepareResult {
  const state = readState(observed.state)
  if (change.kind === 'delete-pod') {
    return state.of === 'pod' ? preparePod(cluster, state, observed) : refuse('it is no pod', 'name a pod')
  }
  if (state.of !== 'deployment') return refuse('it is no deployment', 'name a deployment')
  switch (change.kind) {
    case 'scale':
      return prepareScale(cluster, change, state, observed)
    case 'version':
      return prepareVersion(cluster, change, state, observed)
    case 'restart':
      return prepareRestart(cluster, change, state, observed)
    case 'stop':
    case 'start':
      return refuse(`a deployment has no ${change.kind}`, 'scale it instead; to 0 it stops')
  }
}

function prepareScale(
  cluster: Cluster,
  { by, to }: ScaleChange,
  state: DeploymentState,
  observed: Observed,
): PrepareResult {
  const { name, replicas: from, autoscaler } = state
  const wanted = to[name]
  if (wanted === undefined || !Number.isSafeInteger(wanted) || wanted < 0 || wanted > MOST) {
    return refuse(`${wanted} is no number of replicas for ${name}`, `give a whole number from 0 to ${MOST}`)
  }
  if (wanted === from) return refuse(`${name} has ${from} replicas already`, 'nothing is to be done')
  const warning =
    autoscaler === null
      ? []
      : [
          `the autoscaler ${autoscaler.name} sets the replicas within ${autoscaler.min} … ${autoscaler.max}, and may change them back`,
        ]
  return prepared(cluster, state, observed, {
    // The PUT that this makes is refused by the server where anything came in between; without it, a blind PATCH.
    words: ['scale', `deployment/${name}`, `--current-replicas=${from}`, `--replicas=${wanted}`],
    now: `${from} replicas`,
    after: `${wanted} replicas`,
    affected: wanted > from ? [`${wanted - from} pods are created`] : [`${from - wanted} of ${from} pods go`],
    warnings: warning,
    undo: {
      kind: 'change',
      words: `back to ${from} replicas`,
      change: { kind: 'scale', by, to: { [name]: from } },
    },
    replicas: [{ service: name, from, to: wanted }],
  })
}

function prepareVersion(
  cluster: Cluster,
  { by, to, services }: VersionChange,
  state: DeploymentState,
  observed: Observed,
): PrepareResult {
  const { name, revision, revisions, paused, images, template } = state
  const target = revisions.find((one) => one.revision === to)
  if (paused) return refuse(`the roll-out of ${name} is paused`, `kubectl rollout resume deployment/${name}`)
  if (target === undefined) {
    const known = revisions.map((one) => Number(one.revision)).sort((a, b) => a - b)
    return refuse(`${name} has no revision ${to}`, `the cluster keeps ${known.join(', ')}`)
  }
  if (target.template === template)
    return refuse(`${name} runs revision ${to} already`, 'nothing is to be done')
  return prepared(cluster, state, observed, {
    words: ['rollout', 'undo', `deployment/${name}`, `--to-revision=${to}`],
    now: `revision ${revision} (${images.join(', ')})`,
    after: `as revision ${to} was (${target.images.join(', ')})`,
    affected: state.pods.map((pod) => `${pod.name} is replaced`),
    warnings: [],
    undo: {
      kind: 'change',
      words: `back to revision ${revision}`,
      change: { kind: 'version', by, services, to: revision },
    },
    replicas: [],
  })
}

function prepareRestart(
  cluster: Cluster,
  _: PowerChange,
  state: DeploymentState,
  observed: Observed,
): PrepareResult {
  const { name, paused, pods } = state
  if (paused) return refuse(`the roll-out of ${name} is paused`, `kubectl rollout resume deployment/${name}`)
  return prepared(cluster, state, observed, {
    words: ['rollout', 'restart', `deployment/${name}`],
    now: `${pods.length} pods`,
    after: `${state.replicas} new pods, one after the other`,
    affected: pods.map((pod) => `${pod.name} is replaced`),
    warnings: [],
    undo: { kind: 'none', why: 'a restart is over once it is done' },
    replicas: [],
  })
}

function preparePod(cluster: Cluster, state: PodState, observed: Observed): PrepareResult {
  const { name, pod } = state
  if (pod === null) return refuse(`there is no pod ${name}`, 'see kubectl get pods')
  if (pod.owner === '')
    return refuse(`nothing would make ${name} anew`, 'it belongs to no controller; leave it')
  return prepared(cluster, state, observed, {
    words: ['delete', `pod/${name}`, '--wait=false'],
    now: `${name} is there`,
    after: `another pod of ${pod.owner}`,
    affected: [`${name} is deleted`],
    warnings: [],
    undo: { kind: 'none', why: 'a deleted pod does not come back; its controller makes another' },
    replicas: [],
  })
}

type Content = Pick<Prepared, 'now' | 'after' | 'affected' | 'warnings' | 'replicas'> & {
  readonly words: readonly string[]
  readonly undo: Undo
}

function prepared(
  cluster: Cluster,
  state: DeploymentState | PodState,
  observed: Observed,
  { words, ...content }: Content,
): PrepareResult {
  return {
    ok: true,
    prepared: {
      ...content,
      target: `kubectl ${cluster.namespace}/${state.of}/${state.name}`,
      step: { kind: 'program', argv: changeArgv(cluster, words), env: {}, cwd: null },
      cost: [],
      stableMs: STABLE_MS,
      withinMs: WITHIN_MS,
      before: { state: observed.state },
      observed,
    },
  }
}

const refuse = (reason: string, hint: string): PrepareResult => ({ ok: false, refusal: { reason, hint } })
