import type { ActionIdentity, Deed } from '../../../src/core/acting/action.ts'
import type { PlanResult, Proposal } from '../../../src/core/acting/operator.ts'
import type { Effect } from '../../../src/core/message.ts'
import type { Model } from '../../../src/core/model.ts'
import { startModel } from '../../../src/core/start.ts'
import { update } from '../../../src/core/update/update.ts'
import { profile, signal, T0 } from '../given.ts'

export const DOWNSHIFT: ActionIdentity = { id: 'downshift', title: 'Downshift', key: 'd', inputs: [] }
export const SCALE: ActionIdentity = {
  id: 'scale_llm',
  title: 'Scale worker-llm',
  key: 's',
  inputs: [{ name: 'replicas', wanted: '1 … 10', isList: false }],
}
export const SILENCE: ActionIdentity = {
  id: 'silence',
  title: 'Silence alerts',
  inputs: [{ name: 'matchers', wanted: 'such as alertname=X', isList: true }],
}

export const proposal = (given: Partial<Proposal> = {}): Proposal => ({
  id: '7f3a90c1d2e4',
  title: 'Downshift',
  system: 'example · test',
  subject: { kind: 'action', action: 'downshift', args: [] },
  facts: [
    { name: 'now', text: 'balanced' },
    { name: 'after', text: 'fast' },
  ],
  checks: [{ outcome: 'pass', words: 'evidence fresh', hint: '' }],
  word: 'yes',
  isRisky: false,
  plannedAt: T0,
  ...given,
})

export const deed = (given: Partial<Deed> = {}): Deed => ({
  id: '7f3a90c1d2e4',
  title: 'Downshift',
  target: 'http://api mode',
  now: 'balanced',
  after: 'fast',
  note: 'slow',
  who: 'kim@prod-1',
  state: 'done',
  stage: 'verified',
  words: 'state: mode fast',
  plannedAt: T0,
  sentAt: T0,
  lastAt: T0,
  changes: [],
  isOpen: false,
  isBlocking: false,
  isUndoable: true,
  proofs: [],
  ...given,
})

/** A watch in the hands of a person: time is what the test says it is. */
export type Hand = {
  model(): Model
  /** The effects since the last call; reading the journal is none that anybody asked for. */
  effects(): Effect[]
  wait(ms: number): void
  press(...keys: readonly string[]): void
  blindly(key: string): void
  paste(text: string): void
  tick(): void
  /** The answer to the newest question for a plan, or to the one given. */
  planned(result: PlanResult, seq?: number): void
  started(ok: boolean, plan?: string): void
  journal(...deeds: readonly Deed[]): void
}

export function hand(readOnly: string | null = null): Hand {
  const watched = profile([signal()], undefined, { actions: [DOWNSHIFT, SCALE, SILENCE] })
  let now = T0
  let model = startModel(watched, now, { columns: 100, rows: 40 }, null, { readOnly })
  const effects: Effect[] = []
  const send = (message: Parameters<typeof update>[1]): void => {
    const next = update(model, message)
    model = next.model
    effects.push(...next.effects.filter(({ type }) => type !== 'read-journal' && type !== 'poll'))
  }
  return {
    model: () => model,
    effects: () => effects.splice(0),
    wait: (ms) => {
      now += ms
    },
    press: (...keys) => {
      for (const key of keys) send({ type: 'key', now, key, isBlind: false })
    },
    blindly: (key) => send({ type: 'key', now, key, isBlind: true }),
    paste: (text) => send({ type: 'pasted', now, text, isBlind: false }),
    tick: () => send({ type: 'tick', now, random: 0.5 }),
    planned: (result, seq = model.actions.planned) => send({ type: 'planned', now, seq, result }),
    started: (ok, plan = '7f3a90c1d2e4') =>
      send({
        type: 'started',
        now,
        plan,
        result: ok ? { ok } : { ok: false, reason: 'busy', hint: 'wait', checks: [] },
      }),
    journal: (...deeds) => send({ type: 'journal', now, result: { ok: true, deeds } }),
  }
}

/** Up to the plan that waits for its word, and heard. */
export function handWithPlan(given: Partial<Proposal> = {}): Hand {
  const one = hand()
  one.press('d')
  one.wait(500)
  one.press('w', 'h', 'y', 'enter')
  one.planned({ ok: true, proposal: proposal({ plannedAt: one.model().now, ...given }) })
  one.effects()
  one.wait(500)
  return one
}
