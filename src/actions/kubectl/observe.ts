import type { EpochMs } from '../../core/time.ts'
import type { Fact, ObserveResult } from '../executor.ts'
import type { Read } from '../program/read.ts'
import type { Pod } from './objects.ts'
import { type Reader, readAutoscaler, readDeployment, readPod, readPods, readRevisions } from './read.ts'
import { type State, writeState } from './state.ts'

/** What is looked at: a deployment by its name, or a pod. */
export type Subject = { readonly of: 'deployment' | 'pod'; readonly name: string }

export async function observe(subject: Subject, reader: Reader, now: () => EpochMs): Promise<ObserveResult> {
  const read =
    subject.of === 'pod' ? await podState(subject.name, reader) : await stateOf(subject.name, reader)
  if (!read.ok) return read
  const { state, fingerprint, facts } = read.value
  return {
    ok: true,
    observed: {
      facts,
      fingerprint,
      readAt: now(),
      from: `kubectl get ${subject.of}/${subject.name}`,
      state: writeState(state),
    },
  }
}

type Reading = { readonly state: State; readonly fingerprint: string; readonly facts: readonly Fact[] }

async function stateOf(name: string, reader: Reader): Promise<Read<Reading>> {
  const found = await readDeployment(reader, name)
  if (!found.ok) return found
  const deployment = found.value
  const [revisions, pods, autoscaler] = await Promise.all([
    readRevisions(reader, deployment),
    readPods(reader, deployment),
    readAutoscaler(reader, deployment),
  ])
  if (!revisions.ok) return revisions
  if (!pods.ok) return pods
  const { uid, generation, revision, replicas, available, paused, template, restartedAt, images } = deployment
  const state: State = {
    of: 'deployment',
    ...{ name, generation, revision, replicas, available, paused, template, restartedAt, images },
    revisions: revisions.value.map(({ revision, template, images }) => ({ revision, template, images })),
    pods: pods.value.map(short),
    autoscaler:
      autoscaler === null ? null : { name: autoscaler.name, min: autoscaler.min, max: autoscaler.max },
  }
  return {
    ok: true,
    value: {
      state,
      // Not the resourceVersion: a pod that comes or goes changes that, and during an incident pods always do.
      fingerprint: JSON.stringify([uid, generation, replicas, revision]),
      facts: [
        { name: 'replicas', value: `${replicas}, ${available} available` },
        { name: 'revision', value: `${revision} (${images.join(', ')})` },
      ],
    },
  }
}

async function podState(name: string, reader: Reader): Promise<Read<Reading>> {
  const found = await readPod(reader, name)
  if (!found.ok) return found
  const pod = found.value
  return {
    ok: true,
    value: {
      state: { of: 'pod', name, pod: pod === null ? null : short(pod) },
      fingerprint: pod?.uid ?? '',
      facts: pod === null ? [] : [{ name: 'pod', value: `${pod.phase}${pod.isReady ? ', ready' : ''}` }],
    },
  }
}

const short = ({ name, uid, owner }: Pod) => ({ name, uid, owner })
