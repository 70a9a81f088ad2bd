import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eachPoint, type Point } from '../../src/core/series.ts'
import type { CounterConfig } from '../../src/panels/counter/config.ts'
import { eventsOf, type Walk } from '../../src/panels/counter/events.ts'
import { judgePanel } from '../../src/panels/panel.ts'
import { aModel, aSignal, GRID, given, NOW, rule, type Told, wave } from '../support/model.ts'
import { drawnText, summaryText } from '../support/panel.ts'

const config: CounterConfig = {
  id: 'checkpoints',
  kind: 'counter',
  title: 'Checkpoints',
  signal: 'rollbacks',
  counter: 'total',
  progress: 'step',
  also: ['saves'],
}
/** A counter that rises at these numbers of steps before now. */
const risesAt = (...steps: readonly number[]) =>
  wave({ from: 6 }).map((point) => ({
    ...point,
    value: 6 + steps.filter((step) => point.at > NOW - step * GRID.stepMs).length,
  }))
const steps = wave({ from: 3000, to: 3500 }).map((point) => ({
  ...point,
  value: Math.round(point.value) - (point.at > NOW - 160 * GRID.stepMs ? 400 : 0),
}))
const modelOf = (count: Told, ...rises: readonly number[]) =>
  aModel({
    signals: [
      given(
        aSignal('rollbacks', {
          title: 'rollbacks since deploy',
          unit: 'count',
          rules: [rule({ op: 'above', warn: 1, crit: 2 })],
        }),
        { '': count },
      ),
      given(aSignal('total', { title: 'rollbacks', unit: 'count' }), {
        '': { value: 6 + rises.length, history: risesAt(...rises) },
      }),
      given(aSignal('step', { title: 'step', unit: 'count' }), { '': { value: 3100, history: steps } }),
      given(aSignal('saves', { title: 'saves', unit: 'count' }), 11),
    ],
  })

describe('eventsOf', () => {
  const point = (at: number, value: number) => ({ at, value })
  const walk =
    (points: readonly Point[]): Walk =>
    (show) =>
      eachPoint(points, show)
  it.each([
    ['nothing known', [], []],
    ['nothing happened', [point(0, 3), point(1, 3)], []],
    ['a rise', [point(0, 3), point(1, 5)], [{ at: 1, by: 2 }]],
    ['a reset to zero', [point(0, 3), point(1, 0)], []],
    ['a reset that has counted since', [point(0, 3), point(1, 1)], [{ at: 1, by: 1 }]],
  ])('%s', (_, counter, events) =>
    expect(eventsOf(walk(counter), walk([]))).toEqual(
      events.map((event) => ({ ...event, before: null, after: null })),
    ),
  )

  const path = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 3 })))
    .map((pairs) => [...new Map(pairs)].sort(([a], [b]) => a - b).map(([at, value]) => point(at, value)))
  it('knows the progress at the last point before each rise and from its own on', () =>
    fc.assert(
      fc.property(path, path, (counter, progress) => {
        for (const { at, before, after } of eventsOf(walk(counter), walk(progress))) {
          const from = counter.findLast((earlier) => earlier.at < at)?.at ?? Number.NaN
          expect(before).toBe(progress.findLast((one) => one.at <= from)?.value ?? null)
          expect(after).toBe(progress.find((one) => one.at >= at)?.value ?? null)
        }
      }),
    ))
})

describe('counter', () => {
  it.each<[string, Told, string]>([
    ['none', 0, 'ok'],
    ['one', 1, 'ok'],
    ['two', 2, 'warn'],
    ['three', 3, 'crit'],
    ['old', { value: 0, agoMs: 60_000 }, 'stale'],
    ['not there', { absent: 'no data' }, 'unknown'],
  ])('%s', (_, count, level) => expect(judgePanel(config, modelOf(count)).level).toBe(level))

  it('tells when it happened and what came of it', () => {
    expect(drawnText(config, modelOf(1, 160), 60)).toMatchInlineSnapshot(`
      "rollbacks since deploy       1 / 2  ● OK
      #1  13:22  39 m ago  step 3 333 → 2 934
      saves      11"
    `)
    expect(drawnText(config, modelOf(2, 160, 40), 60)).toMatchInlineSnapshot(`
      "rollbacks since deploy       2 / 2  ▲ WARN
      #2  13:52   9 m ago  step 3 058 → 3 059
      #1  13:22  39 m ago  step 3 333 → 2 934
      saves      11"
    `)
    expect(drawnText(config, modelOf(2, 160, 40), 40)).toMatchInlineSnapshot(`
      "rollbacks since deploy       2  ▲ WARN
      #2  13:52   9 m ago  step 3 058 → 3 059
      #1  13:22  39 m ago  step 3 333 → 2 934
      saves      11"
    `)
    expect(drawnText(config, modelOf(2, 160, 40), 24)).toMatchInlineSnapshot(`
      "rollbacks si…       2  ▲
      13:52
      13:22
      saves      11"
    `)
    expect(summaryText(config, modelOf(2, 160, 40), 60)).toMatchInlineSnapshot(
      `"rollbacks since deploy 2 / 2   saves 11"`,
    )
  })

  it('says when it counts what the history does not reach', () => {
    expect(drawnText(config, modelOf(3, 160), 60)).toMatchInlineSnapshot(`
      "rollbacks since deploy       3 / 2  ✖ CRIT
      #3  13:22  39 m ago  step 3 333 → 2 934
      2 more before 12:02, where the history begins
      saves      11"
    `)
  })

  it('claims nothing about a count it does not know', () => {
    const text = drawnText(config, modelOf({ value: 5, agoMs: 60_000 }, 160), 60)
    expect(text).not.toContain('more before')
    expect(text).toContain('◌ STALE 1m')
  })
})
