import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceChange } from '../../../src/actions/change.ts'
import { classifyOutput } from '../../../src/actions/kubectl/failure.ts'
import { judgeOutcome, judgePodState, judgeState } from '../../../src/actions/kubectl/judge.ts'
import {
  type Deployment,
  type Pod,
  parseDeployment,
  parsePods,
  parseRevisions,
} from '../../../src/actions/kubectl/objects.ts'
import { outcomeOf } from '../../../src/actions/kubectl/outcome.ts'
import type { DeploymentState } from '../../../src/actions/kubectl/state.ts'

const template = (labels: object, over: object = {}) => ({
  metadata: { creationTimestamp: null, labels },
  spec: { containers: [{ name: 'c', image: 'api:1' }], ...over },
})

const written = (spec: object = {}, metadata: object = {}) =>
  JSON.stringify({
    metadata: {
      name: 'api',
      uid: 'u',
      generation: 3,
      annotations: { 'deployment.kubernetes.io/revision': '7' },
      ...metadata,
    },
    spec: { selector: { matchLabels: { app: 'api' } }, template: template({ app: 'api' }), ...spec },
  })

describe('what kubectl get prints', () => {
  it('is read, with the defaults of the API', () => {
    expect(parseDeployment(written())).toMatchObject({
      revision: '7',
      replicas: 1,
      paused: false,
      selector: 'app=api',
      images: ['api:1'],
      available: 0,
      isStuck: false,
    })
  })

  it('makes a selector of expressions too', () => {
    const matchExpressions = [
      { key: 'tier', operator: 'In', values: ['a', 'b'] },
      { key: 'old', operator: 'DoesNotExist' },
    ]
    expect(parseDeployment(written({ selector: { matchExpressions } }))?.selector).toBe('tier in (a,b),!old')
  })

  it('knows a template again in its ReplicaSet, and another one not', () => {
    const set = (one: object) =>
      parseRevisions(
        JSON.stringify({ items: [{ metadata: { annotations: {} }, spec: { template: one } }] }),
      )?.[0]?.template
    const own = parseDeployment(written())?.template
    expect(set(template({ 'pod-template-hash': 'x', app: 'api' }))).toBe(own)
    expect(set(template({ app: 'api' }, { nodeName: 'n' }))).not.toBe(own)
  })

  it('40: is sanitised', () => {
    expect(parseDeployment(written({}, { name: 'a\u001b[8m' }))?.name).toBe('a\\x1b[8m')
  })

  it('is not guessed at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect([parseDeployment(text), parsePods(text)]).toEqual([null, null])
      }),
      { seed: 4 },
    )
  })
})

describe('the end of kubectl', () => {
  const exit = (code: number, stdout: string, stderr: string, wanted: number | null = 4) =>
    outcomeOf({ kind: 'exited', code, stdout, stderr }, wanted).kind

  it.each<[number: string, stderr: string, kind: string]>([
    ['3', 'error: Expected replicas to be 2, was 5', 'rejected'],
    // After 503 its library sends the PUT again, and then meets what the first one did.
    ['39', 'error: Expected replicas to be 2, was 4', 'unknown'],
    ['39', 'error: Put "https://x/scale": EOF', 'unknown'],
    ['39', 'Error from server (Timeout): the server was unable to return a response', 'unknown'],
    ['39', 'Error from server (InternalError): an error on the server', 'unknown'],
    ['38', 'Error from server (Conflict): the object has been modified', 'unknown'],
    ['12', 'Error from server (NotFound): deployments.apps "x" not found', 'rejected'],
    ['16', 'Error from server (Forbidden): deployments.apps is forbidden', 'rejected'],
    ['37', 'The connection to the server localhost:8080 was refused - did you specify', 'rejected'],
    ['36', 'error: unable to find specified revision 9 in history', 'rejected'],
  ])('%s: %s is %s', (_, stderr, kind) => expect(exit(1, '', stderr)).toBe(kind))

  it('25: rc 0 is no more than accepted, and a skipped undo is nothing done', () => {
    expect(exit(0, 'deployment.apps/api scaled', '')).toBe('accepted')
    expect(exit(0, 'deployment.apps/api skipped rollback (current template …)', '', null)).toBe('rejected')
  })

  it.each<[stderr: string, kind: string]>([
    ['The connection to the server x was refused', 'refused'],
    ['E1125 22:41:44.686870 1 memcache.go:265] "Unhandled"\nUnable to connect to the server: EOF', 'refused'],
    ['error: You must be logged in to the server (Unauthorized)', 'unauthorised'],
    ['Error from server (Forbidden): pods is forbidden', 'unauthorised'],
    ['Error from server (NotFound): deployments.apps "x" not found', 'not-found'],
    ['error: odd', 'program-failed'],
  ])('37: %j is one line', (stderr, kind) => {
    const failure = classifyOutput(1, stderr)
    expect(failure.kind).toBe(kind)
    expect(failure.message).not.toMatch(/\n|E1125/)
  })
})

const before: DeploymentState = {
  of: 'deployment',
  name: 'api',
  generation: 3,
  revision: '2',
  replicas: 2,
  available: 2,
  paused: false,
  template: 'new',
  restartedAt: '',
  images: ['api:2'],
  revisions: [
    { revision: '1', template: 'old', images: ['api:1'] },
    { revision: '2', template: 'new', images: ['api:2'] },
  ],
  pods: [{ name: 'a', uid: 'a', owner: 'api-new' }],
  autoscaler: null,
}

const deployment = (over: Partial<Deployment> = {}): Deployment => ({
  name: 'api',
  uid: 'u',
  generation: 4,
  revision: '2',
  replicas: 4,
  paused: false,
  selector: 'app=api',
  template: 'new',
  restartedAt: '',
  images: ['api:2'],
  observedGeneration: 4,
  current: 4,
  updated: 4,
  available: 4,
  isStuck: false,
  ...over,
})

const pod = (over: Partial<Pod> = {}): Pod => ({
  name: 'b',
  uid: 'b',
  phase: 'Running',
  isReady: true,
  isGoing: false,
  owner: 'api-new',
  waiting: '',
  exitCode: null,
  ...over,
})

const scale: ServiceChange = { kind: 'scale', by: 'c', to: { api: 4 } }
const undo: ServiceChange = { kind: 'version', by: 'c', services: ['api'], to: '1' }
const restart: ServiceChange = { kind: 'restart', by: 'c', services: ['api'] }

describe('what came of a lost answer', () => {
  it.each<[why: string, change: ServiceChange, now: Partial<Deployment>, kind: string]>([
    ['nothing was written', scale, { generation: 3, replicas: 2 }, 'not-applied'],
    ['ours was written', scale, {}, 'applied'],
    ['somebody wrote something else', scale, { replicas: 7 }, 'still-unknown'],
    ['somebody wrote, but no replicas', scale, { replicas: 2 }, 'not-applied'],
    ['it is as the revision was', undo, { template: 'old' }, 'applied'],
    ['it is as before', undo, {}, 'not-applied'],
    ['it is as neither', undo, { template: 'other' }, 'still-unknown'],
    ['a restart is asked for', restart, { restartedAt: 'now' }, 'applied'],
    ['no restart is asked for', restart, {}, 'not-applied'],
  ])('39: %s', (_, change, now, kind) => {
    expect(judgeOutcome(change, before, deployment(now)).kind).toBe(kind)
  })
})

describe('whether a deployment is there', () => {
  it.each<[why: string, now: Partial<Deployment>, pods: readonly Pod[], kind: string]>([
    ['all are available', {}, [pod()], 'reached'],
    ['the controller has not seen it', { observedGeneration: 3 }, [], 'not-yet'],
    ['old ones are still there', { current: 5 }, [], 'not-yet'],
    ['not all are of the new template', { updated: 3 }, [], 'not-yet'],
    ['not all are available', { available: 3 }, [pod({ isReady: false })], 'not-yet'],
    ['somebody changed it again', { replicas: 2, current: 2, updated: 2, available: 2 }, [], 'not-yet'],
    ['a new one crashes', { available: 3 }, [pod({ waiting: 'CrashLoopBackOff', exitCode: 3 })], 'failed'],
    ['its image is missing', { available: 3 }, [pod({ waiting: 'ImagePullBackOff' })], 'failed'],
    ['it is being made', { available: 3 }, [pod({ waiting: 'ContainerCreating' })], 'not-yet'],
    [
      'one from before crashes',
      { available: 3 },
      [pod({ uid: 'a', waiting: 'CrashLoopBackOff' })],
      'not-yet',
    ],
    ['its deadline has passed', { available: 3, isStuck: true }, [], 'failed'],
  ])('25: %s', (_, now, pods, kind) => {
    expect(judgeState(scale, before, deployment(now), pods).kind).toBe(kind)
  })

  it('a deleted pod is there as long as it is, and another must be ready', () => {
    const owner = { replicas: 2, ready: 1, revision: '2', owners: [], template: '', images: [] }
    expect(judgePodState('b', pod({ isGoing: true }), owner).kind).toBe('not-yet')
    expect(judgePodState('b', null, owner)).toMatchObject({ kind: 'not-yet', words: 'gone, 1 of 2 ready' })
    expect(judgePodState('b', pod({ uid: 'c' }), { ...owner, ready: 2 }).kind).toBe('reached')
  })
})
