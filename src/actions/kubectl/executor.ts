import type { EpochMs } from '../../core/time.ts'
import type { PodChange, ServiceChange } from '../change.ts'
import type { Checked, Executor, ObserveResult, Prepared, Reconciled } from '../executor.ts'
import { launch } from '../program/launch.ts'
import { isStillRunning } from '../program/process.ts'
import type { Cluster } from './invocation.ts'
import { judgeOutcome, judgePodOutcome, judgePodState, judgeState } from './judge.ts'
import { observe, type Subject } from './observe.ts'
import { outcomeOf } from './outcome.ts'
import { prepare } from './prepare.ts'
import { type Reader, readDeployment, readPod, readPods, readReplicaSet } from './read.ts'
import { type PodState, readState } from './state.ts'

export type KubectlExecutorOptions = {
  readonly control: Cluster
  readonly change: ServiceChange | PodChange
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => EpochMs
}

/** Changes a deployment of a cluster, or deletes a pod. What came of it is read from the API server. */
export function createKubectlExecutor({ control, change, env, now }: KubectlExecutorOptions): Executor {
  const reader = (signal: AbortSignal): Reader => ({ cluster: control, env, signal })
  const subject = subjectOf(change)

  const reconcile = async ({ before }: Prepared, signal: AbortSignal): Promise<Reconciled> => {
    const state = readState(before.state ?? '')
    if (state.of === 'pod') {
      const pod = await readPod(reader(signal), state.name)
      if (!pod.ok) return unreadable(pod.failure.message)
      return judgePodOutcome(state.name, state.pod?.uid ?? null, pod.value)
    }
    const deployment = await readDeployment(reader(signal), state.name)
    if (!deployment.ok) return unreadable(deployment.failure.message)
    return judgeOutcome(change, state, deployment.value)
  }

  const checkPod = async ({ name, pod }: PodState, signal: AbortSignal): Promise<Checked> => {
    const [now, owner] = await Promise.all([
      readPod(reader(signal), name),
      readReplicaSet(reader(signal), pod?.owner ?? ''),
    ])
    if (!now.ok) return notYet(now.failure.message)
    if (!owner.ok) return notYet(owner.failure.message)
    return judgePodState(pod?.uid ?? null, now.value, owner.value)
  }

  const check = async ({ before }: Prepared, signal: AbortSignal): Promise<Checked> => {
    const state = readState(before.state ?? '')
    if (state.of === 'pod') return checkPod(state, signal)
    const deployment = await readDeployment(reader(signal), state.name)
    if (!deployment.ok) return notYet(deployment.failure.message)
    const pods = await readPods(reader(signal), deployment.value)
    if (!pods.ok) return notYet(pods.failure.message)
    return judgeState(change, state, deployment.value, pods.value)
  }

  return {
    observe: async (signal) => (subject === null ? NOT_ONE : await observe(subject, reader(signal), now)),
    prepare: (observed) => prepare(control, change, observed),
    commit: async ({ step, replicas }, attempt, signal) => {
      if (step.kind !== 'program') throw new Error('a cluster is changed by a program')
      // One request is sent, so it can be ended; left alone it would try again for minutes after a conflict.
      const launched = await launch(step, { attempt, env, signal, givenUp: 'ended' })
      return outcomeOf(launched, replicas[0]?.to ?? null)
    },
    reconcile: async (prepared, attempt, signal) =>
      (await isStillRunning(attempt.folder)) ? unreadable('kubectl still runs') : reconcile(prepared, signal),
    check,
  }
}

/** kubectl's guards are those of one object. */
function subjectOf(change: ServiceChange | PodChange): Subject | null {
  if (change.kind === 'delete-pod') return { of: 'pod', name: change.pod }
  const [name, ...others] = change.kind === 'scale' ? Object.keys(change.to) : change.services
  return name === undefined || others.length > 0 ? null : { of: 'deployment', name }
}

const NOT_ONE: ObserveResult = {
  ok: false,
  failure: {
    kind: 'config',
    message: 'with kubectl one deployment is changed at a time',
    hint: 'name exactly one in the action of the profile',
  },
}

const unreadable = (words: string): Reconciled => ({ kind: 'still-unknown', words, details: [] })
const notYet = (words: string): Checked => ({ kind: 'not-yet', words, details: [] })
