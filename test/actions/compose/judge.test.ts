import { describe, expect, it } from 'vitest'
import type { Aim } from '../../../src/actions/compose/aim.ts'
import type { Container } from '../../../src/actions/compose/container.ts'
import { judgeOutcome, judgeState } from '../../../src/actions/compose/judge.ts'
import { anAim, worker } from './given.ts'

const NOW = 100_000
const STABLE = 30_000

const store = worker(1, { id: 'store-1', name: 'p_store_1', service: 'store' })
const old = worker(1)
const gone = { status: 'exited', exitCode: 137 } as const
const fresh = { startedAt: NOW - 5_000 }

describe('what came of a change of unknown end', () => {
  it.each<[why: string, aim: Partial<Aim>, containers: readonly Container[], kind: string]>([
    ['all are there', { before: [old] }, [old, worker(2)], 'applied'],
    ['none has come', { before: [old] }, [old], 'not-applied'],
    ['one of two has come', { wanted: { worker: 3 }, before: [old] }, [old, worker(2)], 'partial'],
    ['one was made and not started', { before: [old] }, [old, worker(2, { status: 'created' })], 'partial'],
    [
      'one is stopped and still to be removed',
      { wanted: { worker: 1 }, before: [old, worker(2)] },
      [old, worker(2, gone)],
      'partial',
    ],
    [
      'all are replaced',
      { kind: 'version', wanted: { worker: 1 }, images: { worker: 'id-2' }, before: [old] },
      [worker(9, { imageId: 'id-2', configHash: 'hash-2' })],
      'applied',
    ],
    [
      'one is replaced and one is not',
      { kind: 'version', images: { worker: 'id-2' }, before: [old, worker(2)] },
      [worker(9, { imageId: 'id-2' }), worker(2)],
      'partial',
    ],
    [
      'the old one is stopped and no new one is there',
      { kind: 'version', wanted: { worker: 1 }, images: { worker: 'id-2' }, before: [old] },
      [worker(1, gone)],
      'partial',
    ],
    [
      'all began anew',
      { kind: 'restart', wanted: { worker: 1 }, before: [old] },
      [worker(1, fresh)],
      'applied',
    ],
    ['none began anew', { kind: 'restart', wanted: { worker: 1 }, before: [old] }, [old], 'not-applied'],
    [
      'half of them stopped',
      { kind: 'stop', wanted: { worker: 0 }, before: [old, worker(2)] },
      [old, worker(2, gone)],
      'partial',
    ],
    ['all stopped', { kind: 'stop', wanted: { worker: 0 }, before: [old] }, [worker(1, gone)], 'applied'],
  ])('33: %s', (_, aim, containers, kind) => {
    expect(judgeOutcome(anAim(aim), containers, []).kind).toBe(kind)
  })

  it('34: nothing shows of what was begun: the engine may still do it', () => {
    const aim = anAim({ wanted: { worker: 0 }, before: [old] })
    expect(judgeOutcome(aim, [old], ['p_worker_1'])).toMatchObject({
      kind: 'still-unknown',
      words: 'docker-compose had begun with p_worker_1, and nothing of it shows yet',
    })
  })

  it('33: names each container and what it does', () => {
    const aim = anAim({ wanted: { worker: 1 }, before: [old, worker(2)] })
    expect(judgeOutcome(aim, [old, worker(2, gone)], []).details).toEqual([
      { name: 'p_worker_1', value: 'running' },
      { name: 'p_worker_2', value: 'exited (137)' },
    ])
  })
})

describe('whether a change is there', () => {
  const scaled = { wanted: { worker: 2 }, before: [old] }
  it.each<[why: string, aim: Partial<Aim>, containers: readonly Container[], kind: string]>([
    ['all run', scaled, [old, worker(2, fresh)], 'reached'],
    ['one is still to come', scaled, [old], 'not-yet'],
    ['one too many still runs', scaled, [old, worker(2), worker(3)], 'not-yet'],
    ['the new one ended at once', scaled, [old, worker(2, { status: 'exited', exitCode: 3 })], 'failed'],
    [
      'the new one could not be started',
      scaled,
      [old, worker(2, { status: 'created', exitCode: 127 })],
      'failed',
    ],
    ['the new one is being started', scaled, [old, worker(2, { status: 'created' })], 'not-yet'],
    ['the new one is started again and again', scaled, [old, worker(2, { status: 'restarting' })], 'not-yet'],
    ['between two crashes it runs', scaled, [old, worker(2, { ...fresh, restarts: 4 })], 'not-yet'],
    ['it crashed once and has run since', scaled, [old, worker(2, { startedAt: 0, restarts: 1 })], 'reached'],
    ['an old one crashes now', scaled, [worker(1, { ...fresh, restarts: 1 }), worker(2, fresh)], 'not-yet'],
    ['its health is not known yet', scaled, [old, worker(2, { health: 'starting' })], 'not-yet'],
    ['it is ill', scaled, [old, worker(2, { health: 'unhealthy' })], 'not-yet'],
    ['it is well', scaled, [old, worker(2, { health: 'healthy' })], 'reached'],
    [
      'one that was stopped long before stays so',
      { wanted: { worker: 1 }, before: [old, worker(2, gone)] },
      [old, worker(2, gone)],
      'reached',
    ],
    [
      'one on its way out is no failure',
      { wanted: { worker: 1 }, before: [old, worker(2)] },
      [old, worker(2, gone)],
      'reached',
    ],
    ['all are stopped', { kind: 'stop', wanted: { worker: 0 }, before: [old] }, [worker(1, gone)], 'reached'],
    ['one still runs', { kind: 'stop', wanted: { worker: 0 }, before: [old] }, [old], 'not-yet'],
  ])('25: %s', (_, aim, containers, kind) => {
    expect(judgeState(anAim(aim), containers, NOW, STABLE).kind).toBe(kind)
  })

  it('13: tells what changed besides', () => {
    const aim = anAim({ wanted: { worker: 1 }, before: [old, store] })
    expect(judgeState(aim, [old, { ...store, id: 'store-2' }], NOW, STABLE)).toMatchObject({
      kind: 'reached',
      details: [{ name: 'changed besides', value: 'p_store_1' }],
    })
  })
})
