import { beforeAll, describe, expect, it } from 'vitest'
import { CHROMES, THEMES, type Theme, type ThemeName } from '../../../src/core/look.ts'
import { ROLES } from '../../../src/core/row.ts'
import { DEFAULT_COLOUR } from '../../../src/ui/paint/colour.ts'
import { DIM } from '../../../src/ui/paint/pen.ts'
import { type ColourDepth, reduceColour } from '../../../src/ui/terminal/depth.ts'
import { contrast } from '../../../src/ui/theme/contrast.ts'
import { pensOf } from '../../../src/ui/theme/pens.ts'
import { leastContrast } from '../../../src/ui/theme/sixteen.ts'
import { shippedTheme } from '../../support/theme.ts'
import { APART, deltaE, EYES, hex, rgbOf, seenBy } from './colours.ts'

const themes = new Map<ThemeName, Theme>()
beforeAll(async () => {
  for (const name of THEMES) themes.set(name, await shippedTheme(name))
})

/** More than the others promise. */
const PROMISED: Partial<Record<ThemeName, number>> = { 'high-contrast': 7 / 4.5 }

/** What is asked of colours holds where it is known how they look: of the 16, as xterm has them on its own background. */
const backgroundsAt = ({ backgrounds }: Theme, depth: ColourDepth): readonly string[] =>
  depth === '16' ? backgrounds.slice(0, 1) : backgrounds

describe('contrast', () => {
  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#ff0000', '#ffffff', 4],
    ['#ffffff', '#ffffff', 1],
  ])('of %s and %s is %d, as WCAG has it', (one, other, ratio) => {
    expect(contrast(hex(one), hex(other))).toBeCloseTo(ratio, 2)
    expect(contrast(hex(other), hex(one))).toBeCloseTo(ratio, 2)
  })
})

describe.each(THEMES)('%s', (name) => {
  it.each(CHROMES.flatMap((chrome) => (['true', '256', '16'] as const).map((depth) => ({ chrome, depth }))))(
    'can be read with $depth colours, $chrome',
    ({ chrome, depth }) => {
      const theme = themes.get(name) as Theme
      const pens = pensOf(theme, depth, chrome)
      const promised = depth === '16' ? 1 : (PROMISED[name] ?? 1)
      const unreadable = backgroundsAt(theme, depth).flatMap((background) =>
        ROLES.flatMap((role) => {
          const fg = reduceColour(pens[role].fg, depth)
          // The terminal's own text colour is as readable as its owner made it.
          if (fg === DEFAULT_COLOUR) return []
          const ratio = contrast(rgbOf(fg), hex(background))
          const least = leastContrast(role) * promised
          return ratio < least ? [`${role} on ${background}: ${ratio.toFixed(2)} < ${least.toFixed(2)}`] : []
        }),
      )
      expect(unreadable).toEqual([])
    },
  )

  it('dims no colour: how much that takes away is up to the terminal', () => {
    const { roles, alarm } = themes.get(name) as Theme
    const dimmed = [...Object.entries(roles), ...Object.entries(alarm)].filter(
      ([, { color, dim }]) => color !== undefined && dim === true,
    )
    expect(dimmed).toEqual([])
  })

  it('looks with 256 colours as with all', () => {
    const theme = themes.get(name) as Theme
    expect(pensOf(theme, '256')).toEqual(pensOf(theme, 'true'))
    for (const { fg } of Object.values(pensOf(theme, 'true'))) expect(reduceColour(fg, '256')).toBe(fg)
  })

  it.each(['true', '256', '16', 'none'] as const)(
    'names a system that is to be left alone unmistakably, but never as what is critical, with %s colours',
    (depth) => {
      const theme = themes.get(depth === 'none' ? 'mono' : name) as Theme
      const [calm, alarm] = [pensOf(theme, depth, 'calm'), pensOf(theme, depth, 'alarm')]
      for (const role of ['system', 'border'] as const) {
        expect(alarm[role]).not.toEqual(calm[role])
        expect(alarm[role]).not.toEqual(alarm.crit)
      }
      // Sixteen colours have two reds, and no more.
      if (name === 'mono' || name === 'ansi16' || depth === '16' || depth === 'none') return
      const [frame, crit] = [alarm.border, alarm.crit].map(({ fg }) => seenBy(EYES.all, rgbOf(fg)))
      expect(deltaE(frame ?? [0, 0, 0], crit ?? [0, 0, 0])).toBeGreaterThan(APART)
    },
  )
})

it('what is not seen at all is told', () => {
  const theme = themes.get('dark') as Theme
  const faint = pensOf({ ...theme, roles: { ...theme.roles, text: { color: '#262626' } } }, 'true').text.fg
  expect(contrast(rgbOf(faint), 0)).toBeLessThan(leastContrast('text'))
})

it('mono says with attributes what the others say with colours', () => {
  const { ok, warn, crit, stale } = pensOf(themes.get('mono') as Theme, 'none')
  const attributes = [ok, warn, crit, stale].map((pen) => pen.attributes)
  expect(new Set(attributes).size).toBe(4)
  expect(stale.attributes).toBe(DIM)
})
