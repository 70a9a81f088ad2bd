import { describe, expect, it } from 'vitest'
import type { Breaker, CallOutcome } from '../../../src/demo/model/breaker.ts'
import { BREAKER_CODE, CLOSED_BREAKER, stepBreaker } from '../../../src/demo/model/breaker.ts'
import { createCache, hitChance, stepCache } from '../../../src/demo/model/cache.ts'
import { NO_FAULTS, TARGET_SHARES } from '../../../src/demo/model/faults.ts'
import { byModel, MODES } from '../../../src/demo/model/names.ts'
import { stepQueue, workerLoad } from '../../../src/demo/model/queue.ts'
import { createRandom } from '../../../src/demo/model/random.ts'
import { routeRequests } from '../../../src/demo/model/routing.ts'
import { entropyCoefficient } from '../../../src/demo/model/schedule.ts'
import { createTraining, rollbackTraining, stepTraining } from '../../../src/demo/model/training.ts'

describe('the circuit breaker', () => {
  const play = (breaker: Breaker, from: number, to: number, outcome: CallOutcome): Breaker => {
    let played = breaker
    for (let age = from; age < to; age += 1) played = stepBreaker(played, outcome, age + 1, 1)
    return played
  }
  const failing = { calls: 2, failures: 2 }
  const working = { calls: 2, failures: 0 }

  it('opens when half of the recent calls fail, not before', () => {
    expect(play(CLOSED_BREAKER, 0, 60, { calls: 10, failures: 4 }).state).toBe('closed')
    expect(play(CLOSED_BREAKER, 0, 60, { calls: 10, failures: 6 })).toMatchObject({ state: 'open', trips: 1 })
  })

  it('does not open on a handful of calls', () => {
    expect(play(CLOSED_BREAKER, 0, 3, failing).state).toBe('closed')
  })

  it('waits 60 s, probes, and closes if the probes succeed', () => {
    const open = play(CLOSED_BREAKER, 0, 4, { calls: 3, failures: 3 })
    expect(open).toMatchObject({ state: 'open', sinceAgeSeconds: 3 })
    const none = { calls: 0, failures: 0 }
    expect(play(open, 4, 62, none).state).toBe('open')
    const halfOpen = play(open, 4, 63, none)
    expect(halfOpen.state).toBe('half-open')
    expect(play(halfOpen, 64, 66, working)).toMatchObject({ state: 'closed', trips: 1 })
    expect(play(halfOpen, 64, 66, failing)).toMatchObject({ state: 'open', trips: 2 })
  })

  it('is numbered as breaker libraries number it', () => {
    expect(BREAKER_CODE).toEqual({ closed: 0, open: 1, 'half-open': 2 })
  })
})

describe('routing', () => {
  const closed = byModel(() => CLOSED_BREAKER)
  const total = (values: Readonly<Record<string, number>>): number =>
    Object.values(values).reduce((sum, value) => sum + value, 0)

  it.each(MODES)(
    'accounts for every request in serving mode %s, with and without an open breaker',
    (serving) => {
      const open = { ...closed, qwen: { ...CLOSED_BREAKER, state: 'open' as const } }
      for (const breakers of [closed, open]) {
        const { shares, models } = routeRequests(TARGET_SHARES, serving, breakers)
        expect(total(shares)).toBeCloseTo(1)
        for (const mode of MODES) expect(total(models[mode])).toBeCloseTo(1)
      }
    },
  )

  it('serves what was asked for while all is well', () => {
    const { shares } = routeRequests(TARGET_SHARES, 'balanced', closed)
    for (const mode of MODES) expect(shares[mode]).toBeCloseTo(TARGET_SHARES[mode], 10)
  })

  it('passes an open model by, and moves a part of its requests to fast', () => {
    const open = { ...closed, qwen: { ...CLOSED_BREAKER, state: 'open' as const } }
    const { shares, models } = routeRequests(TARGET_SHARES, 'balanced', open)
    expect(models.creative.qwen).toBe(0)
    expect(shares.fast).toBeGreaterThan(TARGET_SHARES.fast + 0.05)
  })

  it('has nowhere to go when every breaker is open', () => {
    const open = byModel(() => ({ ...CLOSED_BREAKER, state: 'open' as const }))
    expect(total(routeRequests(TARGET_SHARES, 'balanced', open).models.fast)).toBe(0)
  })

  it('spares the large model in serving mode fast', () => {
    expect(routeRequests(TARGET_SHARES, 'fast', closed).drive.qwen).toBeLessThan(0.2)
    expect(routeRequests(TARGET_SHARES, 'balanced', closed).drive.qwen).toBeCloseTo(1)
  })
})

describe('the cache', () => {
  it('hits more often the longer entries live and the more questions repeat', () => {
    expect(hitChance('fast', 1200, 1)).toBeGreaterThan(hitChance('fast', 600, 1))
    expect(hitChance('fast', 600, 0.5)).toBeLessThan(hitChance('fast', 600, 1))
  })

  it('keeps at most a thousand entries and counts each lookup', () => {
    let cache = createCache('fast')
    for (let n = 0; n < 100; n += 1) cache = stepCache(cache, 5, 50, 1)
    expect(cache).toMatchObject({ entries: 1000, hits: 500, misses: 5000 })
    expect(cache.hitRatio).toBeLessThan(0.3)
  })
})

describe('the queue', () => {
  it('settles while workers keep up and grows while they do not', () => {
    const play = (load: number): number => {
      let length = 10
      for (let second = 0; second < 120; second += 1) length = stepQueue(length, load, 6, 1)
      return length
    }
    expect(play(0.6)).toBeLessThan(12)
    expect(play(1.3)).toBeGreaterThan(100)
    expect(workerLoad(1, 0)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('training', () => {
  it.each([
    [0, 0.02],
    [5000, 0.0125],
    [10_000, 0.005],
    [15_000, 0.005],
  ])('has at step %i the entropy coefficient %f', (step, coefficient) => {
    expect(entropyCoefficient(step)).toBeCloseTo(coefficient, 10)
  })

  it('goes back to the step of its last checkpoint, and counts why', () => {
    const training = { ...createTraining(), progress: 1999.5, saves: 3, loss: 3 }
    const back = rollbackTraining(
      { ...training, checkpoint: { step: 1500, savedAtAgeSeconds: 9 } },
      'reward_drop',
    )
    expect(back.progress).toBe(1500)
    expect(back.loss).toBeLessThan(0.4)
    expect(back.saves).toBe(3)
    expect(back.rollbacks).toEqual({ loss_spike: 0, reward_drop: 1, manual: 0 })
  })

  it('shows a spike for three seconds before it rolls back by itself', () => {
    const random = createRandom(1)
    let training = { ...createTraining(), progress: 700, checkpoint: { step: 500, savedAtAgeSeconds: 1 } }
    const losses: number[] = []
    for (let age = 0; age < 8; age += 1) {
      training = stepTraining(training, { ...NO_FAULTS, upsets: 1 }, 1, age, 1, random).training
      losses.push(training.loss)
    }
    expect(losses.filter((loss) => loss > 0.9)).toHaveLength(3)
    expect(training.rollbacks.loss_spike).toBe(1)
    expect(training.progress).toBeLessThan(501)
  })

  it('saves once per 500 steps', () => {
    const random = createRandom(1)
    let training = createTraining()
    for (let age = 0; age < 20_000; age += 100) {
      training = stepTraining(training, NO_FAULTS, 1, age, 100, random).training
    }
    expect(training.saves).toBe(Math.floor(training.progress / 500))
    expect(training.checkpoint.step).toBe(1500)
  })
})

describe('chance', () => {
  const mean = (draw: () => number): number => {
    let sum = 0
    for (let n = 0; n < 20_000; n += 1) sum += draw()
    return sum / 20_000
  }
  const random = createRandom(5)

  it.each([
    ['uniform', random.uniform, 0.5],
    ['normal', random.normal, 0],
    ['few of a Poisson', () => random.poisson(3), 3],
    ['many of a Poisson', () => random.poisson(200), 200],
    ['few of a binomial', () => random.binomial(12, 0.3), 3.6],
    ['many of a binomial', () => random.binomial(300, 0.25), 75],
  ])('draws %s around its mean', (_name, draw, expected) => {
    expect(Math.abs(mean(draw) - expected)).toBeLessThan(0.02 * Math.max(1, expected))
  })

  it('carries on from its state', () => {
    const first = createRandom(9)
    first.normal()
    const second = createRandom(first.state())
    expect(second.uniform()).toBe(first.uniform())
  })
})
