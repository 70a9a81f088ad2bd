import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/config/profile.ts'
import { type Paper, paperOf } from '../../../src/ui/picture/paper.ts'
import { svgOf } from '../../../src/ui/picture/svg.ts'
import { rowsOf, textOf } from '../../../src/ui/picture/text.ts'
import { type Pens, pensOf } from '../../../src/ui/theme/pens.ts'
import { openProfile, played, shown, themeOf } from './given.ts'

let profile: Profile
let pens: Pens
let paper: Paper
beforeAll(async () => {
  profile = await openProfile()
  const theme = await themeOf('dark')
  pens = pensOf(theme, 'true', profile.chrome)
  paper = paperOf(theme)
})

describe('the picture of the README', () => {
  const size = { columns: 120, rows: 36 }

  /** `npm run golden` makes it anew. */
  it('is what the program makes of its screen', async () => {
    const rows = rowsOf(shown(profile, played(profile, 'breaker-open', size)))
    const svg = svgOf(rows, size.columns, pens, paper, 'hypercare watch: a circuit breaker is open')
    await expect(svg).toMatchFileSnapshot('../golden/breaker-open.120x36.svg')
  })

  it.each(['breaker-open', 'calm'])('shows the text of the frame (%s)', (name) => {
    const frame = readFileSync(new URL(`../golden/${name}.120x36.txt`, import.meta.url), 'utf8')
    const [text = ''] = frame.split('\n── roles')
    expect(textOf(rowsOf(shown(profile, played(profile, name, size))))).toBe(text.trimEnd())
  })
})
