import { expect, it } from 'vitest'
import { CHROMES, THEMES } from '../../../src/core/look.ts'
import { ROLES } from '../../../src/core/row.ts'
import { PLAIN } from '../../../src/ui/paint/pen.ts'
import { type ColourDepth, reduceColour } from '../../../src/ui/terminal/depth.ts'
import { changePen } from '../../../src/ui/terminal/stroke.ts'
import { type Pens, pensOf } from '../../../src/ui/theme/pens.ts'
import { shippedTheme } from '../../support/theme.ts'

const DEPTHS: readonly ColourDepth[] = ['true', '256', '16', 'none']

/** What is sent to draw a role, without the escape around it: `1;38;5;203`. */
function sgr(pens: Pens, role: (typeof ROLES)[number], depth: ColourDepth): string {
  const pen = { ...pens[role], fg: reduceColour(pens[role].fg, depth) }
  return changePen(PLAIN, pen).slice(2, -1) || '-'
}

/** `npm run golden` writes these anew; look at the difference before it is committed. */
it.each(THEMES)('%s draws every role as it did', async (name) => {
  const theme = await shippedTheme(name)
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell) => cell.padEnd(14))
      .join('')
      .trimEnd()
  const tables = CHROMES.map((chrome) => {
    const pens = DEPTHS.map((depth) => ({ depth, pens: pensOf(theme, depth, chrome) }))
    const roles = chrome === 'calm' ? ROLES : ROLES.filter((role) => Object.hasOwn(theme.alarm, role))
    return [
      line([chrome, ...DEPTHS]),
      ...roles.map((role) => line([role, ...pens.map(({ depth, pens }) => sgr(pens, role, depth))])),
    ].join('\n')
  })
  await expect(`${tables.join('\n\n')}\n`).toMatchFileSnapshot(`golden/${name}.txt`)
})
