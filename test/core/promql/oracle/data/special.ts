import type { StoredSeries } from '../../../../../src/core/promql/storage.ts'
import type { EpochMs } from '../../../../../src/core/time.ts'
import {
  counter,
  type Drawn,
  END,
  minute,
  randomFor,
  START,
  scrapes,
  seriesOf,
  walk,
  without,
} from './draw.ts'

const { NaN: NAN, POSITIVE_INFINITY: INF, NEGATIVE_INFINITY: MINUS_INF } = Number

/** Series at the edges: of numbers, of life, of time, of text. */
export function specialSeries(): StoredSeries[] {
  return [...numbers(), ...lives(), ...rhythms(), ...texts(), ...moments(), ...random()]
}

function numbers(): StoredSeries[] {
  const times = scrapes(randomFor('special'), { everyMs: 20_000 })
  const cycles: Readonly<Record<string, readonly number[]>> = {
    nan: [NAN],
    inf: [INF],
    'minus inf': [MINUS_INF],
    'some nan': [1, NAN, 3, 4, NAN, NAN, 2],
    'some inf': [1, 2, INF, 3],
    'both inf': [INF, 5, MINUS_INF],
    'nan first': [NAN, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
    huge: [1e308, 1.5e308, 1.7e308],
    tiny: [5e-324, 1e-320, 2e-300],
    'minus zero': [-0, 0],
    alternating: [1, -1],
    near: [1e15 + 0.25, 1e15 + 0.5, 1e15 + 0.75],
    steps: [1, 1, 1, 2, 2, 2, 2, 1.5],
    zero: [0],
  }
  return Object.entries(cycles).map(([kind, cycle]) =>
    seriesOf(
      'special',
      { kind },
      times.map((at, i) => [at, cycle[i % cycle.length] ?? 0]),
    ),
  )
}

/** How series begin and end. The instants and ranges of the corpus lie about minutes 20 to 50, 61 to 73, and after the end. */
function lives(): StoredSeries[] {
  const times = scrapes(randomFor('lives'), { everyMs: 15_000 })
  const counted = (name: string): Drawn[] => counter(randomFor(`lives ${name}`), times, 5)
  const until = (samples: readonly Drawn[], at: EpochMs): Drawn[] => samples.filter(([when]) => when < at)
  const marked = (samples: readonly Drawn[], at: EpochMs): Drawn[] => [...until(samples, at), [at, null]]
  const flapping = counted('flaps').map(([at, value], i): Drawn => [at, i % 9 > 6 ? null : value])
  const lives: Readonly<Record<string, readonly Drawn[]>> = {
    begins: without(counted('begins'), [0, 43]),
    ends: until(counted('ends'), minute(43)),
    'ends marked': marked(counted('ends marked'), minute(44) + 10_000),
    'marked just then': marked(counted('marked just then'), minute(45)),
    'marked just after': marked(counted('marked just after'), minute(45) + 1),
    'comes back': [...marked(counted('comes back'), minute(35)), ...without(counted('comes back'), [0, 41])],
    flaps: flapping,
    'all marked': times.map((at): Drawn => [at, null]),
    'marker first': [[START, null], ...without(counted('marker first'), [0, 1])],
    'at the end': marked(counted('at the end'), END),
  }
  const single = (at: string, when: EpochMs): StoredSeries => seriesOf('single', { at }, [[when, 5]])
  return [
    ...Object.entries(lives).map(([how, samples]) => seriesOf('lives', { how }, samples)),
    single('now', minute(45)),
    single('a millisecond later', minute(45) + 1),
    single('5 m ago', minute(40)),
    single('nearly 5 m ago', minute(40) + 1),
    single('over 5 m ago', minute(40) - 1),
    single('in the second range', minute(65)),
    seriesOf('pair', {}, [
      [minute(41), 3],
      [minute(44), 10],
    ]),
    seriesOf('fallen_pair', {}, [
      [minute(41), 10],
      [minute(44), 3],
    ]),
  ]
}

function rhythms(): StoredSeries[] {
  const irregular = ['0', '1', '2'].map((n) => {
    const random = randomFor(`irregular ${n}`)
    const times: EpochMs[] = []
    for (let at = START; at < END; at += 1 + Math.floor(random.uniform() ** 3 * 90_000)) times.push(at)
    return seriesOf('irregular_total', { n }, counter(random, times, 4, 0.03))
  })
  const grid = ['0', '1'].map((n) => {
    const random = randomFor(`grid ${n}`)
    return seriesOf('grid', { n }, walk(random, scrapes(random, { everyMs: 60_000 }), 16, 0.125))
  })
  const dense = randomFor('dense')
  const slow = randomFor('slow')
  return [
    ...irregular,
    ...grid,
    seriesOf(
      'dense_total',
      {},
      counter(dense, scrapes(dense, { everyMs: 500, from: minute(43), to: minute(46) }), 2),
    ),
    seriesOf('slow_total', {}, counter(slow, scrapes(slow, { everyMs: 240_000, jitterMs: 9_000 }), 9, 0.1)),
    seriesOf(
      'clock',
      {},
      scrapes(slow, { everyMs: 15_000, jitterMs: 900 }).map((at) => [at, at / 1000]),
    ),
  ]
}

function texts(): StoredSeries[] {
  const values = [
    'plain',
    'with "quotes"',
    'back\\slash',
    'line\nbreak',
    'ünïcode',
    '日本語',
    '😀',
    'a.b',
    'a+b',
    ' ',
    'UPPER',
    'host-1.eu:80',
    'host-2.us:81',
  ]
  return values.map((value, i) =>
    seriesOf(
      'text',
      { value, n: String(i) },
      scrapes(randomFor('text'), { everyMs: 60_000 }).map((at) => [at, i]),
    ),
  )
}

function moments(): StoredSeries[] {
  const moments: Readonly<Record<string, number>> = {
    'the epoch': 0,
    'before the epoch': -1,
    'long before the epoch': Date.UTC(1901, 11, 13, 20, 45, 52) / 1000,
    'a leap day': Date.UTC(2024, 1, 29, 23, 59, 59) / 1000,
    'no leap day': Date.UTC(2100, 1, 28, 12) / 1000,
    'end of a year': Date.UTC(2023, 11, 31, 23, 59, 59) / 1000,
    'a fraction': Date.UTC(2021, 5, 15, 6, 7, 8) / 1000 + 0.999,
    'a fraction before the epoch': -0.5,
    'far away': Date.UTC(9999, 0, 1) / 1000,
    'year zero': Date.UTC(2000, 0, 1) / 1000 - 2000 * 31_556_952,
  }
  return Object.entries(moments).map(([of, seconds]) =>
    seriesOf(
      'moment',
      { of },
      scrapes(randomFor('moment'), { everyMs: 60_000 }).map((at) => [at, seconds]),
    ),
  )
}

/** What the random expressions are about, besides the ordinary: resets, gaps, NaN and markers wherever chance puts them. */
function random(): StoredSeries[] {
  return Array.from({ length: 8 }, (_, n) => {
    const random = randomFor(`random ${n}`)
    const everyMs = [5_000, 15_000, 30_000, 60_000][n % 4] ?? 15_000
    const times = scrapes(random, { everyMs, jitterMs: n < 4 ? 0 : everyMs / 2 })
    const drawn = n % 2 === 0 ? counter(random, times, 7, 0.02) : walk(random, times, 20 - 5 * n, 0.125)
    let lostFor = 0
    const samples = drawn.flatMap(([at, value]): Drawn[] => {
      lostFor =
        lostFor > 0
          ? lostFor - 1
          : random.uniform() < 0.01
            ? Math.floor((random.uniform() * 600_000) / everyMs)
            : 0
      if (lostFor > 0) return random.uniform() < 0.1 ? [[at, null]] : []
      return [[at, random.uniform() < 0.01 ? NAN : value]]
    })
    return seriesOf('random', { n: String(n), kind: n % 2 === 0 ? 'counter' : 'gauge' }, samples)
  })
}
