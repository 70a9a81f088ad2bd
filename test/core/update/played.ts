import type { Effect, Message } from '../../../src/core/message.ts'
import type { Model } from '../../../src/core/model.ts'
import type { WatchProfile } from '../../../src/core/profile.ts'
import type { PollResult } from '../../../src/core/source.ts'
import { startModel } from '../../../src/core/start.ts'
import { update } from '../../../src/core/update/update.ts'
import { S, T0 } from '../given.ts'

/** A program whose whole outside is a script. Seconds count from T0. */
export type Played = {
  model(): Model
  /** The effects since the last call. */
  effects(): Effect[]
  send(message: Message): void
  tick(at: number): void
  /** The answer to the newest poll of that source, or to the one given. */
  answer(at: number, source: string, result: PollResult, seq?: number): void
}

export function played(profile: WatchProfile, random = 0.5): Played {
  let model = startModel(profile, T0, { columns: 100, rows: 40 })
  let effects: Effect[] = []
  const send = (message: Message): void => {
    const next = update(model, message)
    model = next.model
    effects.push(...next.effects)
  }
  return {
    model: () => model,
    effects: () => {
      const seen = effects
      effects = []
      return seen
    },
    send,
    tick: (at) => send({ type: 'tick', now: T0 + at * S, random }),
    answer: (at, source, result, seq = model.sources.get(source)?.seq ?? 0) =>
      send({ type: 'polled', now: T0 + at * S, source, seq, result, random }),
  }
}
