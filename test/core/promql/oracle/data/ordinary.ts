import type { StoredSeries } from '../../../../../src/core/promql/storage.ts'
import { counter, randomFor, scrapes, seriesOf, walk, without } from './draw.ts'

const JOBS = ['api', 'batch', 'web'] as const
const INSTANCES = ['a:9090', 'b:9090', 'c:9100'] as const
const CODES = ['200', '404', '500'] as const

const targets = JOBS.flatMap((job) => INSTANCES.map((instance) => ({ job, instance })))

/** What an application shows: counters, gauges and series that tell about others. */
export function ordinarySeries(): StoredSeries[] {
  return [
    ...targets.flatMap(({ job, instance }, t) =>
      CODES.map((code, c) => {
        const random = randomFor(`requests ${job} ${instance} ${code}`)
        const times = scrapes(randomFor(`scrapes ${instance}`), { everyMs: 15_000, jitterMs: 40 })
        return seriesOf(
          'requests_total',
          { job, instance, code },
          counter(random, times, 20 / (c + 1) + t, 0.008),
        )
      }),
    ),
    ...targets.slice(0, 7).map(({ job, instance }) => {
      const random = randomFor(`errors ${job} ${instance}`)
      const times = scrapes(random, { everyMs: 15_000, jitterMs: 2_000 })
      return seriesOf('errors_total', { job, instance }, counter(random, times, 0.3, 0.005))
    }),
    ...targets.map(({ job, instance }, t) => {
      const random = randomFor(`load ${job} ${instance}`)
      return seriesOf(
        'load',
        { job, instance },
        walk(random, scrapes(random, { everyMs: 15_000, jitterMs: 700 }), t + 0.7),
      )
    }),
    ...targets.map(({ job, instance }, t) => {
      const random = randomFor(`capacity ${job} ${instance}`)
      const times = scrapes(random, { everyMs: 60_000 })
      return seriesOf(
        'capacity',
        { job, instance },
        times.map((at) => [at, 8 * (t + 1)]),
      )
    }),
    ...rooms(),
    ...queues(),
    ...about(),
  ]
}

function rooms(): StoredSeries[] {
  return ['cellar', 'hall', 'kitchen', 'attic', 'roof', 'lab'].map((room, r) => {
    const random = randomFor(`temperature ${room}`)
    const samples = walk(random, scrapes(random, { everyMs: 30_000 }), 4 * r - 3, 0.25)
    return seriesOf('temperature', { room, floor: String(r >> 1) }, samples)
  })
}

function queues(): StoredSeries[] {
  return ['mail', 'jobs', 'images'].map((name, n) => {
    const random = randomFor(`queue ${name}`)
    const samples = walk(random, scrapes(random, { everyMs: 10_000, jitterMs: 300 }), 10 + 20 * n, 1)
    return seriesOf('queue', { name }, without(samples, [22 + n, 25 + n], [44 + n, 51 + n], [70 - n, 71]))
  })
}

/** Constant series with labels to join by, and rules' results. */
function about(): StoredSeries[] {
  const steady = (name: string, labels: Readonly<Record<string, string>>, value: number): StoredSeries =>
    seriesOf(
      name,
      labels,
      scrapes(randomFor(name), { everyMs: 30_000 }).map((at) => [at, value]),
    )
  return [
    steady('info', { instance: 'a:9090', version: '1.0', commit: 'f00' }, 1),
    steady('info', { instance: 'b:9090', version: '1.1', commit: 'ba7' }, 1),
    steady('info', { instance: 'c:9100', version: '1.1' }, 1),
    steady('owner', { job: 'api', team: 'red' }, 1),
    steady('owner', { job: 'web', team: 'blue' }, 2),
    steady('twin', { job: 'api', copy: '1' }, 3),
    steady('twin', { job: 'api', copy: '2' }, 4),
    steady('twin', { job: 'web', copy: '1' }, 5),
    steady('job:requests:rate5m', { job: 'api' }, 12.5),
    steady('job:requests:rate5m', { job: 'web' }, 0.125),
    steady('alpha', { x: '1' }, 1),
    steady('alpha', { x: '2' }, 2),
    steady('beta', { x: '1' }, 10),
    steady('beta', { x: '3' }, 30),
    steady('bare', {}, 7),
    ...['a', 'b', 'c', 'd', 'e'].map((n, i) =>
      steady('level', { n, parity: i % 2 === 0 ? 'even' : 'odd' }, 2 ** i),
    ),
    ...['1.5', '-0', '1e21', '0.0000001', '-Inf', 'NaN', '3'].map((text, i) =>
      steady('written', { n: String(i) }, text === '-Inf' ? Number.NEGATIVE_INFINITY : Number(text)),
    ),
  ]
}
