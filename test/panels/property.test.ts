import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/core/row.ts'
import { update } from '../../src/core/update/update.ts'
import type { Glyphs } from '../../src/panels/kind.ts'
import { judgePanel, type Panel, panelSignals } from '../../src/panels/panel.ts'
import { plainText, rowWidth } from '../../src/widgets/fit.ts'
import { model, numbersOf, numbersTold, PANELS } from './hostile.ts'

const draw = (panel: Panel, width: number, height: number, glyphs: Glyphs = 'braille') =>
  panel.draw({ width, height, glyphs })

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
              const { full, least, roomy } = panel.heights(width)
              expect(full).toBeGreaterThanOrEqual(least)
              expect(draw(panel, width, full).length).toBeLessThanOrEqual(full)
              if (roomy === undefined) continue
              expect(roomy.least).toBeGreaterThanOrEqual(full)
              expect(roomy.full).toBeGreaterThanOrEqual(roomy.least)
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
