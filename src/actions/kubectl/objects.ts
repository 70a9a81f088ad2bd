import { createHash } from 'node:crypto'
import * as z from 'zod'
import { sanitise } from '../../core/sanitise.ts'
import { parseJson } from '../program/json.ts'

const REVISION = 'deployment.kubernetes.io/revision'
const RESTARTED = 'kubectl.kubernetes.io/restartedAt'

const text = z.string().transform((value) => sanitise(value, 256))
const annotations = z.record(z.string(), z.string()).default({})

const template = z.looseObject({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()).optional(), annotations }).optional(),
  spec: z.looseObject({ containers: z.array(z.looseObject({ image: text.default('') })) }),
})
type Template = z.output<typeof template>

const expression = z.object({
  key: z.string(),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
  values: z.array(z.string()).nullish(),
})

/** A Deployment, as far as actions look at it. Source: apps/v1. */
export const deployment = z
  .object({
    metadata: z.object({ name: text, uid: text, generation: z.int(), annotations }),
    spec: z.object({
      replicas: z.int().default(1),
      paused: z.boolean().default(false),
      selector: z.object({
        matchLabels: z.record(z.string(), z.string()).default({}),
        matchExpressions: z.array(expression).nullish(),
      }),
      template,
    }),
    status: z
      .object({
        observedGeneration: z.int().default(0),
        replicas: z.int().default(0),
        updatedReplicas: z.int().default(0),
        availableReplicas: z.int().default(0),
        conditions: z.array(z.object({ type: z.string(), reason: z.string().optional() })).nullish(),
      })
      .default({ observedGeneration: 0, replicas: 0, updatedReplicas: 0, availableReplicas: 0 }),
  })
  .transform(({ metadata, spec, status }) => ({
    name: metadata.name,
    uid: metadata.uid,
    /** Counts changes of what is wanted; a pod that comes or goes does not count. */
    generation: metadata.generation,
    revision: sanitise(metadata.annotations[REVISION] ?? '', 20),
    replicas: spec.replicas,
    paused: spec.paused,
    selector: selectorOf(spec.selector),
    template: hashOf(spec.template),
    restartedAt: spec.template.metadata?.annotations[RESTARTED] ?? '',
    images: spec.template.spec.containers.map(({ image }) => image),
    observedGeneration: status.observedGeneration,
    current: status.replicas,
    updated: status.updatedReplicas,
    available: status.availableReplicas,
    /** It waited longer than `progressDeadlineSeconds` for its pods. */
    isStuck: (status.conditions ?? []).some(({ reason }) => reason === 'ProgressDeadlineExceeded'),
  }))
export type Deployment = z.output<typeof deployment>

const owners = z.array(z.object({ uid: z.string(), kind: z.string(), name: text })).default([])

const replicaSet = z
  .object({
    metadata: z.object({ annotations, ownerReferences: owners }),
    spec: z.object({ replicas: z.int().default(1), template }),
    status: z.object({ readyReplicas: z.int().default(0) }).default({ readyReplicas: 0 }),
  })
  .transform(({ metadata, spec, status }) => ({
    replicas: spec.replicas,
    ready: status.readyReplicas,
    revision: sanitise(metadata.annotations[REVISION] ?? '', 20),
    owners: metadata.ownerReferences.map(({ uid }) => uid),
    template: hashOf(spec.template),
    images: spec.template.spec.containers.map(({ image }) => image),
  }))
export type Revision = z.output<typeof replicaSet>

const pod = z
  .object({
    metadata: z.object({
      name: text,
      uid: text,
      deletionTimestamp: z.string().nullish(),
      ownerReferences: owners,
    }),
    status: z.object({
      phase: text.default('Unknown'),
      conditions: z.array(z.object({ type: z.string(), status: z.string() })).nullish(),
      containerStatuses: z
        .array(
          z.object({
            state: z.object({ waiting: z.object({ reason: text.default('') }).nullish() }).default({}),
            lastState: z.object({ terminated: z.object({ exitCode: z.int() }).nullish() }).default({}),
          }),
        )
        .nullish(),
    }),
  })
  .transform(({ metadata, status }) => {
    const waiting = (status.containerStatuses ?? []).find(({ state }) => state.waiting != null)
    return {
      name: metadata.name,
      uid: metadata.uid,
      phase: status.phase,
      isReady: (status.conditions ?? []).some((one) => one.type === 'Ready' && one.status === 'True'),
      isGoing: metadata.deletionTimestamp != null,
      /** The controller that makes it anew when it goes; '' where there is none. */
      owner: metadata.ownerReferences[0]?.name ?? '',
      /** Why a container of it does not run: `CrashLoopBackOff`; '' where none waits. */
      waiting: waiting?.state.waiting?.reason ?? '',
      exitCode: waiting?.lastState.terminated?.exitCode ?? null,
    }
  })
export type Pod = z.output<typeof pod>

const autoscaler = z
  .object({
    metadata: z.object({ name: text }),
    spec: z.object({
      scaleTargetRef: z.object({ kind: z.string(), name: z.string() }),
      minReplicas: z.int().default(1),
      maxReplicas: z.int(),
    }),
  })
  .transform(({ metadata, spec }) => ({
    name: metadata.name,
    kind: spec.scaleTargetRef.kind,
    target: spec.scaleTargetRef.name,
    min: spec.minReplicas,
    max: spec.maxReplicas,
  }))
export type Autoscaler = z.output<typeof autoscaler>

const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item) }).transform(({ items }) => items)

/** Each reads what `kubectl get … -o json` printed; null where it is no such answer. */
export const parseDeployment = (text: string): Deployment | null => read(deployment, text)
export const parseRevisions = (text: string): readonly Revision[] | null => read(listOf(replicaSet), text)
export const parsePods = (text: string): readonly Pod[] | null => read(listOf(pod), text)
export const parseAutoscalers = (text: string): readonly Autoscaler[] | null => read(listOf(autoscaler), text)

function read<T extends z.ZodType>(schema: T, text: string): z.output<T> | null {
  const answer = schema.safeParse(parseJson(text))
  return answer.success ? answer.data : null
}

/** As `kubectl get --selector` takes it. */
function selectorOf({
  matchLabels,
  matchExpressions,
}: {
  readonly matchLabels: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly z.output<typeof expression>[] | null | undefined
}): string {
  const labels = Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`)
  return [...labels, ...(matchExpressions ?? []).map(conditionOf)].join(',')
}

function conditionOf({ key, operator, values }: z.output<typeof expression>): string {
  const list = `(${(values ?? []).join(',')})`
  switch (operator) {
    case 'In':
      return `${key} in ${list}`
    case 'NotIn':
      return `${key} notin ${list}`
    case 'Exists':
      return key
    case 'DoesNotExist':
      return `!${key}`
  }
}

/** What tells one template from another: all of it but the label that a ReplicaSet's copy has besides. */
function hashOf({ metadata, spec }: Template): string {
  const { 'pod-template-hash': _, ...labels } = metadata?.labels ?? {}
  const plain = canonical({ labels, annotations: metadata?.annotations ?? {}, spec })
  return createHash('sha256').update(plain).digest('hex').slice(0, 16)
}

/** The same text whatever order the keys stand in. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}
