import { describe, expect, it } from 'vitest'
import type { Model } from '../../../src/core/model.ts'
import { choicesOf, commandsOf } from '../../../src/core/prompt/commands.ts'
import { MOST_REMEMBERED, type Palette, remember } from '../../../src/core/prompt/prompt.ts'
import { update } from '../../../src/core/update/update.ts'
import { typed, watched } from './given.ts'

const paletteOf = ({ view }: Model): Palette | null => (view.prompt?.kind === 'palette' ? view.prompt : null)
const textOf = (model: Model): string | null => paletteOf(model)?.field.text ?? null
const namesOf = (text: string, model = watched()): string[] =>
  choicesOf(model, text).map(({ command }) => command.name)

describe('what the palette offers', () => {
  it('is everything, by names that are each there once', () => {
    const names = commandsOf(watched()).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toEqual(
      expect.arrayContaining(['downshift', 'zoom', 'gates', 'ask-now', 'quit', 'panel 3', 'latency_p95']),
    )
    expect(names).not.toContain('palette')
    expect(names).not.toContain('panel 4')
  })

  it.each<[string, string | undefined]>([
    ['sc', 'scale_llm'],
    ['worker', 'scale_llm'],
    ['s alerts', 'silence'],
    ['警報', 'panel 3'],
    ['p95', 'latency_p95'],
    ['ask now', 'ask-now'],
    ['zzz', undefined],
    ['gatse', 'gates'],
    ['dwonshift', 'downshift'],
  ])('%s: first comes %s', (text, name) => expect(namesOf(text)[0]).toBe(name))

  it('what is off comes behind what fits as well, with the reason', () => {
    const [first] = choicesOf(watched(), 'undo')
    expect(first?.command).toMatchObject({ name: 'undo', off: 'no action has a way back that was not taken' })
    const offs = choicesOf(watched(), 'al').map(({ command }) => command.off !== null)
    expect(offs.lastIndexOf(false)).toBeLessThan(offs.indexOf(true))
    expect(choicesOf(watched('--read-only was given'), 'downshift')[0]?.command.off).toBe(
      '--read-only was given',
    )
  })

  it.each<[string, string, readonly string[]]>([
    ['scale_llm 4', 'scale_llm', ['4']],
    ['scale-llm 4 the queue grows', 'scale_llm', ['4', 'the', 'queue', 'grows']],
    ['Scale worker-llm 4', 'scale_llm', ['4']],
    ['silence alertname=X service=app', 'silence', ['alertname=X', 'service=app']],
  ])('%s is %s with its words', (text, name, words) => {
    expect(choicesOf(watched(), text)[0]).toMatchObject({ command: { name }, words })
  })
})

describe('a line in the palette', () => {
  it.each<[string, readonly string[], string | null]>([
    ['is typed', [...'gates'], 'gates'],
    ['is edited', [...'gatse', 'left', 'backspace', 'end', 's'], 'gates'],
    ['loses its last word', [...'panel 3', 'ctrl+w'], 'panel '],
    ['loses everything', [...'panel 3', 'ctrl+u'], ''],
    ['goes to both ends', [...'b', 'home', 'a', 'end', 'c'], 'abc'],
    ['is completed', [...'sca', 'tab'], 'scale_llm '],
    ['is completed from the chosen line', [...'p9', 'tab'], 'latency_p95'],
    ['keeps its words when it is completed', [...'scale worker-llm 4', 'tab'], 'scale_llm 4'],
    ['is given up', [...'gates', 'escape'], null],
    ['is given up by Ctrl-C, which leaves nothing else', [...'gates', 'ctrl+c'], null],
    ['takes every key, those of the screen excepted', [...'q?', 'ctrl+l', 'ctrl+r'], 'q?'],
  ])('%s', (_, keys, text) => {
    const { model, effects } = typed(watched(), ':', ...keys)
    expect(textOf(model)).toBe(text)
    expect(effects.filter(({ type }) => type !== 'repaint')).toEqual([])
  })

  it('is chosen from the list by arrows, and around its ends', () => {
    const at = (...keys: readonly string[]) => paletteOf(typed(watched(), ':', ...keys).model)?.chosen
    const last = commandsOf(watched()).length - 1
    expect([at('down'), at('down', 'down'), at('down', 'up')]).toEqual([0, 1, last])
    expect(at('down', 'down', 'x')).toBe(null)
  })
})

describe('Enter in the palette', () => {
  it('does what the key of the command would do, and remembers it', () => {
    const { model, effects } = typed(watched(), ':', ...'journal', 'enter')
    expect(model.view).toMatchObject({ prompt: null, page: 'journal' })
    expect(effects).toEqual([{ type: 'remember', command: 'journal' }])
    expect(model.remembered.commands).toEqual(['journal'])
  })

  it('does nothing on an empty line', () => {
    const { model, effects } = typed(watched(), ':', 'enter')
    expect(model.view.prompt).toBe(null)
    expect(effects).toEqual([])
  })

  it('goes to a panel from wherever one is, also to one that the filter hides', () => {
    const { model } = typed(watched(), '/', ...'breaker', 'enter', 'j', ':', ...'alerts 警', 'enter')
    expect(model.view).toMatchObject({ focus: 2, page: null, zoom: null, filter: { panels: '', page: '' } })
  })

  it('goes to the zoom of a signal, at its worst series', () => {
    const { model } = typed(watched(), ':', ...'latency_p95', 'enter')
    expect(model.view).toMatchObject({ focus: 0, zoom: { series: 'latency_p95.balanced' } })
  })

  it.each<[string, RegExp]>([
    ['undo', /undo: no action has a way back/],
    ['alone', /alone: no panel shows it/],
    ['later', /later: only in the zoom/],
    ['nonsense!', /there is nothing called "nonsense!"/],
  ])('%s: says why it comes to nothing, and stays', (text, why) => {
    const { model, effects } = typed(watched(), ':', ...text, 'enter')
    expect(paletteOf(model)?.complaint).toMatch(why)
    expect(effects).toEqual([])
    expect(model.remembered.commands).toEqual([])
  })

  it('2, 16: opens the dialog of an action with what was typed, and plans nothing', () => {
    const { model, effects } = typed(watched(), ':', ...'scale worker-llm 4 the queue grows', 'enter')
    expect(model.dialog).toMatchObject({
      kind: 'asking',
      subject: { action: 'scale_llm', args: [] },
      fields: [{ field: { text: '4' } }, { name: 'note', field: { text: 'the queue grows' } }],
    })
    // The reason stands in the journal of what is done, not in a list of what was typed.
    expect(effects).toEqual([{ type: 'remember', command: 'scale_llm 4' }])
    expect(typed(model, 'enter', 'enter').effects).toEqual([])
  })

  it('16: is no way around read-only', () => {
    const { model, effects } = typed(watched('--read-only was given'), ':', ...'downshift', 'enter')
    expect(model.dialog).toBe(null)
    expect(paletteOf(model)?.complaint).toBe('downshift: --read-only was given')
    expect(effects).toEqual([])
  })

  it('8: does nothing blindly', () => {
    const { model } = typed(watched(), ':', ...'downshift')
    const next = update(model, { type: 'key', now: model.now, key: 'enter', isBlind: true })
    expect(next).toEqual({ model, effects: [] })
  })

  it('9: is pressed by no paste', () => {
    const { model } = typed(watched(), ':')
    const next = update(model, { type: 'pasted', now: model.now, text: 'downshift\r\n', isBlind: false })
    expect(textOf(next.model)).toBe('downshift ')
    expect(next.model.dialog).toBe(null)
    expect(next.effects).toEqual([])
  })
})

describe('what was typed before', () => {
  const remembering = (): Model => ({
    ...watched(),
    remembered: { commands: ['a', 'b', 'c'], problem: null },
  })

  it.each<[string, readonly string[], string]>([
    ['up: the newest', ['up'], 'c'],
    ['up, up: the one before', ['up', 'up'], 'b'],
    ['not further than the oldest', ['up', 'up', 'up', 'up', 'up'], 'a'],
    ['down: back to the empty line', ['up', 'down'], ''],
    ['down, from the older one', ['up', 'up', 'down'], 'c'],
    ['what is typed then is one’s own', ['up', 'x'], 'cx'],
  ])('%s', (_, keys, text) => expect(textOf(typed(remembering(), ':', ...keys).model)).toBe(text))

  it('an own line is not replaced: the arrows choose', () => {
    const { model } = typed(remembering(), ':', 'p', 'up')
    expect(textOf(model)).toBe('p')
  })

  it('is each there once, and bounded', () => {
    expect(remember(['a', 'b'], 'a')).toEqual(['b', 'a'])
    const many = Array.from({ length: 300 }, (_, index) => String(index)).reduce<readonly string[]>(
      remember,
      [],
    )
    expect(many).toHaveLength(MOST_REMEMBERED)
    expect(many.at(-1)).toBe('299')
  })

  it('of other sessions comes before that of this one; a failure is kept', () => {
    const { model } = typed(watched(), ':', ...'gates', 'enter', ':', ...'journal', 'enter')
    const read = update(model, {
      type: 'remembered',
      result: { ok: true, commands: ['help', 'journal'] },
    }).model
    expect(read.remembered).toEqual({ commands: ['help', 'journal'], problem: null })
    const lost = update(read, { type: 'remembered', result: { ok: false, reason: 'full' } }).model
    expect(lost.remembered).toEqual({ commands: ['help', 'journal'], problem: 'full' })
  })
})
