import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/core/model.ts'
import type { Row } from '../../src/core/row.ts'
import { UNITS, type Unit } from '../../src/core/units.ts'
import { update } from '../../src/core/update/update.ts'
import type { Glyphs } from '../../src/panels/kind.ts'
import { judgePanel, type Panel, type PanelConfig, panelSignals } from '../../src/panels/panel.ts'
import { plainText, rowWidth } from '../../src/widgets/fit.ts'
import { aFailure, aModel, anAlert, aSignal, given, NOW, rule, type Told, wave } from '../support/model.ts'

const IDS = ['a', 'b', 'c', 'd'] as const
const KEYS = [
  'fast',
  '한국어 서비스 이름이 아주 길다',
  'llama-3.1-405b',
  '👩‍🚀 e\u0301',
  '10.0.0.1:9090/metrics',
  '0/1',
]

const base = { id: 'x', title: 'X' }
const PANELS: readonly PanelConfig[] = [
  { ...base, kind: 'quantiles', signal: 'a', also: ['b', 'nosuch'] },
  { ...base, kind: 'states', signal: 'a', beside: 'b', trips: 'c', also: ['d'] },
  { ...base, kind: 'shares', signal: 'a' },
  {
    ...base,
    kind: 'schedule',
    signal: 'a',
    progress: 'b',
    from: 1,
    to: 0.5,
    over: 1000,
    strategy: 'cosine',
    also: ['c', 'd'],
  },
  { ...base, kind: 'counter', signal: 'a', counter: 'b', progress: 'c', also: ['d'] },
  { ...base, kind: 'ratios', signals: [...IDS, 'nosuch'] },
  { ...base, kind: 'alerts', source: 'am' },
  { ...base, kind: 'services', signals: [...IDS, 'nosuch'], services: [] },
  { ...base, kind: 'gpu', utilization: 'a', memoryFree: 'b', temperature: 'c', power: 'd' },
  { ...base, kind: 'gpu', utilization: 'many', memoryUsed: 'many', memoryTotal: 'many' },
  { ...base, kind: 'host', cpu: 'a', memory: 'b', disk: 'c', load: 'd' },
  { ...base, kind: 'stat', signal: 'a' },
  { ...base, kind: 'chart', signal: 'a' },
  { ...base, kind: 'table', signals: ['a', 'b', 'c'] },
]

const number = fc.oneof(
  fc.double({ min: -1e3, max: 1e3, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 20_000_000 }),
  fc.constantFrom(0, -0, 1e300, -1e300, 5e-324),
)
const told: fc.Arbitrary<Told> = fc.oneof(
  number,
  number,
  fc.record({ value: number, agoMs: fc.integer({ min: 30_001, max: 4e8 }) }),
  fc
    .record({ value: number, to: number })
    .map(({ value, to }) => ({ value, history: wave({ from: to, to: value, points: 60 }) })),
  fc.constant({ absent: 'no data: the query returned 0 series in 3.5 s' }),
  fc.constant({ value: 1, failed: 'http://10.0.0.1:9090 gave HTTP 503 after 2.25 s', times: 3 }),
  fc.constantFrom('healthy', 'unhealthy since 12:04', '정상'),
)
const UNIT = fc.constantFrom<Unit>(...UNITS)
const signal = (id: string) =>
  fc
    .record({
      unit: UNIT,
      keys: fc.oneof(fc.constant(null), fc.subarray(KEYS, { minLength: 1 })),
      limits: fc.constantFrom('above', 'below', 'deviates', 'outside', 'none'),
      onFailure: fc.constantFrom('unknown' as const, 'crit' as const),
      told: fc.array(told, { minLength: KEYS.length, maxLength: KEYS.length }),
    })
    .map(({ unit, keys, limits, onFailure, told: values }) => {
      const rules =
        limits === 'none'
          ? []
          : limits === 'outside'
            ? [rule({ op: limits, warn: [0.25, 0.75], crit: [-1, 12.5] })]
            : limits === 'deviates'
              ? [rule({ op: limits, target: 0.5, warn: 0.05, crit: 0.125 })]
              : [rule({ op: limits, warn: 0.5, crit: 0.95 })]
      const label = keys === null ? null : 'key'
      return given(
        aSignal(id, { title: `${id} 24h`, unit, label, rules, onFailure }),
        Object.fromEntries((keys ?? ['']).map((key, index) => [key, values[index] ?? 0])),
      )
    })

const model: fc.Arbitrary<Model> = fc
  .record({
    signals: fc.tuple(...IDS.map(signal)),
    many: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 70 }),
    alerts: fc.integer({ min: 0, max: 6 }),
    isDown: fc.boolean(),
    isOff: fc.boolean(),
  })
  .map(({ signals, many, alerts, isDown, isOff }) =>
    aModel({
      signals: [
        ...signals,
        given(
          aSignal('many', {
            label: 'gpu',
            unit: 'ratio',
            source: 'gpu',
            rules: [rule({ op: 'above', warn: 0.8, crit: 0.95 })],
          }),
          Object.fromEntries(many.map((value, index) => [String(index), value])),
        ),
      ],
      sources: {
        am: {
          alerts: Array.from({ length: alerts }, (_, index) =>
            anAlert(KEYS[index] ?? 'x', {
              severity: index % 2 === 0 ? 'critical' : 'info',
              labels: { key: 'p99 of 12.5' },
              summary: '한국어 3.25 s 위',
            }),
          ),
          ...(isDown ? { failure: aFailure('127.0.0.1:9093 refused'), failingSince: NOW - 90_000 } : {}),
          enabled: !isOff,
        },
      },
    }),
  )

const draw = (panel: Panel, width: number, height: number, glyphs: Glyphs = 'braille') =>
  panel.draw({ width, height, glyphs })

const NUMBERS = /\d+(?:[.,:\u00a0]\d+)*/g
/** The numbers of a drawing, without the counts of what was left out of it. */
const numbersOf = (rows: readonly string[]) =>
  rows.filter((text) => !text.startsWith('+')).flatMap((text) => text.match(NUMBERS) ?? [])

/** The numbers in what sources said, whole. */
const numbersTold = (model: Model) => numbersOf([...texts(model)])

function* texts(model: Model) {
  for (const { failure, alerts } of model.sources.values()) {
    if (failure !== null) yield failure.message
    for (const alert of alerts ?? [])
      yield `${alert.name} ${alert.summary} ${Object.values(alert.labels).join(' ')}`
  }
  for (const { config, instances } of model.signals.values()) {
    yield config.title
    for (const { key, verdict, last, problem } of instances.values()) {
      yield `${key} ${verdict.reason} ${last?.value} ${problem?.reason}`
    }
  }
}

/** The numbers of the panel where it has room; a chart's axis depends on its height. */
const numbersAtEase = (panel: Panel, heights: readonly number[]) =>
  [...heights, 3, 30, 200].flatMap((height) =>
    [60, 500].flatMap((width) => numbersOf(draw(panel, width, height).map(plainText))),
  )

describe.each(PANELS.map((config, index) => [`${config.kind} (${index})`, config] as const))(
  '%s',
  (_, config) => {
    it('stays in its area, draws no broken number and no empty panel', () => {
      fc.assert(
        fc.property(
          model,
          fc.array(fc.tuple(fc.integer({ min: 10, max: 200 }), fc.integer({ min: 1, max: 30 })), {
            minLength: 4,
            maxLength: 4,
          }),
          fc.constantFrom<Glyphs>('braille', 'block', 'ascii'),
          (given, sizes, glyphs) => {
            const panel = judgePanel(config, given)
            const ofSizes = sizes.map(([, height]) => height)
            const whole = new Set([...numbersTold(given), ...numbersAtEase(panel, ofSizes)])
            for (const [width, height] of sizes) {
              const rows = draw(panel, width, height, glyphs)
              expect(rows.length).toBeGreaterThan(0)
              expect(rows.length).toBeLessThanOrEqual(height)
              expect(rows.filter((row) => rowWidth(row) > width)).toEqual([])
              expect(rowWidth(panel.summary(width))).toBeLessThanOrEqual(width)
              expect(numbersOf(rows.map(plainText)).filter((found) => !whole.has(found))).toEqual([])
              const { full, least } = panel.heights(width)
              expect(full).toBeGreaterThanOrEqual(least)
              expect(draw(panel, width, full).length).toBeLessThanOrEqual(full)
            }
          },
        ),
        { seed: 20_260_314, numRuns: 25, endOnFailure: true },
      )
    })

    it('says truly that time alone changes nothing of it', () => {
      // Charts move on by themselves a cell at a time, and may do so when the next value comes.
      const withoutCharts = (rows: readonly Row[]) =>
        rows.map((row) =>
          plainText(row)
            .replaceAll(/[\u2580-\u259f\u2800-\u28ff ]/g, '')
            .replaceAll(/[▴◆↺]/g, '─'),
        )
      fc.assert(
        fc.property(model, fc.integer({ min: 1, max: 60_000 }), (given, passed) => {
          const later = update(given, { type: 'tick', now: given.now + passed, random: 0 }).model
          const panel = judgePanel(config, given)
          const drawn = draw(panel.at(later), 66, 12)
          expect(withoutCharts(drawn)).toEqual(withoutCharts(draw(judgePanel(config, later), 66, 12)))
          expect(panel.at(later).level).toBe(judgePanel(config, later).level)
        }),
        { seed: 20_260_315, numRuns: 25, endOnFailure: true },
      )
    })

    it('draws the same twice, and names its signals', () => {
      const [sample] = fc.sample(model, { seed: 1, numRuns: 1 })
      if (sample === undefined) throw new Error('no sample')
      expect(draw(judgePanel(config, sample), 66, 12)).toEqual(draw(judgePanel(config, sample), 66, 12))
      expect(new Set(panelSignals(config)).size).toBe(panelSignals(config).length)
    })
  },
)
