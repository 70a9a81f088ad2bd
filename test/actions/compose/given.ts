import type { Aim } from '../../../src/actions/compose/aim.ts'
import type { Container } from '../../../src/actions/compose/container.ts'
import { PLACEHOLDER } from '../../../src/actions/compose/file.ts'
import type { Project } from '../../../src/actions/compose/invocation.ts'
import { type ProjectState, writeState } from '../../../src/actions/compose/state.ts'
import type { Observed } from '../../../src/actions/executor.ts'

export const PROJECT: Project = {
  program: ['docker-compose'],
  project: 'p',
  files: ['a.yml', 'b.yml'],
  versionVariable: 'VERSION',
}

/** A worker that runs as the files have it, its number being its id. */
export const worker = (number: number, over: Partial<Container> = {}): Container => ({
  id: `worker-${number}`,
  name: `p_worker_${number}`,
  service: 'worker',
  number,
  image: 'bb:1',
  imageId: 'id-1',
  configHash: 'hash-1',
  status: 'running',
  exitCode: 0,
  startedAt: 1_000,
  restarts: 0,
  health: null,
  ...over,
})

export const aState = (over: Partial<ProjectState> = {}): ProjectState => ({
  containers: [worker(1), worker(2)],
  template: { worker: `bb:${PLACEHOLDER}`, store: 'store:1' },
  running: ['1'],
  version: '1',
  hashes: { worker: 'hash-1', store: 'hash-s' },
  versioned: ['worker'],
  images: { 'bb:1': 'id-1' },
  unset: [],
  usage: {},
  ...over,
})

export const observedOf = (over: Partial<ProjectState> = {}): Observed => ({
  facts: [],
  fingerprint: '',
  readAt: 0,
  from: '',
  state: writeState(aState(over)),
})

export const anAim = (over: Partial<Aim> = {}): Aim => ({
  kind: 'scale',
  wanted: { worker: 2 },
  images: {},
  hashes: {},
  before: [],
  ...over,
})
