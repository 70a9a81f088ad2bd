import { createHash } from 'node:crypto'

const REVISION = 'deployment.kubernetes.io/revision'

export type Template = {
  metadata: { labels: Record<string, string>; annotations?: Record<string, string> }
  spec: { containers: { name: string; image: string; resources: Record<string, never> }[] }
}

/** One deployment and what its controllers make of it; they have always finished when one looks. */
export type Cluster = {
  /** What is wanted, as others may change it too; call `settle` then. */
  replicas: number
  paused: boolean
  /** Images whose containers end at once. */
  readonly broken: Set<string>
  autoscaler: { readonly min: number; readonly max: number } | null
  readonly template: Template
  readonly resourceVersion: string
  setTemplate(template: Template): void
  /** What the controllers do after a change of what is wanted. */
  settle(): void
  /** A pod came or went: the object changes, what is wanted does not. */
  touch(): void
  deletePod(name: string): boolean
  deployment(): object
  scale(): object
  replicaSets(): object[]
  pods(): { readonly metadata: { readonly name: string } }[]
  autoscalers(): object[]
}

export const NAMESPACE = 'shop'
export const DEPLOYMENT = 'api'

const meta = (name: string, more: object = {}) => ({
  name,
  namespace: NAMESPACE,
  uid: `uid-${name}`,
  ...more,
})

/** A deployment in its second revision, with two replicas. */
export function createCluster(): Cluster {
  let resourceVersion = 100
  let generation = 1
  let made = 0
  let template = templateOf('api:1')
  const revisions: { name: string; template: Template; revision: number }[] = []
  let pods: { name: string; replicaSet: string; image: string }[] = []

  const hash = (one: Template): string =>
    createHash('sha256').update(JSON.stringify(one)).digest('hex').slice(0, 10)
  const current = () => {
    const name = `${DEPLOYMENT}-${hash(template)}`
    const known = revisions.find((one) => one.name === name)
    if (known !== undefined) return known
    const added = { name, template: structuredClone(template), revision: 0 }
    revisions.push(added)
    return added
  }
  const settle = (): void => {
    resourceVersion += 1
    generation += 1
    const set = current()
    const newest = Math.max(...revisions.map(({ revision }) => revision))
    if (set.revision !== newest || newest === 0) set.revision = newest + 1
    pods = pods.filter(({ replicaSet }) => replicaSet === set.name).slice(0, cluster.replicas)
    while (pods.length < cluster.replicas) addPod()
  }
  const addPod = (): void => {
    made += 1
    const name = `${current().name}-${made}`
    pods.push({ name, replicaSet: current().name, image: template.spec.containers[0]?.image ?? '' })
  }
  const isBroken = ({ image }: { readonly image: string }): boolean => cluster.broken.has(image)
  const ready = (): number => pods.filter((pod) => !isBroken(pod)).length

  const cluster: Cluster = {
    replicas: 2,
    paused: false,
    broken: new Set(),
    autoscaler: null,
    get template() {
      return template
    },
    get resourceVersion() {
      return String(resourceVersion)
    },
    setTemplate: (wanted) => {
      template = wanted
      settle()
    },
    settle,
    touch: () => {
      resourceVersion += 1
    },
    deletePod: (name) => {
      if (!pods.some((pod) => pod.name === name)) return false
      pods = pods.filter((pod) => pod.name !== name)
      addPod()
      return true
    },
    deployment: () => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta(DEPLOYMENT, {
        generation,
        resourceVersion: String(resourceVersion),
        annotations: { [REVISION]: String(current().revision) },
      }),
      spec: {
        replicas: cluster.replicas,
        ...(cluster.paused ? { paused: true } : {}),
        selector: { matchLabels: { app: DEPLOYMENT } },
        template,
      },
      status: {
        observedGeneration: generation,
        replicas: pods.length,
        updatedReplicas: pods.length,
        readyReplicas: ready(),
        availableReplicas: ready(),
      },
    }),
    scale: () => ({
      apiVersion: 'autoscaling/v1',
      kind: 'Scale',
      metadata: meta(DEPLOYMENT, { resourceVersion: String(resourceVersion) }),
      spec: { replicas: cluster.replicas },
      status: { replicas: pods.length, selector: `app=${DEPLOYMENT}` },
    }),
    replicaSets: () =>
      revisions.map(({ name, template, revision }) => ({
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        metadata: meta(name, {
          labels: { app: DEPLOYMENT },
          annotations: { [REVISION]: String(revision) },
          ownerReferences: [owner('Deployment', DEPLOYMENT)],
        }),
        spec: {
          replicas: name === current().name ? cluster.replicas : 0,
          selector: { matchLabels: { app: DEPLOYMENT, 'pod-template-hash': name } },
          template: {
            ...template,
            metadata: {
              ...template.metadata,
              labels: { ...template.metadata.labels, 'pod-template-hash': name },
            },
          },
        },
        status: { replicas: 0, readyReplicas: name === current().name ? ready() : 0 },
      })),
    pods: () =>
      pods.map((pod) => ({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: meta(pod.name, {
          labels: { app: DEPLOYMENT },
          ownerReferences: [owner('ReplicaSet', pod.replicaSet)],
        }),
        spec: { containers: template.spec.containers },
        status: statusOf(isBroken(pod)),
      })),
    autoscalers: () =>
      cluster.autoscaler === null
        ? []
        : [
            {
              apiVersion: 'autoscaling/v1',
              kind: 'HorizontalPodAutoscaler',
              metadata: meta(`${DEPLOYMENT}-hpa`),
              spec: {
                scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: DEPLOYMENT },
                minReplicas: cluster.autoscaler.min,
                maxReplicas: cluster.autoscaler.max,
              },
              status: { currentReplicas: cluster.replicas, desiredReplicas: cluster.replicas },
            },
          ],
  }
  settle()
  cluster.setTemplate(templateOf('api:2'))
  return cluster
}

const owner = (kind: string, name: string) => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  uid: `uid-${name}`,
  controller: true,
})

export const templateOf = (image: string): Template => ({
  metadata: { labels: { app: DEPLOYMENT } },
  spec: { containers: [{ name: 'main', image, resources: {} }] },
})

const statusOf = (isBroken: boolean): object =>
  isBroken
    ? {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'False' }],
        containerStatuses: [
          {
            name: 'main',
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 3, reason: 'Error' } },
          },
        ],
      }
    : { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }
