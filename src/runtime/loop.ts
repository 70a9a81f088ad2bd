import type { Operator } from '../core/acting/operator.ts'
import type { KeyName } from '../core/keyNames.ts'
import {
  type ActingEffect,
  ANSWERED_BY,
  type Effect,
  type Message,
  type ScreenEffect,
} from '../core/message.ts'
import type { Model } from '../core/model.ts'
import type { Memory } from '../core/prompt/prompt.ts'
import type { PollResult, Source } from '../core/source.ts'
import type { DurationMs } from '../core/time.ts'
import { update } from '../core/update/update.ts'
import { createBeat } from './beat.ts'
import { type Clock, createStandstillWatch } from './clock.ts'
import { createOperating } from './operate.ts'
import { fillOnce, pollOnce } from './poll.ts'
import { createStore, type Store } from './store.ts'

const TICK_MS = 1_000

export type LoopOptions = {
  readonly model: Model
  readonly clock: Clock
  /** What a key asked of the terminal itself. */
  readonly onScreen: (effect: ScreenEffect) => void
  /** Told of every poll, for the program's own metrics. */
  readonly onPolled?: (source: string, durationMs: DurationMs, result: PollResult) => void
}

type Sources = ReadonlyMap<string, Source>

export type Loop = {
  readonly store: Store
  /** The newest model, which may be ahead of the one on the screen. */
  model(): Model
  /**
   * Begins to keep the time and to poll these sources, one for every source of the model that is switched on. What
   * acts and what remembers is given to a watch alone.
   */
  start(sources: Sources, watching?: { readonly operator?: Operator; readonly memory?: Memory }): void
  /** `isBlind`: the terminal has not taken the newest screen. */
  key(key: KeyName, isBlind: boolean): void
  paste(text: string, isBlind: boolean): void
  resize(columns: number, rows: number): void
  /** What came of something that the screen was asked for. */
  notice(words: string, isBad: boolean): void
  /** The theme's file changed; `problem`: what is wrong with it, or null where it is shown. */
  themed(problem: string | null): void
  /** Stops the clock, gives up on what is still being asked, and frees the sources. */
  stop(): Promise<void>
}

/** The imperative shell around `update`: it keeps the time, performs effects, and lets the screen see one model a tick. */
export function createLoop({ model: initial, clock, onScreen, onPolled }: LoopOptions): Loop {
  let model = initial
  // Screens open before sources are loaded: who waits wants to see something.
  let sources: Sources = new Map()
  let memory: Memory | null = null
  let operate: ((effect: ActingEffect) => Promise<void>) | null = null
  const leaving = new AbortController()
  let ticker: NodeJS.Timeout | null = null
  const { store, show } = createStore(initial)
  const beat = createBeat(() => show(model))
  const standstill = createStandstillWatch(clock)

  const dispatch = (message: Message): void => {
    if (leaving.signal.aborted) return
    const next = update(model, message)
    model = next.model
    for (const effect of next.effects) perform(effect)
  }

  const perform = (effect: Effect): void => {
    switch (effect.type) {
      case 'poll':
        void poll(effect)
        return
      case 'fill':
      case 'recall':
      case 'compare':
      case 'inspect':
        void fill(effect)
        return
      case 'plan':
      case 'start':
      case 'approve':
      case 'keep':
      case 'decline':
      case 'read-journal':
        void operate?.(effect)
        return
      case 'remember':
        void keep(effect.command)
        return
      default:
        onScreen(effect)
    }
  }

  const keep = async (command: string): Promise<void> => {
    const result = (await memory?.add(command)) ?? null
    if (result !== null) told({ type: 'remembered', result })
  }

  const poll = async ({ source: id, seq, deadlineMs }: Extract<Effect, { type: 'poll' }>): Promise<void> => {
    const source = sources.get(id)
    if (source === undefined) return
    const startedAt = clock.monotonic()
    const result = await pollOnce(source, deadlineMs, leaving.signal)
    if (leaving.signal.aborted) return
    onPolled?.(id, clock.monotonic() - startedAt, result)
    dispatch({ type: 'polled', now: clock.now(), source: id, seq, result, random: Math.random() })
    beat.soon()
    if (!isAsking(model)) beat.settled()
  }

  const fill = async ({
    type,
    source: id,
    range,
    deadlineMs,
  }: Extract<Effect, { type: keyof typeof ANSWERED_BY }>): Promise<void> => {
    const source = sources.get(id)
    if (source === undefined) return
    const result = await fillOnce(source, range, deadlineMs, leaving.signal)
    dispatch({ type: ANSWERED_BY[type], now: clock.now(), source: id, result })
    beat.soon()
  }

  const told = (message: Message): void => {
    dispatch(message)
    beat.now()
  }

  const tick = (): void => {
    const gapMs = standstill()
    if (gapMs !== null) dispatch({ type: 'resumed', now: clock.now(), gapMs })
    dispatch({ type: 'tick', now: clock.now(), random: Math.random() })
    beat.soon()
    if (!isAsking(model)) beat.settled()
    if (leaving.signal.aborted) return
    // Ticks fall just after the full second, so that the clock on the screen is never a second behind.
    ticker = setTimeout(tick, TICK_MS - (clock.now() % TICK_MS))
  }

  return {
    store,
    model: () => model,
    start: (opened, { operator, memory: lasting } = {}) => {
      sources = opened
      if (lasting !== undefined) {
        memory = lasting
        void lasting.read().then((result) => dispatch({ type: 'remembered', result }))
      }
      if (operator !== undefined) operate = createOperating(operator, clock, told)
      tick()
    },
    key: (key, isBlind) => {
      dispatch({ type: 'key', now: clock.now(), key, isBlind })
      beat.now()
    },
    paste: (text, isBlind) => {
      dispatch({ type: 'pasted', now: clock.now(), text, isBlind })
      beat.now()
    },
    notice: (words, isBad) => told({ type: 'noticed', now: clock.now(), words, isBad }),
    resize: (columns, rows) => {
      dispatch({ type: 'resized', columns, rows })
      beat.now()
    },
    themed: (problem) => told({ type: 'themed', problem }),
    stop: async () => {
      leaving.abort()
      beat.stop()
      if (ticker !== null) clearTimeout(ticker)
      await Promise.all([...sources.values()].map((source) => source.close()))
    },
  }
}

const isAsking = (model: Model): boolean =>
  [...model.sources.values()].some(({ pollingSince }) => pollingSince !== null)
