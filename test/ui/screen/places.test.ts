import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePanel } from '../../../src/panels/panel.ts'
import { placesOf, type Room } from '../../../src/ui/screen/places.ts'
import { fragranceAi } from '../profile.ts'
import { play, SCENARIOS } from '../scenarios.ts'

const SIZES = [
  { columns: 200, rows: 50 },
  { columns: 120, rows: 36 },
  { columns: 160, rows: 45 },
]

describe('the places of panels', async () => {
  const profile = await fragranceAi()
  const nights = Object.values(SCENARIOS).map((scenario) => {
    const model = play(profile, scenario, { columns: 200, rows: 50 })
    return { model, panels: profile.panels.map((config) => judgePanel(config, model)) }
  })
  const moment = fc.record({
    night: fc.constantFrom(...nights),
    size: fc.constantFrom(...SIZES),
    shown: fc.constantFrom(
      profile.panels.map((_, index) => index),
      [0, 2, 3],
    ),
  })

  it('are those of the moment, whatever was shown before', () =>
    fc.assert(
      fc.property(fc.array(moment, { minLength: 2, maxLength: 6 }), (moments) => {
        // What is remembered goes by the profile.
        const remembering = { ...profile }
        for (const { night, size, shown } of moments) {
          const room: Room = { width: size.columns, height: size.rows - 6 }
          const placed = (known: typeof profile) =>
            placesOf(
              { ...night.model, profile: known, view: { ...night.model.view, ...size } },
              night.panels,
              shown,
              room,
            )
          expect(placed(remembering)).toEqual(placed({ ...profile }))
        }
      }),
    ))

  it('stay the very same while the panels ask for the same', () => {
    const [night] = nights
    if (night === undefined) throw new Error('no night')
    const again = profile.panels.map((config) => judgePanel(config, night.model))
    const room = { width: 200, height: 44 }
    const known = { ...night.model, profile: { ...profile } }
    const shown = again.map((_, index) => index)
    expect(placesOf(known, again, shown, room)).toBe(placesOf(known, night.panels, shown, room))
  })
})
