import { describe, expect, it } from 'vitest'
import type { Dialog } from '../../../src/core/acting/dialog.ts'
import { keymapOf } from '../../../src/core/bindings.ts'
import { KEYMAP } from '../../../src/core/keymap.ts'
import { DOWNSHIFT, deed, type Hand, hand, handWithPlan, proposal, SCALE, SILENCE } from './given.ts'

const kind = (one: Hand): Dialog['kind'] | null => one.model().dialog?.kind ?? null
const typed = (one: Hand): string => {
  const { dialog } = one.model()
  if (dialog?.kind === 'plan') return dialog.typed
  return dialog?.kind === 'asking' ? (dialog.fields[dialog.at]?.field.text ?? '') : ''
}

describe('keys of actions', () => {
  it('come first, with what they are called', () => {
    const [first, second] = keymapOf({ actions: [DOWNSHIFT, SCALE, SILENCE], keys: {} })
    expect([first, second]).toMatchObject([
      { keys: ['d'], hint: 'downshift', description: 'Downshift' },
      { keys: ['s'], hint: 'scale llm' },
    ])
  })

  it('are not there where the profile has none', () => {
    const commands = keymapOf({ actions: [], keys: {} }).map(({ command }) => command)
    expect(commands).not.toContain('undo')
    expect(commands).toHaveLength(KEYMAP.length - 4)
  })

  it('1: every key alone asks for nothing but what can be looked at', () => {
    const letters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))
    const named = [
      'enter',
      'escape',
      'tab',
      'shift+tab',
      'up',
      'down',
      'pagedown',
      'backspace',
      'ctrl+u',
      'ctrl+r',
    ]
    for (const key of [...letters, ...named]) {
      const one = hand()
      one.press(key)
      expect(one.effects().filter(({ type }) => type === 'plan' || type === 'start')).toEqual([])
    }
  })

  it.each(['d', 's', 'm', 'u', 'k'])('16, 29: %s only says why, where nothing may be changed', (key) => {
    const one = hand('--read-only was given')
    one.press(key)
    expect(one.model().dialog).toMatchObject({
      kind: 'refused',
      reason: '--read-only was given',
      asked: null,
    })
    one.wait(500)
    one.press('w', 'enter', 'enter')
    expect(one.effects()).toEqual([])
  })
})

describe('from the key to the runner', () => {
  it('asks why, plans, takes the word, hands over, once', () => {
    const one = hand()
    one.press('d')
    expect(kind(one)).toBe('asking')
    one.wait(500)
    one.press('s', 'l', 'o', 'w', 'enter')
    expect(one.effects()).toEqual([
      {
        type: 'plan',
        seq: 1,
        subject: { kind: 'action', action: 'downshift', args: [] },
        note: 'slow',
        overrides: [],
      },
    ])
    one.planned({ ok: true, proposal: proposal({ plannedAt: one.model().now }) })
    one.wait(500)
    one.press('y', 'e')
    expect(one.effects()).toEqual([])
    one.press('s')
    expect(one.effects()).toEqual([{ type: 'start', plan: '7f3a90c1d2e4' }])
    expect(kind(one)).toBe('starting')
    one.wait(500)
    one.press('s', 'y', 'e', 's', 'enter')
    expect(one.effects()).toEqual([])
    one.started(true)
    expect(kind(one)).toBe(null)
  })

  it('arguments are asked for before the note, and what is missing is asked for first', () => {
    const one = hand()
    one.press('s')
    one.wait(500)
    one.press('tab', 'w', 'h', 'y', 'enter')
    expect(one.effects()).toEqual([])
    one.press('4', 'enter', 'enter')
    expect(one.effects()).toMatchObject([{ subject: { args: ['4'] }, note: 'why' }])
  })

  it('several words of one field are arguments of their own', () => {
    const one = hand()
    one.press('m')
    one.wait(500)
    one.press('up', 'enter')
    one.wait(500)
    one.paste('alertname=X  service=app')
    one.press('enter', 'w', 'enter')
    expect(one.effects()).toMatchObject([
      { subject: { action: 'silence', args: ['alertname=X', 'service=app'] } },
    ])
  })

  it('m chooses by number of lines or by key', () => {
    const one = hand()
    one.press('m')
    one.wait(500)
    one.press('s')
    expect(one.model().dialog).toMatchObject({ subject: { action: 'scale_llm' } })
  })

  it('u asks for the note of the way back', () => {
    const one = hand()
    one.journal(deed({ id: 'ffff', isUndoable: false }), deed())
    one.press('u')
    one.wait(500)
    one.press('w', 'enter')
    expect(one.effects()).toMatchObject([{ subject: { kind: 'undo', deed: '7f3a90c1d2e4' }, note: 'w' }])
  })

  it('u says that there is nothing to undo', () => {
    const one = hand()
    one.press('u')
    expect(one.model().dialog).toMatchObject({ kind: 'refused', title: 'Nothing to undo' })
  })

  it('a refusal is shown, and Enter leads back to what was typed', () => {
    const one = hand()
    one.press('d')
    one.wait(500)
    one.press('w', 'enter')
    one.planned({ ok: false, reason: 'refused the connection', hint: 'is it running?', checks: [] })
    expect(one.model().dialog).toMatchObject({ kind: 'refused', reason: 'refused the connection' })
    one.wait(500)
    one.press('enter')
    expect(typed(one)).toBe('w')
  })

  it('3: what the runner refuses to take is told', () => {
    const one = handWithPlan()
    one.press('y', 'e', 's')
    one.started(false)
    expect(one.model().dialog).toMatchObject({ kind: 'refused', reason: 'busy', asked: null })
  })
})

describe('a plan is not confirmed', () => {
  it.each<[string, (one: Hand) => void]>([
    ['6: by Enter', (one) => one.press('enter')],
    ['by Escape', (one) => one.press('escape')],
    ['by Ctrl-C', (one) => one.press('ctrl+c')],
  ])('%s, which cancels it', (_, act) => {
    const one = handWithPlan()
    one.press('y', 'e')
    act(one)
    expect(one.effects()).toEqual([{ type: 'decline', plan: '7f3a90c1d2e4' }])
    expect(kind(one)).toBe(null)
  })

  it('by keys that scroll, a line or several at once, never above its top', () => {
    const one = handWithPlan()
    const scrollAfter = (key: string) => {
      one.press(key)
      return one.model().dialog?.scroll
    }
    expect(['down', 'pagedown', 'up', 'pageup', 'pageup'].map(scrollAfter)).toEqual([1, 6, 5, 0, 0])
    expect(one.effects()).toEqual([])
  })

  it('5: by anything but the name that it asks for', () => {
    const one = handWithPlan({ word: 'worker-llm', isRisky: true })
    one.press('y', 'e', 's', 'ctrl+u', ...'worker-rl')
    expect(one.effects()).toEqual([])
    one.press('backspace', 'backspace', ...'llm')
    expect(one.effects()).toEqual([{ type: 'start', plan: '7f3a90c1d2e4' }])
  })

  it('7, 8: by keys within 500 ms after it has appeared', () => {
    const one = hand()
    one.press('d')
    one.wait(500)
    one.press('w', 'enter')
    one.planned({ ok: true, proposal: proposal({ plannedAt: one.model().now }) })
    one.wait(499)
    one.press('y', 'e', 's', 'enter', 'escape', 'ctrl+c')
    expect(one.effects()).toMatchObject([{ type: 'plan' }])
    expect(typed(one)).toBe('')
    one.wait(1)
    one.press('y')
    expect(typed(one)).toBe('y')
  })

  it('8: by keys of a person who sees an older screen', () => {
    const one = handWithPlan()
    for (const key of ['y', 'e', 's', 'enter']) one.blindly(key)
    expect(one.effects()).toEqual([])
    expect(typed(one)).toBe('')
  })

  it('8: nor does a dialog open blindly', () => {
    const one = hand()
    for (const key of ['d', 's', 'm', 'u']) one.blindly(key)
    expect(kind(one)).toBe(null)
  })

  it('9: by a paste, nor by one and a key', () => {
    const one = handWithPlan()
    one.paste('yes')
    one.paste('ye')
    one.press('s')
    expect(one.effects()).toEqual([])
    expect(typed(one)).toBe('s')
  })

  it('9: by letters that arrive together, and it says why', () => {
    const one = handWithPlan()
    one.press('y')
    one.paste('es')
    expect(one.effects()).toEqual([])
    expect(one.model().dialog).toMatchObject({ typed: '', wasPasted: true })
    one.press('y', 'e')
    expect(one.model().dialog).toMatchObject({ typed: 'ye', wasPasted: false })
    one.press('s')
    expect(one.effects()).toEqual([{ type: 'start', plan: '7f3a90c1d2e4' }])
  })

  it.each([60_000 - 499, -1_000])('4: after 60 s, or before it was made (%i ms later)', (ms) => {
    const one = handWithPlan()
    one.press('y', 'e')
    one.wait(ms)
    one.press('s')
    expect(one.effects()).toEqual([{ type: 'decline', plan: '7f3a90c1d2e4' }].slice(ms < 0 ? 1 : 0))
  })

  it('4: it says by itself that it is void', () => {
    const one = handWithPlan()
    one.wait(60_000)
    one.tick()
    expect(one.effects()).toEqual([{ type: 'decline', plan: '7f3a90c1d2e4' }])
    expect(one.model().dialog).toMatchObject({ kind: 'refused', reason: expect.stringContaining('void') })
  })

  it('when it comes after its dialog was closed', () => {
    const one = hand()
    one.press('d')
    one.wait(500)
    one.press('w', 'enter')
    one.effects()
    one.wait(500)
    one.press('escape')
    one.planned({ ok: true, proposal: proposal() })
    expect(one.effects()).toEqual([{ type: 'decline', plan: '7f3a90c1d2e4' }])
    expect(kind(one)).toBe(null)
  })
})

describe('what the strip offers', () => {
  const held = (asks: 'keep' | 'approve') => {
    const one = hand()
    const offered = proposal({ id: 'abc', asks, plannedAt: one.model().now, lifeMs: 30_000 })
    const state = asks === 'keep' ? 'held' : 'awaiting'
    one.journal(deed({ id: 'abc', state, isOpen: true, offer: { kind: asks, proposal: offered } }))
    one.press('k')
    one.wait(500)
    return one
  }

  it.each(['keep', 'approve'] as const)('27, 28: to %s it, the word is typed; once, and heard', (asks) => {
    const one = held(asks)
    expect(one.model().dialog).toMatchObject({ kind: 'plan', proposal: { asks } })
    one.press('y', 'e', 's')
    expect(one.effects()).toEqual([{ type: asks, plan: 'abc' }])
    one.wait(500)
    one.press('y', 'e', 's')
    expect(one.effects()).toEqual([])
    one.started(true, 'abc')
    expect(kind(one)).toBe(null)
  })

  it.each<[string, (one: Hand) => void]>([
    ['Enter', (one) => one.press('enter')],
    ['Esc', (one) => one.press('escape')],
    ['Ctrl-C', (one) => one.press('ctrl+c')],
    [
      'the end of its time',
      (one) => {
        one.wait(30_000)
        one.press('y', 'e', 's')
      },
    ],
  ])('27, 28: %s keeps and approves nothing, and takes nothing from others', (_, end) => {
    for (const asks of ['keep', 'approve'] as const) {
      const one = held(asks)
      end(one)
      expect(one.effects()).toEqual([])
    }
  })

  it('9, 28: nor does a paste', () => {
    const one = held('approve')
    one.paste('yes')
    one.press('s')
    expect(one.effects()).toEqual([])
  })

  it('to go on asks why, with what was wanted', () => {
    const one = hand()
    const subject = { kind: 'action', action: 'scale_llm', args: ['1'] } as const
    one.journal(deed({ offer: { kind: 'go-on', subject } }))
    one.wait(1_000)
    one.journal(deed({ offer: { kind: 'go-on', subject }, lastAt: one.model().now + 1 }))
    one.press('k')
    one.wait(500)
    one.press('w', 'enter')
    expect(one.effects()).toMatchObject([{ type: 'plan', subject, note: 'w' }])
  })

  it('nothing where there is nothing', () => {
    const one = hand()
    one.press('k')
    expect(one.model().dialog).toMatchObject({ kind: 'refused', title: 'Nothing to answer' })
  })
})

describe('5, 10: what guards refuse', () => {
  const refused = (...checks: readonly (readonly [name: string, overrule: string | null])[]) => {
    const one = hand()
    one.press('d')
    one.wait(500)
    one.press('w', 'enter')
    one.effects()
    one.planned({
      ok: false,
      reason: 'no',
      hint: '',
      checks: checks.map(([words, overrule]) => ({ outcome: 'refuse', words, hint: '', overrule })),
    })
    one.wait(500)
    return one
  }

  it('is overruled by the typed names of the guards, and then it is planned anew', () => {
    const one = refused(['changed of late', 'cool-down'], ['to and fro', 'flap'])
    one.press('o')
    expect(kind(one)).toBe('overruling')
    one.wait(500)
    one.press(...'cool-down flap')
    expect(one.effects()).toMatchObject([
      { type: 'plan', seq: 2, note: 'w', overrides: ['cool-down', 'flap'] },
    ])
    one.planned({ ok: true, proposal: proposal({ word: 'fast', plannedAt: one.model().now }) })
    one.wait(500)
    one.press('y', 'e', 's')
    expect(one.effects()).toEqual([])
  })

  it('is not, where one of them may not be overruled', () => {
    const one = refused(['changed of late', 'cool-down'], ['kim acts on it', null])
    one.press('o')
    expect(kind(one)).toBe('refused')
  })

  it.each(['enter', 'escape'])('is not by %s', (key) => {
    const one = refused(['changed of late', 'cool-down'])
    one.press('o')
    one.wait(500)
    one.press(key)
    expect([kind(one), one.effects()]).toEqual([null, []])
  })

  it('is not by a paste', () => {
    const one = refused(['changed of late', 'cool-down'])
    one.press('o')
    one.wait(500)
    one.paste('cool-down')
    expect([kind(one), one.effects()]).toEqual(['overruling', []])
  })
})

describe('keys that nothing was meant for', () => {
  it('30: a key pressed twice is one action, and no letter of its note', () => {
    const one = hand()
    one.press('d', 'd')
    expect(kind(one)).toBe('asking')
    expect(typed(one)).toBe('')
  })

  it('9: a paste opens nothing', () => {
    const one = hand()
    one.paste('d')
    expect(kind(one)).toBe(null)
  })

  it('what is pasted into a note is text, and never submits it', () => {
    const one = hand()
    one.press('d')
    one.wait(500)
    one.paste('slow\r\n\u001b[31mq')
    expect(typed(one)).toBe('slow \\x1b[31mq')
    expect(one.effects()).toEqual([])
  })
})

describe('leaving while an action is under way', () => {
  it.each([
    ['q', 500],
    ['ctrl+c', 1_001],
  ])('34: %s asks, and a second one leaves', (key, ms) => {
    const one = hand()
    one.journal(deed({ state: 'under-way', stage: 'verifying' }))
    one.press(key)
    expect(kind(one)).toBe('leaving')
    expect(one.effects()).toEqual([])
    one.wait(ms)
    one.press(key)
    expect(one.effects()).toEqual([{ type: 'quit' }])
  })

  it('34: q twice is one question', () => {
    const one = hand()
    one.journal(deed({ state: 'under-way', stage: 'verifying' }))
    one.press('q', 'q')
    expect(kind(one)).toBe('leaving')
    expect(one.effects()).toEqual([])
  })

  it.each([0, 1_000])('Ctrl-C twice within a second (%i ms) leaves, and asks nothing more', (ms) => {
    const one = hand()
    one.journal(deed({ state: 'under-way', stage: 'verifying' }))
    one.press('ctrl+c')
    one.wait(ms)
    one.blindly('ctrl+c')
    expect(one.effects()).toEqual([{ type: 'quit' }])
  })

  it('Ctrl-C twice is no wish to leave where another key, or more than a second, lies between', () => {
    const one = handWithPlan()
    one.press('ctrl+c', 'd', 'ctrl+c')
    expect(kind(one)).toBe('asking')
    one.wait(1_001)
    one.press('ctrl+c')
    expect(kind(one)).toBe(null)
    expect(one.effects()).toEqual([{ type: 'decline', plan: '7f3a90c1d2e4' }])
  })

  it('34: any other key stays', () => {
    const one = hand()
    one.journal(deed({ state: 'under-way' }))
    one.press('q')
    one.wait(500)
    one.press('enter')
    expect(kind(one)).toBe(null)
    expect(one.effects()).toEqual([])
  })

  it('34: Ctrl-C while it is handed over asks as well', () => {
    const one = handWithPlan()
    one.press('y', 'e', 's')
    one.effects()
    one.wait(500)
    one.press('ctrl+c')
    expect(kind(one)).toBe('leaving')
  })

  it('when all is over, q leaves at once', () => {
    const one = hand()
    one.journal(deed())
    one.press('q')
    expect(one.effects()).toEqual([{ type: 'quit' }])
  })
})
