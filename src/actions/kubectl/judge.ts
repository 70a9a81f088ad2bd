import type { PodChange, ServiceChange } from '../change.ts'
import type { Checked, Fact, Reconciled } from '../executor.ts'
import type { Deployment, Pod, Revision } from './objects.ts'
import type { DeploymentState } from './state.ts'

/** What came of a change of a deployment whose answer was lost. */
export function judgeOutcome(
  change: ServiceChange | PodChange,
  before: DeploymentState,
  { generation, replicas, template, restartedAt }: Deployment,
): Reconciled {
  const as = (kind: Reconciled['kind'], words: string): Reconciled => ({ kind, words, details: [] })
  if (generation === before.generation) return as('not-applied', `as it was: ${before.replicas} replicas`)
  switch (change.kind) {
    case 'scale': {
      const wanted = change.to[before.name] ?? before.replicas
      if (replicas === wanted) return as('applied', `${replicas} replicas are asked for`)
      const others = `${replicas} replicas, neither ${before.replicas} nor ${wanted}: somebody else changed it`
      return replicas === before.replicas
        ? as('not-applied', `${replicas} replicas`)
        : as('still-unknown', others)
    }
    case 'version': {
      const wanted = before.revisions.find(({ revision }) => revision === change.to)
      if (template === wanted?.template) return as('applied', `it is as revision ${change.to} was`)
      if (template === before.template) return as('not-applied', `it is as revision ${before.revision} was`)
      return as(
        'still-unknown',
        `it is neither as before nor as revision ${change.to}: somebody else changed it`,
      )
    }
    default:
      return restartedAt === before.restartedAt
        ? as('not-applied', 'no restart is asked for')
        : as('applied', `a restart is asked for, at ${restartedAt}`)
  }
}

/** Why a pod will not start by itself, or not soon. Source: the kubelet's reasons of waiting. */
const HOPELESS =
  /^(CrashLoopBackOff|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|CreateContainer\w*Error|RunContainerError)$/

/**
 * Whether a deployment has come to what is asked for: the rule of `kubectl rollout status`, which can't be used as it
 * waits, and for ever if it is let. Source: kubectl, pkg/polymorphichelpers/rollout_status.go.
 */
export function judgeState(
  change: ServiceChange | PodChange,
  before: DeploymentState,
  deployment: Deployment,
  pods: readonly Pod[],
): Checked {
  const { replicas, available, updated, current, generation, observedGeneration, isStuck } = deployment
  const wanted = change.kind === 'scale' ? change.to[before.name] : replicas
  const words = `${available} of ${wanted} available`
  const known = new Set(before.pods.map(({ uid }) => uid))
  const hopeless = pods.filter(({ uid, waiting }) => !known.has(uid) && HOPELESS.test(waiting))
  const details = pods.filter(({ isReady, isGoing }) => !isReady || isGoing).map(factOf)
  if (replicas !== wanted) {
    return { kind: 'not-yet', words: `${replicas} replicas are asked for now, not ${wanted}`, details }
  }
  if (hopeless.length > 0) {
    const reasons = hopeless.map((pod) => `${pod.name} ${factOf(pod).value}`).join(', ')
    return { kind: 'failed', words: `${words}; ${reasons}`, details }
  }
  if (isStuck) return { kind: 'failed', words: `${words}; its progress deadline has passed`, details }
  const isNew = generation > before.generation
  const isReached =
    isNew &&
    observedGeneration >= generation &&
    updated === replicas &&
    current === updated &&
    available === updated
  return { kind: isReached ? 'reached' : 'not-yet', words, details }
}

/** What came of the deletion of a pod: gone, or on its way. */
export const judgePodOutcome = (name: string, uid: string | null, now: Pod | null): Reconciled =>
  now === null || now.uid !== uid || now.isGoing
    ? { kind: 'applied', words: `${name} goes`, details: [] }
    : { kind: 'not-applied', words: `${name} is there as it was`, details: [] }

/** Whether a deleted pod is gone and another is ready in its place. */
export function judgePodState(uid: string | null, now: Pod | null, owner: Revision | null): Checked {
  const isGone = now === null || now.uid !== uid
  const words = owner === null ? '' : `${owner.ready} of ${owner.replicas} ready`
  const isReached = isGone && (owner === null || owner.ready >= owner.replicas)
  return {
    kind: isReached ? 'reached' : 'not-yet',
    words: [isGone ? 'gone' : 'still there', words].filter(Boolean).join(', '),
    details: [],
  }
}

function factOf({ name, phase, waiting, exitCode, isGoing }: Pod): Fact {
  const why = waiting === '' ? '' : `, ${waiting}${exitCode === null ? '' : ` (exit code ${exitCode})`}`
  return { name, value: `${isGoing ? 'terminating' : phase}${why}` }
}
