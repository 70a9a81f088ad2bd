import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../src/config/load.ts'
import type { Profile } from '../../src/config/profile.ts'
import { pictureFile, pictureOf, wallOf } from './picture.ts'
import { SCENES, SIZES, WALLS } from './scenes.ts'

const ROOT = new URL('../..', import.meta.url)
let profile: Profile

beforeAll(async () => {
  const loaded = await loadProfile({
    file: new URL('configs/fragrance-ai.yaml', ROOT).pathname,
    overlays: [],
    sets: [],
    env: {},
  })
  if (!loaded.ok) throw new Error('the profile of Fragrance AI has mistakes')
  profile = loaded.profile
})

/** `npm run golden` writes these anew; look at the difference before it is committed. */
describe.each(Object.entries(SCENES))('%s', (name, scene) => {
  it.each(SIZES)('looks as it did at $columns×$rows', async (size) => {
    const picture = pictureFile(await pictureOf(scene(profile, size), profile.panels))
    await expect(picture).toMatchFileSnapshot(`golden/${name}.${size.columns}x${size.rows}.txt`)
  })
})

describe.each(Object.entries(WALLS))('%s', (name, scene) => {
  it.each(SIZES)('looks as it did at $columns×$rows', async (size) => {
    const picture = pictureFile(await pictureOf(scene(profile, size), profile.panels, wallOf))
    await expect(picture).toMatchFileSnapshot(`golden/${name}.${size.columns}x${size.rows}.txt`)
  })
})

it('has no picture of what is not there any more', () => {
  const known = Object.keys({ ...SCENES, ...WALLS }).flatMap((name) =>
    SIZES.map(({ columns, rows }) => `${name}.${columns}x${rows}.txt`),
  )
  expect(
    readdirSync(new URL('golden', import.meta.url)).filter(
      (file) => file.endsWith('.txt') && !known.includes(file),
    ),
  ).toEqual([])
})
