import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deed, hand, handWithPlan, proposal } from './given.ts'

type Step =
  | { readonly do: 'key' | 'blind' | 'paste'; readonly text: string }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'tick' | 'plan' | 'begin' | 'fail' }
  /** The journal tells of something to be kept or approved. */
  | { readonly do: 'offer'; readonly asks: 'keep' | 'approve' }

const NAMED = ['enter', 'escape', 'tab', 'up', 'down', 'backspace', 'ctrl+u', 'ctrl+w', 'ctrl+c', 'ctrl+l']
const KEYS = [...'dsmujkyesqw4:/? ', ...NAMED]
const offer: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('offer' as const),
  asks: fc.constantFrom('keep' as const, 'approve' as const),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('key' as const), text: fc.constantFrom(...KEYS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('blind' as const), text: fc.constantFrom(...KEYS) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('paste' as const),
      text: fc.constantFrom(
        'yes',
        'd',
        'y',
        's\r',
        'downshift\r',
        ':downshift slow\r',
        'scale_llm 4 slow\ryes',
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.constantFrom(1, 200, 500, 700, 61_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('tick' as const, 'plan' as const, 'begin' as const, 'fail' as const),
    }),
  },
  { weight: 1, arbitrary: offer },
)

/** What a person has seen and done of one plan, told without the program. */
type Seen = { readonly shownAt: number; word: string; isStarted: boolean }

/** Plays the steps, and says of every start whether it was asked for: shown, heard, alive, typed key by key, once. */
function play(steps: readonly Step[], begun: boolean): { offences: string[]; starts: number } {
  const one = begun ? handWithPlan() : hand()
  const plans = new Map<string, Seen>()
  const found: string[] = []
  let now = one.model().now + (begun ? 500 : 0)
  let count = 0
  let starts = 0
  if (begun) plans.set(proposal().id, { shownAt: now - 500, word: '', isStarted: false })
  for (const each of steps) {
    const open = one.model().dialog
    const plan = open?.kind === 'plan' ? open.proposal.id : null
    const seen = plan === null ? undefined : plans.get(plan)
    switch (each.do) {
      case 'key':
        if (seen !== undefined && now - seen.shownAt >= 500) seen.word = wordAfter(seen.word, each.text)
        one.press(each.text)
        break
      case 'blind':
        one.blindly(each.text)
        break
      case 'paste':
        if (seen !== undefined && now - seen.shownAt >= 500) seen.word = ''
        one.paste(each.text)
        break
      case 'wait':
        now += each.ms
        one.wait(each.ms)
        break
      case 'tick':
        one.tick()
        break
      case 'plan':
        if (open?.kind === 'planning') {
          count += 1
          plans.set(`plan-${count}`, { shownAt: now, word: '', isStarted: false })
          one.planned({ ok: true, proposal: proposal({ id: `plan-${count}`, plannedAt: now }) })
        }
        break
      case 'offer': {
        count += 1
        const offered = proposal({ id: `plan-${count}`, asks: each.asks, plannedAt: now })
        one.journal(
          deed({
            id: offered.id,
            state: each.asks === 'keep' ? 'held' : 'awaiting',
            isOpen: true,
            offer: { kind: each.asks, proposal: offered },
          }),
        )
        break
      }
      case 'begin':
      case 'fail':
        if (open?.kind === 'starting') one.started(each.do === 'begin', open.proposal.id)
        break
    }
    const shown = one.model().dialog
    if (shown?.kind === 'plan' && shown.openedAt === now && shown.typed === '')
      plans.set(shown.proposal.id, {
        shownAt: now,
        word: '',
        isStarted: plans.get(shown.proposal.id)?.isStarted ?? false,
      })
    for (const effect of one.effects()) {
      if (effect.type === 'plan' && open?.kind !== 'asking') found.push('planned what was not asked for')
      if (effect.type !== 'start' && effect.type !== 'keep' && effect.type !== 'approve') continue
      starts += 1
      // As the journal would tell: it is over.
      if (effect.type !== 'start') one.journal()
      const of = plans.get(effect.plan)
      if (of === undefined) found.push(`${effect.plan} was never shown`)
      else if (effect.plan !== plan) found.push(`${effect.plan} was not the one shown`)
      else if (of.word !== 'yes') found.push(`${effect.plan} was confirmed by "${of.word}"`)
      else if (now - of.shownAt > 60_000) found.push(`${effect.plan} was void`)
      else if (of.isStarted) found.push(`${effect.plan} was started twice`)
      if (of !== undefined) of.isStarted = true
    }
  }
  return { offences: found, starts }
}

function wordAfter(word: string, key: string): string {
  if (key === 'backspace') return word.slice(0, -1)
  if (key === 'ctrl+u') return ''
  return key.length === 1 ? word + key : word
}

const keys = (text: string): Step[] => [...text].map((key) => ({ do: 'key', text: key }))
const PAUSE: Step = { do: 'wait', ms: 500 }
/** What a person would do, as far as it goes undisturbed. */
const PLANNED: readonly Step[] = [
  ...keys('d'),
  PAUSE,
  ...keys('w'),
  { do: 'key', text: 'enter' },
  { do: 'plan' },
]

/** The same by its name. */
const BY_NAME: readonly Step[] = [
  ...keys(':downshift slow'),
  { do: 'key', text: 'enter' },
  PAUSE,
  { do: 'key', text: 'enter' },
  { do: 'plan' },
]
/** Half of it, in a prompt that is left, filled by a paste, or not opened at all. */
const NAMED_HALF: readonly (readonly Step[])[] = [
  keys(':scale worker-llm 4 yes'),
  [...keys('/yes'), { do: 'key', text: 'enter' }],
  [...keys(':'), { do: 'paste', text: 'downshift slow\ryes' }, { do: 'key', text: 'enter' }],
  [...keys(':'), { do: 'key', text: 'up' }, { do: 'key', text: 'enter' }, ...keys('yes')],
]

const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: step.map((one) => [one]) },
      { weight: 2, arbitrary: fc.constant(keys('yes')) },
      { weight: 3, arbitrary: fc.constant(PLANNED) },
      { weight: 2, arbitrary: offer.map((one) => [one, ...keys('k'), PAUSE, ...keys('ye')]) },
      { weight: 2, arbitrary: fc.constant(BY_NAME) },
      { weight: 1, arbitrary: fc.constantFrom(...NAMED_HALF) },
      { weight: 2, arbitrary: fc.constant([{ do: 'plan' } as const, PAUSE]) },
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.flat())

describe('no sequence of keys, pastes and timings', () => {
  it.each([false, true])('starts what was not shown, armed and typed, nor twice (plan open: %s)', (begun) => {
    let starts = 0
    fc.assert(
      fc.property(steps, (sequence) => {
        const told = play(sequence, begun)
        starts += told.starts
        expect(told.offences).toEqual([])
      }),
      { numRuns: 3_000, seed: 20260314 },
    )
    // Or it would have shown nothing.
    expect(starts).toBeGreaterThan(50)
  })

  it.each([
    ['by its key', PLANNED],
    ['by its name', BY_NAME],
  ])('keeps somebody from what is done as it should be, %s', (_, planned) => {
    const told = play([...planned, PAUSE, ...keys('yes')], false)
    expect(told).toEqual({ offences: [], starts: 1 })
  })
})
