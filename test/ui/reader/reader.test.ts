import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/config/profile.ts'
import type { Model } from '../../../src/core/model.ts'
import { update } from '../../../src/core/update/update.ts'
import { createStore } from '../../../src/runtime/store.ts'
import { appended, createReader } from '../../../src/ui/reader/reader.ts'
import { openProfile, played } from '../picture/given.ts'

describe('what is out already never changes', () => {
  it.each<readonly [last: string, lines: readonly string[], prompt: string, text: string]>([
    ['', [], '', ''],
    ['', ['a', 'b'], '', 'a\nb\n'],
    ['', [], 'note: ', 'note: '],
    ['note: ', [], 'note: a', 'a'],
    ['note: a', [], 'note: a', ''],
    ['note: ab', [], 'note: a', '\nnote: a'],
    ['note: a', ['news'], 'note: a', '\nnews\nnote: a'],
    ['note: a', ['closed'], '', '\nclosed\n'],
    ['note: a', [], '', '\n'],
  ])('%j, then %j and %j', (last, lines, prompt, text) => {
    expect(appended(last, lines, prompt)).toBe(text)
  })
})

let profile: Profile
beforeAll(async () => {
  profile = await openProfile()
})

/** A reader of a system, what it says from its first word on, and how keys and time come to it. */
function listening(name: string) {
  let model: Model = played(profile, name, { columns: 200, rows: 60 })
  const { store, show } = createStore(model)
  let said = ''
  let takes = true
  const reader = createReader(store, profile.panels, (text) => {
    if (takes) said += text
    return takes
  })
  const send = (next: Model): void => {
    model = next
    show(model)
  }
  return {
    reader,
    model: () => model,
    send,
    /** What was said since the last call. */
    heard: () => {
      const text = said
      said = ''
      return text
    },
    press: (...keys: readonly string[]) => {
      for (const key of keys)
        send(update(model, { type: 'key', now: model.now + 1_000, key, isBlind: false }).model)
    },
    stall: (isStalled: boolean) => {
      takes = !isStalled
    },
  }
}

describe('a watch for the ear', () => {
  it('begins with where one is, what is wrong and what to do', () => {
    const lines = listening('breaker-open').heard().split('\n')
    expect(lines[0]).toBe(
      'hypercare: Fragrance AI production, version v0.2.0, deployed 3 hours 41 minutes ago',
    )
    expect(lines[1]).toMatch(
      /^CRIT: balanced p95 3\.41 seconds, at or over 3\.2 seconds for 3 minutes; .*; 5 more$/,
    )
    expect(lines[2]).toBe('to do: downshift to fast, key d (runbook 001: circuit breaker open)')
  })

  it('has no sign that a voice can not say, whatever is read', () => {
    const { press, heard } = listening('breaker-open')
    press('?', '?', 'g', 'g', 'w', 'w', 'j', 'j', ...profile.panels.flatMap(() => ['tab', 'enter', 'enter']))
    const text = heard()
    expect(text.split('\n').length).toBeGreaterThan(100)
    expect(text).not.toMatch(/[\u2500-\u25ff\u2800-\u28ff✖→≥≤·\u001b]/u)
  })

  it('reads a panel on Enter, the worst first, and which one on Tab', () => {
    const { press, heard } = listening('breaker-open')
    heard()
    press('tab')
    expect(heard()).toBe('panel 2 of 11: Breakers, CRIT\n')
    press('enter')
    expect(heard()).toMatch(/^panel 2 of 11: Breakers, CRIT\nqwen breaker: CRIT, open for 115 seconds/)
  })

  it('says what a key of the zoom shows', () => {
    const { press, heard } = listening('breaker-open')
    press('1', 'enter')
    heard()
    press('-')
    expect(heard()).toBe('over 6 hours\n')
    press('down')
    expect(heard()).toMatch(/^\w+ p95: [A-Z]+, [^\n]+ read 5 seconds ago\n$/)
    press('left')
    expect(heard()).toMatch(
      /^\d\d:\d\d:\d\d, \d\.\d\d seconds, .* ago, the same hour before the deployment: \d\.\d\d seconds\n$/,
    )
  })

  it('says each change once, and nothing while nothing changes', () => {
    const { send, heard, model } = listening('calm')
    heard()
    const change = {
      at: model().now,
      instance: 'latency_p95.balanced',
      title: 'p95',
      key: 'balanced',
      from: 'ok',
      to: 'crit',
      reason: 'p95 3.41 s ≥ 3.2 s for 3 m',
    } as const
    send({ ...model(), changes: [change, ...model().changes] })
    expect(heard()).toBe(
      '14:02:31 CRIT balanced p95 3.41 seconds, at or over 3.2 seconds for 3 minutes, was ok\n',
    )
    send({ ...model(), now: model().now + 1_000 })
    expect(heard()).toBe('')
  })

  it('counts what is too much to tell', () => {
    const { send, heard, model } = listening('calm')
    heard()
    const changes = Array.from({ length: 40 }, (_, index) => ({
      at: model().now,
      instance: `s${index}`,
      title: `s${index}`,
      key: '',
      from: 'ok' as const,
      to: index === 39 ? ('crit' as const) : ('stale' as const),
      reason: 'nothing new',
    }))
    send({ ...model(), changes: [...changes, ...model().changes] })
    const lines = heard().trimEnd().split('\n')
    expect(lines).toHaveLength(6)
    expect(lines[0]).toContain('CRIT s39')
    expect(lines[5]).toBe('and 35 more STALE')
  })

  it('asks in words, and shows what is typed without painting anything again', () => {
    const { press, heard } = listening('breaker-open')
    heard()
    press('d')
    expect(heard()).toMatch(
      /^Downshift to fast nothing is done yet\n[\s\S]*\nnote \(why, in a few words\): $/,
    )
    press('o')
    press('k')
    expect(heard()).toBe('ok')
    press('backspace')
    expect(heard()).toBe('\nnote (why, in a few words): o')
    press('escape')
    expect(heard()).toBe('\nclosed\n')
  })

  it('owns up to what the terminal did not take', () => {
    const { press, heard, stall } = listening('calm')
    heard()
    stall(true)
    press('tab')
    stall(false)
    press('tab')
    expect(heard()).toMatch(/^some lines were left out.*\npanel 3 of 11: /)
  })
})
