import { describe, expect, it } from 'vitest'
import { focusedPanel, hiddenCrit, matches, shownPanels } from '../../src/core/filter.ts'
import type { Model } from '../../src/core/model.ts'
import { typed, watched } from './prompt/given.ts'

const filtered = (text: string): Model => typed(watched(), '/', ...text, 'enter').model

describe('the words of a filter', () => {
  it.each<[filter: string, text: string, isFound: boolean]>([
    ['', 'anything', true],
    ['  ', 'anything', true],
    ['LLM', 'worker-llm', true],
    ['llm worker', 'worker-llm', true],
    ['llm api', 'worker-llm', false],
    ['警報', 'Alerts 警報', true],
    ['ＬＬＭ', 'llm', true],
    ['über', 'ÜBER', true],
  ])('%j in %j: %s', (filter, text, isFound) => expect(matches(filter, text)).toBe(isFound))
})

describe('the panels that a filter shows', () => {
  it.each<[string, readonly number[]]>([
    ['', [0, 1, 2]],
    ['latency', [0]],
    ['p95', [0]],
    ['balanced', [0]],
    ['qwen', [1]],
    ['crit', [0, 2]],
    ['ok', [0, 1]],
    ['queuebacklog', [2]],
    ['警', [2]],
    ['crit latency', [0]],
    ['zzz', []],
  ])('%j', (filter, shown) => expect(shownPanels(filtered(filter))).toEqual(shown))

  it.each<[string, number]>([
    ['', 0],
    ['breakers', 2],
    ['latency', 1],
    ['crit', 0],
    ['zzz', 2],
  ])('%j: of what is critical it hides %i', (filter, hidden) =>
    expect(hiddenCrit(filtered(filter))).toBe(hidden),
  )
})

describe('the focus', () => {
  it('goes to what is shown, and stays among it', () => {
    const one = filtered('crit')
    expect(one.view.focus).toBe(0)
    const keys = (...names: readonly string[]): number => typed(one, ...names).model.view.focus
    expect([keys('tab'), keys('tab', 'tab'), keys('shift+tab')]).toEqual([2, 0, 2])
    // What can't be seen is not where the next key goes.
    expect([keys('2'), keys('3')]).toEqual([0, 2])
  })

  it('goes on where the panel that had it is hidden by a newer reading', () => {
    const one = filtered('crit')
    expect(focusedPanel({ ...one, view: { ...one.view, focus: 1 } })).toBe(2)
    const { model } = typed({ ...one, view: { ...one.view, focus: 1 } }, 'enter')
    expect(model.view).toMatchObject({ focus: 2, zoom: {} })
  })

  it('is where it was when a filter is given up', () => {
    const { model } = typed(watched(), '2', '/', ...'latency', 'escape')
    expect(model.view).toMatchObject({ focus: 1, filter: { panels: '' }, prompt: null })
  })
})

describe('a filter', () => {
  it('follows each letter, and is kept by Enter', () => {
    const { model } = typed(watched(), '/', 'l', 'a')
    expect(model.view).toMatchObject({ filter: { panels: 'la' }, prompt: { kind: 'filter' } })
    expect(typed(model, 'enter').model.view).toMatchObject({ filter: { panels: 'la' }, prompt: null })
  })

  it('is changed where it is opened again, and given up to what it was', () => {
    const { model } = typed(filtered('lat'), '/', 'x', 'escape')
    expect(model.view.filter.panels).toBe('lat')
  })

  it('is cleared by Escape before anything else', () => {
    const { model } = typed(filtered('lat'), 'escape')
    expect(model.view.filter.panels).toBe('')
  })

  it('stays behind a page, and has no say there', () => {
    const { model } = typed(filtered('lat'), 'j', '/', ...'kim', 'enter')
    expect(model.view.filter).toEqual({ panels: 'lat', page: 'kim' })
    expect(typed(model, 'escape').model.view).toMatchObject({ page: 'journal', filter: { page: '' } })
    expect(typed(model, 'g').model.view).toMatchObject({ page: 'gates', filter: { panels: 'lat', page: '' } })
  })

  it('is not asked for where one panel stands alone', () => {
    expect(typed(watched(), 'enter', '/').model.view.prompt).toBe(null)
  })

  it('takes a paste as text', () => {
    const { model, effects } = typed(watched(), '/', ...'qd', 'tab', 'up')
    expect(model.view).toMatchObject({ filter: { panels: 'qd' }, prompt: { field: { text: 'qd' } } })
    expect(effects).toEqual([])
  })
})
