import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ServiceChange } from '../../../src/actions/change.ts'
import { dockerArgv, upArgv } from '../../../src/actions/compose/invocation.ts'
import { prepare } from '../../../src/actions/compose/prepare.ts'
import type { ProjectState } from '../../../src/actions/compose/state.ts'
import type { Prepared } from '../../../src/actions/executor.ts'
import { observedOf, PROJECT, worker } from './given.ts'

const scale = (to: Readonly<Record<string, number>>): ServiceChange => ({ kind: 'scale', by: 'compose', to })
const version = (to: string, services: readonly string[] = []): ServiceChange => ({
  kind: 'version',
  by: 'compose',
  services,
  to,
})

function planned(change: ServiceChange, state: Partial<ProjectState> = {}): Prepared {
  const result = prepare(PROJECT, change, observedOf(state))
  if (!result.ok) throw new Error(result.refusal.reason)
  return result.prepared
}

describe('a scale of a compose service', () => {
  it('11: with a number that is none, nothing is planned', () => {
    const odd = fc.oneof(
      fc.integer({ max: -1 }),
      fc.integer({ min: 1001 }),
      fc.double().filter((number) => !Number.isInteger(number)),
    )
    fc.assert(
      fc.property(odd, (count) => {
        const result = prepare(PROJECT, scale({ worker: count }), observedOf())
        expect(result).toMatchObject({
          ok: false,
          refusal: { reason: expect.stringMatching(/is no number of replicas for worker$/) },
        })
      }),
      { seed: 4 },
    )
  })

  it('12, 13: whatever is planned names its services alone, with whole numbers', () => {
    const services = fc.dictionary(fc.constantFrom('worker', 'store', 'constructor', 'other'), fc.integer(), {
      minKeys: 1,
    })
    fc.assert(
      fc.property(services, (to) => {
        const result = prepare(PROJECT, scale(to), observedOf({ images: { 'bb:1': 'id-1', 'store:1': 's' } }))
        if (!result.ok || result.prepared.step.kind !== 'program') return
        const words = result.prepared.step.argv
        const end = words.slice(words.indexOf('--no-recreate') + 1)
        const names = Object.keys(to)
        expect(end).toEqual([...names.flatMap((name) => ['--scale', `${name}=${to[name]}`]), ...names])
        expect(end.every((word) => !/=(-|.*\.)/.test(word))).toBe(true)
        expect(names.every((name) => ['worker', 'store'].includes(name))).toBe(true)
      }),
      { seed: 4 },
    )
  })

  it.each<[number: string, what: string, to: number, state: Partial<ProjectState>, reason: RegExp]>([
    ['36', 'an image that is not there', 3, { images: {} }, /^the image bb:1 is not on/],
    ['1', 'as many as run', 2, {}, /^worker 2: that is what runs$/],
    ['15', 'two versions at once', 3, { running: ['1', '2'] }, /^worker run 1 and 2 at once/],
    ['12', 'a version nobody knows', 3, { version: null, running: [] }, /^which version of worker is meant/],
  ])('%s: is refused with %s', (_, __, to, state, reason) => {
    expect(() => planned(scale({ worker: to }), state)).toThrow(reason)
  })

  it('goes down where two versions run, since none is made', () => {
    expect(planned(scale({ worker: 1 }), { running: ['1', '2'] }).affected).toEqual([
      'p_worker_2 is stopped and removed',
    ])
  })

  it('2: says what compose would do with containers that are stopped', () => {
    const containers = [worker(1, { status: 'exited' }), worker(2), worker(3)]
    expect(planned(scale({ worker: 1 }), { containers })).toMatchObject({
      now: 'worker 2',
      affected: [
        'p_worker_1 is started',
        'p_worker_2 is stopped and removed',
        'p_worker_3 is stopped and removed',
      ],
    })
    expect(planned(scale({ worker: 4 }), { containers }).affected).toEqual([
      'p_worker_1 is started',
      '1 worker is created beside 2',
    ])
  })

  it.each<[what: string, over: Partial<ProjectState>]>([
    ['the files changed', { hashes: { worker: 'hash-2' } }],
    ['the image was made anew under its name', { images: { 'bb:1': 'id-2' } }],
  ])('15: flags a mixed configuration where %s', (_, over) => {
    expect(planned(scale({ worker: 3 }), over).warnings).toEqual([
      'mixed configuration: the files or the image have changed since 2 of 2 worker began, and new ones take the change',
    ])
  })

  it('warns of variables that nobody set', () => {
    expect(planned(scale({ worker: 3 }), { unset: ['TOKEN', 'REGION'] }).warnings).toEqual([
      'TOKEN, REGION is not set: the compose files are read with an empty text in its place',
    ])
  })

  it('costs what its replicas take on average, or gives it back', () => {
    const usage = {
      'worker-1': { cores: 0.5, bytes: 1024 ** 3 },
      'worker-2': { cores: 1.5, bytes: 3 * 1024 ** 3 },
    }
    const cost = (to: number) => planned(scale({ worker: to }), { usage }).cost.map(({ value }) => value)
    expect(cost(4)).toEqual(['+2.00 cores', '+4.0 GiB'])
    expect(cost(1)).toEqual(['−1.00 cores', '−2.0 GiB'])
    expect(planned(scale({ worker: 4 })).cost).toEqual([])
  })
})

describe('another version', () => {
  const other: Partial<ProjectState> = {
    version: '2',
    hashes: { worker: 'hash-2', store: 'hash-s' },
    images: { 'bb:2': 'id-2' },
  }

  it.each<[what: string, change: ServiceChange, state: Partial<ProjectState>, reason: RegExp]>([
    ['what is no tag', version('a b'), other, /^"a b" is not a version$/],
    ['an option', version('--force-recreate'), other, /is not a version$/],
    ['a service without a version', version('2', ['store']), other, /^store does not depend on VERSION$/],
    ['an unknown service', version('2', ['werker']), other, /^there is no service werker/],
    ['a missing image', version('2'), { ...other, images: {} }, /^the image bb:2 is not on/],
    ['nothing that runs', version('2'), { ...other, containers: [] }, /^no service with a VERSION runs$/],
    ['the version that runs', version('1'), {}, /^worker run 1 already$/],
  ])('is refused with %s', (_, change, state, reason) => {
    expect(() => planned(change, state)).toThrow(reason)
  })

  it('14: keeps the count of what runs, and leaves off what is off', () => {
    const containers = [worker(1), worker(2), worker(3, { status: 'exited' })]
    expect(planned(version('2'), { ...other, containers }).step).toMatchObject({
      argv: expect.arrayContaining(['worker=2']),
      env: { VERSION: '2' },
    })
  })

  it('has no way back where the images do not tell the version', () => {
    expect(planned(version('2'), { ...other, running: [] }).undo).toMatchObject({ kind: 'none' })
  })
})

describe('a stop, start or restart', () => {
  const stopped = worker(2, { status: 'exited' })
  it.each<[kind: 'stop' | 'start' | 'restart', containers: ProjectState['containers'], expected: string]>([
    ['stop', [worker(1)], 'p_worker_1 is stopped; start'],
    ['stop', [worker(1), stopped], 'p_worker_1 is stopped; none'],
    ['stop', [stopped], 'refused: worker is stopped already'],
    ['stop', [], 'refused: worker is stopped already'],
    ['start', [stopped], 'p_worker_2 is started; stop'],
    ['start', [worker(1), stopped], 'p_worker_2 is started; none'],
    ['start', [worker(1)], 'refused: worker runs already'],
    ['start', [], 'refused: worker has no containers to start'],
    ['restart', [worker(1), stopped], 'p_worker_1 is restarted, p_worker_2 is restarted; none'],
    ['restart', [], 'refused: worker has no containers to restart'],
  ])('%s of %j: %s', (kind, containers, expected) => {
    const result = prepare(PROJECT, { kind, by: 'compose', services: ['worker'] }, observedOf({ containers }))
    if (!result.ok) return expect(`refused: ${result.refusal.reason}`).toBe(expected)
    const { affected, undo } = result.prepared
    const way = undo.kind === 'change' ? undo.change.kind : undo.kind
    return expect(`${affected.join(', ')}; ${way}`).toBe(expected)
  })
})

describe('the programs', () => {
  it('v2 is asked the same, and never to pull', () => {
    expect(upArgv({ ...PROJECT, program: ['docker', 'compose'] }, { worker: 3 }, 'never')).toEqual([
      ...['docker', 'compose', '-p', 'p', '-f', 'a.yml', '-f', 'b.yml', '--ansi', 'never'],
      ...['up', '-d', '--no-deps', '--no-recreate', '--pull', 'never', '--scale', 'worker=3', 'worker'],
    ])
  })

  it.each([
    [['docker-compose'], ['docker', 'ps']],
    [
      ['sudo', '-n', 'docker-compose'],
      ['sudo', '-n', 'docker', 'ps'],
    ],
    [
      ['docker', 'compose'],
      ['docker', 'ps'],
    ],
    [
      ['/opt/docker', 'compose'],
      ['/opt/docker', 'ps'],
    ],
  ])('%j stands beside %j', (program, argv) => {
    expect(dockerArgv({ ...PROJECT, program }, ['ps'])).toEqual(argv)
  })
})
