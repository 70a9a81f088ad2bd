import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../src/core/failure.ts'
import type { Effect, Message } from '../../../src/core/message.ts'
import type { Model } from '../../../src/core/model.ts'
import { startModel } from '../../../src/core/start.ts'
import { update } from '../../../src/core/update/update.ts'
import { judgeInTurn, type PanelConfig } from '../../../src/panels/panel.ts'
import { wallOf } from '../../../src/ui/wall/wall.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { profile, signal, T0 } from '../../core/given.ts'
import { anAlert } from '../../support/model.ts'

const SECOND = 1_000
const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Time goes on in steps of this: seven days of them are played in a few seconds. */
const STEP_MS = 10 * SECOND
const TURN_MS = 10 * SECOND
const refused: Failure = { kind: 'refused', message: 'it refused the connection', hint: '' }

const SIGNALS = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => signal({ id, title: id, rules: [] }))
const PANELS: readonly PanelConfig[] = SIGNALS.map(({ id }) => ({
  id,
  kind: 'stat',
  title: `panel of ${id}`,
  signal: id,
}))

/** Prometheus is down in the last ten minutes of every hour. */
const isDown = (now: number): boolean => Math.floor(((now - T0) % HOUR) / (10 * 60 * SECOND)) === 5

/** What the outside says to an effect at that time; alerts and values are always others. */
function answerTo(effect: Effect, now: number): Message | null {
  const step = Math.floor((now - T0) / STEP_MS)
  switch (effect.type) {
    case 'poll':
      return {
        type: 'polled',
        now,
        source: effect.source,
        seq: effect.seq,
        random: 0.5,
        result: isDown(now)
          ? { ok: false, failure: refused }
          : {
              ok: true,
              readings: SIGNALS.map(({ id }) => ({
                signal: id,
                labels: {},
                sample: { kind: 'value', value: (step % 97) / 10, measuredAt: now },
              })),
              alerts: [anAlert(`alert ${Math.floor(step / 30)}`)],
              warnings: [],
              skewMs: 0,
            },
      }
    case 'fill':
      return { type: 'filled', now, source: effect.source, result: { ok: true, histories: [] } }
    case 'recall':
      return { type: 'recalled', now, source: effect.source, result: { ok: true, histories: [] } }
    case 'compare':
      return { type: 'compared', now, source: effect.source, result: { ok: true, histories: [] } }
    default:
      return null
  }
}

function step(model: Model, now: number): Model {
  const ticked = update(model, { type: 'tick', now, random: 0.5 })
  let next = ticked.model
  const waiting = [...ticked.effects]
  for (let effect = waiting.shift(); effect !== undefined; effect = waiting.shift()) {
    const message = answerTo(effect, now)
    if (message === null) continue
    const answered = update(next, message)
    next = answered.model
    waiting.push(...answered.effects)
  }
  return next
}

/** Everything the model holds: entries of lists and maps, and fields, down to the last one. */
function entriesIn(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0
  seen.add(value)
  const inner: readonly unknown[] =
    value instanceof Map
      ? [...value.entries()].flat()
      : value instanceof Set || Array.isArray(value)
        ? [...value]
        : ArrayBuffer.isView(value)
          ? Array.from({ length: value.byteLength / 8 }, () => 0)
          : Object.values(value)
  return inner.reduce<number>((sum, each) => sum + 1 + entriesIn(each, seen), 0)
}

describe('a week on the wall', () => {
  it('grows nothing, turns its pages, says NO DATA and stops saying so', () => {
    let model = startModel(profile(SIGNALS), T0, { columns: 120, rows: 36 }, null, { readOnly: 'a wall' })
    const judge = judgeInTurn(PANELS)
    const sizes: number[] = []
    const shown = new Map<string, number>()
    const blind: boolean[] = []
    for (let now = T0; now <= T0 + 7 * DAY; now += STEP_MS) {
      model = step(model, now)
      const sinceStart = now - T0
      // All of the screen is made once in ten minutes; the model is new at every step.
      if (sinceStart % (61 * STEP_MS) === 0) {
        const text = wallOf(model, judge(model), { turnMs: TURN_MS, glyphs: 'braille' })
          .flatMap(({ rows }) => rows.map(plainText))
          .join('\n')
        for (const { title } of PANELS)
          if (text.includes(title)) shown.set(title, (shown.get(title) ?? 0) + 1)
        blind.push(/for \d+ [sm]: what was shown then may be wrong/.test(text))
      }
      if (sinceStart > 0 && sinceStart % DAY === 0) sizes.push(entriesIn(model))
    }
    expect(sizes).toHaveLength(7)
    const [first = 0] = sizes
    expect(first).toBeGreaterThan(1_000)
    for (const size of sizes) expect(Math.abs(size - first)).toBeLessThan(first * 0.05)
    // Every hour has its minutes without data, and only those.
    expect(blind.filter(Boolean).length / blind.length).toBeCloseTo(1 / 6, 1)
    expect([...shown.keys()].sort()).toEqual(PANELS.map(({ title }) => title))
    const counts = [...shown.values()]
    expect(Math.min(...counts)).toBeGreaterThan(0.8 * Math.max(...counts))
  }, 60_000)
})
