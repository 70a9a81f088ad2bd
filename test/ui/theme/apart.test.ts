import { beforeAll, describe, expect, it } from 'vitest'
import type { Theme } from '../../../src/core/look.ts'
import { pensOf } from '../../../src/ui/theme/pens.ts'
import { shippedTheme } from '../../support/theme.ts'
import { APART, deltaE, EYES, type Eye, hex, rgbOf, seenBy } from './colours.ts'

const STATES = ['ok', 'warn', 'crit', 'stale'] as const

let theme: Theme
beforeAll(async () => {
  theme = await shippedTheme('colour-blind')
})

const nearest = (colours: readonly number[], eye: Eye): number =>
  Math.min(
    ...colours.flatMap((one, i) =>
      colours.slice(i + 1).map((other) => deltaE(seenBy(eye, one), seenBy(eye, other))),
    ),
  )

describe.each(Object.entries(EYES))('the states of colour-blind, to eyes %s', (_, eye) => {
  it.each(['true', '256', '16'] as const)('stay apart with %s colours', (depth) => {
    const pens = pensOf(theme, depth)
    const least = nearest(
      STATES.map((state) => rgbOf(pens[state].fg)),
      eye,
    )
    expect(least).toBeGreaterThan(APART)
  })
})

it('green and red of the same lightness do not, without red or green cones', () => {
  const colours = [hex('#5fae5f'), hex('#d78750')]
  expect(nearest(colours, EYES.all)).toBeGreaterThan(APART)
  expect(nearest(colours, EYES.deutan)).toBeLessThan(APART)
})

it('a grey is the same to all eyes', () => {
  for (const eye of Object.values(EYES))
    expect(deltaE(seenBy(eye, 0x9e9e9e), seenBy(EYES.all, 0x9e9e9e))).toBeLessThan(1)
})
