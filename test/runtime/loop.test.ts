import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import { startModel } from '../../src/core/start.ts'
import { createLoop, type Loop } from '../../src/runtime/loop.ts'
import { answer, H, profile, reading, S, signal, source, T0 } from '../core/given.ts'
import { type Puppet, prompt, puppet } from './given.ts'

/** The loop runs on fake timers, and its wall clock can be set apart from them. */
let clockAhead = 0
const clock = { now: () => Date.now() + clockAhead, monotonic: () => Date.now() }
const loops: Loop[] = []

beforeEach(() => {
  clockAhead = 0
  vi.useFakeTimers({ now: T0 })
})
afterEach(async () => {
  await Promise.all(loops.splice(0).map((loop) => loop.stop()))
  vi.useRealTimers()
})

type Running = {
  loop: Loop
  frames: Model[]
  start: () => void
  onScreen: ReturnType<typeof vi.fn>
  onPolled: ReturnType<typeof vi.fn>
}

function run(...sources: readonly Puppet[]): Running {
  const onScreen = vi.fn()
  const onPolled = vi.fn()
  const timings = sources.map(({ id }) => source({ id }))
  const signals = sources.map(({ id }) => signal({ id: `of_${id}`, source: id }))
  const loop = createLoop({
    model: startModel(profile(signals, timings), T0, { columns: 100, rows: 40 }),
    clock,
    onScreen,
    onPolled,
  })
  loops.push(loop)
  const frames: Model[] = []
  loop.store.subscribe(() => frames.push(loop.store.get()))
  const start = () => loop.start(new Map(sources.map((each) => [each.id, each])))
  return { loop, start, frames, onScreen, onPolled }
}

const wait = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms)
const levelOf = (model: Model, id: string): string | undefined =>
  model.signals.get(`of_${id}`)?.instances.get('')?.verdict.level

describe('frames', () => {
  it('are one a tick, however many sources answer in it', async () => {
    const { start, frames } = run(prompt('a'), prompt('b'), prompt('c'))
    start()
    await wait(20)
    expect(frames).toHaveLength(1)
    await wait(900)
    const before = frames.length
    await wait(10 * S)
    expect(frames.length - before).toBe(10)
  })

  it('do not wait for a source that is slow, and show its answer when it comes', async () => {
    const slow = puppet('slow', { fill: null })
    const { loop, start, frames } = run(prompt('a'), slow)
    start()
    await wait(149)
    expect(frames).toHaveLength(0)
    await wait(1)
    expect(frames).toHaveLength(1)
    slow.polls[0]?.resolve(answer([reading(1, T0, {}, 'of_slow')]))
    await wait(0)
    expect(frames).toHaveLength(2)
    expect(levelOf(loop.store.get(), 'slow')).toBe('ok')
  })

  it('show a key at once', async () => {
    const { loop, start, frames } = run(puppet('a'))
    start()
    loop.key('?', false)
    expect(frames).toHaveLength(1)
    expect(frames[0]?.view.isHelpOpen).toBe(true)
    loop.resize(80, 24)
    expect(frames.at(-1)?.view).toMatchObject({ columns: 80, rows: 24 })
  })

  it('show the past when it has come', async () => {
    const source = puppet('a', { poll: async () => answer([reading(1, clock.now(), {}, 'of_a')]) })
    const { start, frames } = run(source)
    start()
    await wait(20)
    const points = [{ at: T0 - 60 * S, value: 3 }]
    source.fills[0]?.resolve({ ok: true, histories: [{ signal: 'of_a', labels: {}, points }] })
    await wait(200)
    expect(frames.at(-1)?.signals.get('of_a')?.instances.get('')?.series.tail[0]).toEqual(points[0])
  })

  it('stop for one who unsubscribed', async () => {
    const { loop, start } = run(prompt('a'))
    const seen = vi.fn()
    const leave = loop.store.subscribe(seen)
    start()
    await wait(20)
    leave()
    await wait(5 * S)
    expect(seen).toHaveBeenCalledTimes(1)
  })
})

describe('sources', () => {
  it('are polled in their rhythm for an hour', async () => {
    const times: number[] = []
    const { start } = run(
      prompt('a', () => {
        times.push(Math.round((clock.now() - T0) / S))
        return answer([])
      }),
    )
    start()
    await wait(H)
    expect(times).toEqual(Array.from({ length: 721 }, (_, i) => i * 5))
  })

  it('that hang are failures after their deadline, and never asked twice at once', async () => {
    const hanging = puppet('hanging')
    const { loop, start, onPolled } = run(hanging)
    start()
    await wait(4_400)
    expect(hanging.polls).toHaveLength(1)
    expect(loop.model().sources.get('hanging')?.failure).toBeNull()
    await wait(200)
    expect(loop.model().sources.get('hanging')?.failure?.kind).toBe('timeout')
    expect(onPolled).toHaveBeenCalledExactlyOnceWith('hanging', 4_500, expect.objectContaining({ ok: false }))
  })

  it('that reject are failures, and the others go on', async () => {
    const broken = puppet('broken', { poll: () => Promise.reject(new Error('no')) })
    const { loop, start } = run(
      broken,
      prompt('a', () => answer([reading(1, clock.now(), {}, 'of_a')])),
    )
    start()
    await wait(3 * S)
    expect(loop.model().sources.get('broken')?.failure?.kind).toBe('garbage')
    expect(levelOf(loop.store.get(), 'a')).toBe('ok')
  })
})

describe('a standstill', () => {
  it('makes everything stale until it is read again', async () => {
    const hesitant = puppet('a', { fill: null })
    const { loop, start, frames } = run(hesitant)
    start()
    hesitant.polls[0]?.resolve(answer([reading(1, T0, {}, 'of_a')]))
    await wait(1_500)
    expect(levelOf(loop.store.get(), 'a')).toBe('ok')
    clockAhead = 10 * S
    await wait(700)
    expect(levelOf(loop.store.get(), 'a')).toBe('stale')
    expect(loop.model().trustedSince).toBe(frames.at(-1)?.now)
    expect(hesitant.polls).toHaveLength(2)
    hesitant.polls[1]?.resolve(answer([reading(2, clock.now(), {}, 'of_a')]))
    await wait(0)
    expect(levelOf(loop.store.get(), 'a')).toBe('ok')
  })
})

describe('what keys ask of the terminal', () => {
  it.each([
    ['q', 'quit'],
    ['ctrl+l', 'repaint'],
  ])('%s goes to the screen', (key, type) => {
    const { loop, onScreen } = run(puppet('a'))
    loop.key(key, false)
    expect(onScreen).toHaveBeenCalledExactlyOnceWith({ type })
  })
})

describe('after the stop', () => {
  it('nothing happens any more', async () => {
    const [slow, fast] = [puppet('slow'), prompt('fast')]
    const { loop, start, frames, onPolled } = run(slow, fast)
    start()
    await wait(20)
    await loop.stop()
    expect(slow.isClosed() && fast.isClosed()).toBe(true)
    expect(slow.polls[0]?.signal.aborted).toBe(true)
    const [shown, polled] = [frames.length, onPolled.mock.calls.length]
    slow.polls[0]?.resolve(answer([reading(1, T0, {}, 'of_slow')]))
    loop.key('?', false)
    loop.resize(1, 1)
    await wait(60 * S)
    expect(frames).toHaveLength(shown)
    expect(onPolled).toHaveBeenCalledTimes(polled)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('no question keeps the program alive', async () => {
    const filling = puppet('a', { poll: async () => answer([]) })
    const { loop, start } = run(filling, puppet('hanging'))
    start()
    await wait(20)
    expect(filling.fills).toHaveLength(1)
    await loop.stop()
    await wait(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('also when a subscriber stops it in the middle of a tick', async () => {
    const { loop, start } = run(prompt('a'))
    loop.store.subscribe(() => void loop.stop())
    start()
    await wait(20)
    expect(vi.getTimerCount()).toBe(0)
  })
})
