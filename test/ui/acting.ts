import type { Deed } from '../../src/core/acting/action.ts'
import type { Proposal } from '../../src/core/acting/proposal.ts'
import type { Message } from '../../src/core/message.ts'
import type { Model } from '../../src/core/model.ts'
import { update } from '../../src/core/update/update.ts'
import { deed as aDeed } from '../core/acting/given.ts'

/** Keys and answers, played through the core half a second apart, so that every dialog hears them. */
function play(model: Model, ...messages: readonly (string | Step)[]): Model {
  return messages.reduce<Model>((before, step, index) => {
    const now = model.now + index * 500
    if (typeof step === 'string') return update(before, { type: 'key', now, key: step, isBlind: false }).model
    return update(before, step(now)).model
  }, model)
}

type Step = (now: number) => Message

const MODE = 'http://localhost:8001 /admin/downshift/stats mode'

const PROPOSAL: Omit<Proposal, 'plannedAt'> = {
  asks: 'start',
  id: '7f3a90c1d2e4',
  title: 'Downshift to fast',
  system: 'fragrance-ai · production',
  subject: { kind: 'action', action: 'downshift', args: [] },
  facts: [
    { name: 'target', text: MODE },
    { name: 'now', text: 'balanced   read at 14:02:31 from GET http://localhost:8001/admin/downshift/stats' },
    { name: 'after', text: 'fast' },
    { name: 'step', text: 'POST http://localhost:8001/admin/set-mode {"mode":"fast"}' },
    { name: 'undo', text: 'back to balanced' },
    { name: 'verify', text: 'state within 10s' },
    { name: 'verify', text: 'serving_mode ok within 30s' },
    { name: 'risk', text: 'normal: it can be taken back' },
    { name: 'note', text: 'balanced slow, qwen tripping' },
  ],
  checks: [
    { outcome: 'pass', words: 'changes are allowed', hint: '', overrule: null },
    { outcome: 'pass', words: 'evidence fresh', hint: '', overrule: null },
    { outcome: 'pass', words: 'nobody else is acting', hint: '', overrule: null },
    { outcome: 'warn', words: 'last change 8m ago (wait 5m)', hint: '', overrule: null },
    { outcome: 'pass', words: 'no to and fro', hint: '', overrule: null },
    { outcome: 'pass', words: 'a note is given', hint: '', overrule: null },
  ],
  word: 'yes',
  isRisky: false,
  lifeMs: 60_000,
}

const planned =
  (given: Partial<Proposal> = {}): Step =>
  (now) => ({
    type: 'planned',
    now,
    seq: 1,
    result: { ok: true, proposal: { ...PROPOSAL, plannedAt: now, ...given } },
  })

const refused: Step = (now) => ({
  type: 'planned',
  now,
  seq: 1,
  result: {
    ok: false,
    reason: 'last change 2m10s ago (wait 5m)',
    hint: 'see what it does first, or --override cool-down',
    checks: [
      { outcome: 'pass', words: 'evidence fresh', hint: '', overrule: null },
      {
        outcome: 'refuse',
        words: 'last change 2m10s ago (wait 5m)',
        hint: 'see what it does first',
        overrule: 'cool-down',
      },
    ],
  },
})

const deed = (now: number, given: Partial<Deed>): Deed =>
  aDeed({
    title: 'Downshift to fast',
    target: MODE,
    note: 'balanced slow, qwen tripping',
    who: 'kim@ops-1',
    words: 'state: mode fast; serving mode: fast',
    plannedAt: now - 60_000,
    sentAt: now - 12_000,
    lastAt: now,
    ...given,
  })

const journal =
  (...deeds: readonly Partial<Deed>[]): Step =>
  (now) => ({ type: 'journal', now, result: { ok: true, deeds: deeds.map((given) => deed(now, given)) } })

const UNDER_WAY: Partial<Deed> = {
  state: 'under-way',
  stage: 'verifying',
  words: 'waiting for fresh readings',
  isOpen: true,
  isUndoable: false,
  proofs: [
    { title: 'state', kind: 'reached', words: 'mode fast', leftMs: 8_000 },
    { title: 'p95', kind: 'not-yet', words: 'balanced p95 3.3 s ≥ 3.2 s', leftMs: 130_000 },
  ],
}
const UNKNOWN: Partial<Deed> = {
  id: 'c0ffee012345',
  title: 'Scale worker-llm',
  target: 'compose fragrance/worker-llm',
  now: '3 replicas',
  after: '4 replicas',
  state: 'unknown',
  stage: 'sent',
  words: 'its runner is gone; find out with: hypercare act --reconcile c0ffee012345',
  isOpen: true,
  isBlocking: true,
  isUndoable: false,
}
const NOT_EFFECTIVE: Partial<Deed> = {
  state: 'not-effective',
  stage: 'verify-failed',
  words: 'p95: balanced p95 3.3 s ≥ 3.2 s for 4 m',
}

/** What waits for somebody, and what they say yes to. */
const offered = (asks: 'keep' | 'approve', at: number): Partial<Deed> => {
  const lifeMs = asks === 'keep' ? 120_000 : 600_000
  const held = {
    title: 'keep: Downshift to fast',
    facts: [
      { name: 'target', text: MODE },
      { name: 'now', text: 'fast' },
      { name: 'after', text: 'fast: it is not taken back to balanced' },
      { name: 'otherwise', text: 'taken back 2m after it was verified' },
    ],
    checks: [],
  }
  const proposal: Proposal = { ...PROPOSAL, ...(asks === 'keep' ? held : {}), asks, plannedAt: at, lifeMs }
  return {
    state: asks === 'keep' ? 'held' : 'awaiting',
    stage: asks === 'keep' ? 'holding' : 'awaiting',
    words: 'kim on ops-1 confirmed it, typed on the screen',
    isOpen: true,
    isUndoable: false,
    until: at + lifeMs,
    offer: { kind: asks, proposal },
  }
}
const STOPPED: Partial<Deed> = {
  title: 'Scale worker-llm',
  action: 'scale_llm',
  now: 'worker-llm 6',
  after: 'worker-llm 5',
  state: 'stopped',
  words: '3 more steps not made: its runner is gone; state: 5 of 5 running',
  offer: { kind: 'go-on', subject: { kind: 'action', action: 'scale_llm', args: ['2'] } },
}

/** What a person sees on the way, each from the same night. */
export const ACTING: Readonly<Record<string, (model: Model) => Model>> = {
  choosing: (model) => play(model, 'm', 'down', 'down'),
  asking: (model) => play(model, 'd', ...'slow', 'left'),
  plan: (model) => play(model, 'd', 'w', 'enter', planned(), 'y', 'e'),
  'plan-risky': (model) =>
    play(
      model,
      'd',
      'w',
      'enter',
      planned({ word: 'worker-llm worker-rl', isRisky: true, title: 'Emergency downscale' }),
      'x',
    ),
  'plan-pasted': (model) =>
    play(model, 'd', 'w', 'enter', planned(), (now) => ({
      type: 'pasted',
      now,
      text: 'yes',
      isBlind: false,
    })),
  refused: (model) => play(model, 'd', 'w', 'enter', refused),
  overruling: (model) => play(model, 'd', 'w', 'enter', refused, 'o', 'c', 'o'),
  held: (model) => play(model, journal(offered('keep', model.now))),
  keeping: (model) => play(model, journal(offered('keep', model.now)), 'k'),
  awaiting: (model) => play(model, journal(offered('approve', model.now))),
  approving: (model) => play(model, journal(offered('approve', model.now)), 'k', 'y'),
  stopped: (model) => play(model, journal(STOPPED)),
  'under-way': (model) => play(model, journal(UNDER_WAY)),
  leaving: (model) => play(model, journal(UNDER_WAY), 'q'),
  'not-effective': (model) => play(model, journal(NOT_EFFECTIVE)),
  verified: (model) => play(model, journal({})),
  scaled: (model) =>
    play(
      model,
      journal({
        title: 'Scale worker-llm',
        target: 'compose fragrance-ai/worker-llm',
        changes: ['worker-llm'],
        now: '3 replicas',
        after: '4 replicas',
        words: 'queue: 18',
      }),
    ),
  unknown: (model) => play(model, journal(UNKNOWN)),
  journal: (model) =>
    play(model, journal(UNKNOWN, NOT_EFFECTIVE, { id: 'aa', title: 'Set the cache TTL' }), 'j'),
}
