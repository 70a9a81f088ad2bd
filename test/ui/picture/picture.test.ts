import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/config/profile.ts'
import { DARK_PAPER } from '../../../src/ui/picture/paper.ts'
import { svgOf } from '../../../src/ui/picture/svg.ts'
import { rowsOf, textOf } from '../../../src/ui/picture/text.ts'
import type { Pens } from '../../../src/ui/theme/pens.ts'
import { darkPens, openProfile, played, shown } from './given.ts'

let profile: Profile
let pens: Pens
beforeAll(async () => {
  profile = await openProfile()
  pens = await darkPens()
})

describe('the picture of the README', () => {
  const size = { columns: 120, rows: 36 }

  /** `npm run golden` makes it anew. */
  it('is what the program makes of its screen', async () => {
    const rows = rowsOf(shown(profile, played(profile, 'breaker-open', size)))
    const svg = svgOf(rows, size.columns, pens, DARK_PAPER, 'hypercare watch: a circuit breaker is open')
    await expect(svg).toMatchFileSnapshot('../golden/breaker-open.120x36.svg')
  })

  it.each(['breaker-open', 'calm'])('shows the text of the frame (%s)', (name) => {
    const frame = readFileSync(new URL(`../golden/${name}.120x36.txt`, import.meta.url), 'utf8')
    const [text = ''] = frame.split('\n── roles')
    expect(textOf(rowsOf(shown(profile, played(profile, name, size))))).toBe(text.trimEnd())
  })
})
