import { describe, expect, it } from 'vitest'
import { SPANS } from '../../../src/core/zoom.ts'
import { answer, H, M, profile, reading, rule, S, signal, source, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const MODES = ['fast', 'slow']
const latency = signal({
  label: 'mode',
  expect: MODES,
  rules: [rule({ condition: { op: 'atLeast', warn: 2.9, crit: 3.2 } })],
})
const queue = signal({ id: 'queue', title: 'queue', rules: [] })

/** Two panels: one of three series of which `slow` is broken, one of none. */
const opened = (...keys: readonly string[]): Played => openedAfter(20, ...keys)

function openedAfter(hours: number, ...keys: readonly string[]): Played {
  const game = played(
    profile([latency, queue], [source()], {
      panels: [
        { id: 'p', kind: 'table', title: 'p' },
        { id: 'alerts', kind: 'alerts', title: 'alerts' },
      ],
      shown: new Map([
        ['p', ['latency', 'queue']],
        ['alerts', []],
      ]),
      deployment: { at: T0 - hours * H, version: 'v2', windowMs: 48 * H, versionFrom: null, startFrom: null },
    }),
  )
  for (const at of [0, 61]) {
    game.tick(at)
    game.answer(
      at,
      'prometheus',
      answer([
        reading(1, T0 + at * S, { mode: 'fast' }),
        reading(9, T0 + at * S, { mode: 'slow' }),
        reading(3, T0 + at * S, {}, 'queue'),
      ]),
    )
  }
  game.tick(62)
  press(game, 'enter', ...keys)
  return game
}

const press = (game: Played, ...keys: readonly string[]): void => {
  for (const key of keys) game.send({ type: 'key', now: game.model().now, key, isBlind: false })
}
const zoomOf = (game: Played) => game.model().view.zoom

describe('the zoom', () => {
  it('opens at the worst series of the panel, over the last hour', () => {
    expect(zoomOf(opened())).toEqual({ series: 'latency.slow', spanMs: H, until: null, cursor: null })
  })

  it.each<[keys: readonly string[], series: string | null]>([
    [['down'], 'queue'],
    // After the last all of them together, then the first.
    [['down', 'down'], null],
    [['down', 'down', 'down'], 'latency.fast'],
    [['up'], 'latency.fast'],
    [['up', 'up'], null],
    [['up', 'up', 'up'], 'queue'],
  ])('%j chooses a series', (keys, series) => expect(zoomOf(opened(...keys))?.series).toBe(series))

  it('of all together has no time of its own to move', () => {
    const all = opened('down', 'down')
    const before = zoomOf(all)
    press(all, '+', '-', '<', 'left', 'home', 'end')
    expect(zoomOf(all)).toEqual(before)
  })

  it('goes closer and wider, earlier and back to now', () => {
    expect(zoomOf(opened('+'))?.spanMs).toBe(SPANS[0])
    expect(zoomOf(opened('-', '-'))?.spanMs).toBe(48 * H)
    expect(zoomOf(opened('<'))?.until).toBe(T0 + 62 * S - 30 * M)
    expect(zoomOf(opened('<', 'left', 'end'))).toMatchObject({ until: null, cursor: null })
  })

  it('points at the deployment', () => {
    expect(zoomOf(opened('home'))?.cursor).toBe(T0 - 20 * H)
  })

  it('goes back as far as a day before the deployment', () => {
    const day = (hoursAgo: number) => openedAfter(hoursAgo, ...Array(200).fill('<'))
    expect((zoomOf(day(40))?.until ?? 0) - H).toBe(T0 - 64 * H)
    // Or as far as the window.
    expect((zoomOf(day(20))?.until ?? 0) - H).toBe(T0 + 62 * S - 48 * H)
  })

  it('Escape puts the cursor away, then closes it', () => {
    const game = opened('left', 'escape')
    expect(zoomOf(game)).toMatchObject({ cursor: null })
    press(game, 'escape')
    expect(zoomOf(game)).toBeNull()
  })

  it('keeps its time when another panel is focused, and has that one’s series', () => {
    const game = opened('-', '<', '2')
    expect(zoomOf(game)).toMatchObject({ series: null, spanMs: 6 * H })
    press(game, '1')
    expect(zoomOf(game)).toMatchObject({ series: 'latency.slow', until: T0 + 62 * S - 3 * H })
  })

  it('has keys that mean something else everywhere else', () => {
    const game = opened('escape', 'right')
    expect(game.model().view).toMatchObject({ zoom: null, focus: 1 })
    const helped = opened('?', 'down')
    expect(helped.model().view).toMatchObject({ scroll: 1, zoom: { series: 'latency.slow' } })
  })
})
