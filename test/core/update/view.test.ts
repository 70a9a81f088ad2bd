import { describe, expect, it } from 'vitest'
import { intentOf } from '../../../src/core/bindings.ts'
import type { Intent } from '../../../src/core/intent.ts'
import { KEYMAP } from '../../../src/core/keymap.ts'
import type { View } from '../../../src/core/model.ts'
import { failure, M, profile, S, signal, source, T0 } from '../given.ts'
import { type Played, played } from './played.ts'

const panel = (id: string) => ({ id, kind: 'stat', title: id })
const three = (): Played =>
  played(profile([signal()], undefined, { panels: [panel('a'), panel('b'), panel('c')] }))
const LAST_HOUR = { series: null, spanMs: 60 * M, until: null, cursor: null }
const send = (program: Played, intents: readonly Intent[]): View => {
  for (const intent of intents) program.send({ type: 'intent', now: T0, intent })
  return program.model().view
}

describe('what a person asks for moves the view', () => {
  it.each<[string, readonly Intent[], Partial<View>]>([
    ['the next panel', [{ type: 'focus-next' }], { focus: 1 }],
    [
      'round and round',
      [{ type: 'focus-next' }, { type: 'focus-next' }, { type: 'focus-next' }],
      { focus: 0 },
    ],
    ['backwards', [{ type: 'focus-previous' }], { focus: 2 }],
    ['a panel by its number', [{ type: 'focus', panel: 2 }], { focus: 2 }],
    ['a number without a panel', [{ type: 'focus', panel: 8 }], { focus: 0 }],
    ['zoom', [{ type: 'zoom' }], { zoom: LAST_HOUR }],
    ['zoom again', [{ type: 'zoom' }, { type: 'zoom' }], { zoom: null }],
    ['back from zoom', [{ type: 'zoom' }, { type: 'back' }], { zoom: null }],
    ['help', [{ type: 'help' }], { isHelpOpen: true }],
    [
      'back from help, still zoomed',
      [{ type: 'zoom' }, { type: 'help' }, { type: 'back' }],
      { zoom: LAST_HOUR, isHelpOpen: false },
    ],
    [
      'scroll',
      [
        { type: 'scroll', by: 1 },
        { type: 'scroll', by: 1 },
        { type: 'scroll', by: -1 },
      ],
      { scroll: 1 },
    ],
    ['never above the top', [{ type: 'scroll', by: -1 }], { scroll: 0 }],
    ['another panel begins at its top', [{ type: 'scroll', by: 3 }, { type: 'focus-next' }], { scroll: 0 }],
  ])('%s', (_, intents, expected) => expect(send(three(), intents)).toMatchObject(expected))

  it('without panels nothing moves, and nothing breaks', () => {
    const none = played(profile([signal()]))
    expect(
      send(none, [{ type: 'focus-next' }, { type: 'focus-previous' }, { type: 'focus', panel: 0 }]),
    ).toMatchObject({ focus: 0 })
  })

  it('nothing of it changes what is known of the system', () => {
    const program = three()
    const { signals, sources } = program.model()
    send(program, [{ type: 'zoom' }, { type: 'focus-next' }, { type: 'help' }])
    expect(program.model().signals).toBe(signals)
    expect(program.model().sources).toBe(sources)
    expect(program.effects()).toEqual([])
  })

  it('leaving and repainting are left to the shell', () => {
    const program = three()
    send(program, [{ type: 'repaint' }, { type: 'quit' }])
    expect(program.effects()).toEqual([{ type: 'repaint' }, { type: 'quit' }])
  })

  it('a resize is taken as it is', () => {
    const program = three()
    program.send({ type: 'resized', columns: 1, rows: 1 })
    expect(program.model().view).toMatchObject({ columns: 1, rows: 1 })
  })
})

describe('the keys', () => {
  it.each<[string, Intent | null]>([
    ['q', { type: 'quit' }],
    ['ctrl+c', { type: 'quit' }],
    ['tab', { type: 'focus-next' }],
    ['shift+tab', { type: 'focus-previous' }],
    ['1', { type: 'focus', panel: 0 }],
    ['9', { type: 'focus', panel: 8 }],
    ['enter', { type: 'zoom' }],
    ['escape', { type: 'back' }],
    ['down', { type: 'scroll', by: 1 }],
    ['up', { type: 'scroll', by: -1 }],
    ['pagedown', { type: 'scroll', by: 5 }],
    ['pageup', { type: 'scroll', by: -5 }],
    ['j', { type: 'page', page: 'journal' }],
    ['x', null],
    ['?', { type: 'help' }],
    ['0', { type: 'focus', panel: 9 }],
    ['Q', null],
    ['', null],
  ])('%s', (key, intent) => expect(intentOf(key, KEYMAP, 'grid')).toEqual(intent))

  it('each is bound once in its place, and each binding explains itself', () => {
    const keys = KEYMAP.flatMap(({ context, keys }) => keys.map((key) => `${key} ${context}`))
    expect(new Set(keys).size).toBe(keys.length)
    for (const { hint, description, keys } of KEYMAP) {
      expect(keys.length).toBeGreaterThan(0)
      expect(hint ?? 'none').toMatch(/^\S+( \S+)?$/)
      expect(description).toMatch(/^[A-Z].*[^.]$/)
    }
  })
})

describe('asking now', () => {
  it('makes every source due at the next tick, also one that backs off', () => {
    const program = played(profile([signal()], [source()]))
    program.tick(0)
    program.answer(0, 'prometheus', failure())
    program.effects()
    program.tick(1)
    expect(program.effects()).toEqual([])
    program.send({ type: 'intent', now: T0 + S, intent: { type: 'ask-now' } })
    program.tick(2)
    expect(program.effects()).toMatchObject([{ type: 'poll', source: 'prometheus' }])
  })
})
