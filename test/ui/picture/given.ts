import { loadProfile } from '../../../src/config/load.ts'
import type { Profile } from '../../../src/config/profile.ts'
import { loadTheme } from '../../../src/config/theme.ts'
import type { Theme } from '../../../src/core/look.ts'
import type { Model } from '../../../src/core/model.ts'
import { judgePanel } from '../../../src/panels/panel.ts'
import type { Screen } from '../../../src/ui/screen/block.ts'
import { screenOf } from '../../../src/ui/screen/screen.ts'
import { play, SCENARIOS } from '../scenarios.ts'

const ROOT = new URL('../../..', import.meta.url)

export async function openProfile(): Promise<Profile> {
  const loaded = await loadProfile({
    file: new URL('configs/fragrance-ai.yaml', ROOT).pathname,
    overlays: [],
    sets: [],
    env: {},
  })
  if (!loaded.ok) throw new Error('the profile of Fragrance AI has mistakes')
  return loaded.profile
}

export async function themeOf(name: string): Promise<Theme> {
  const folder = new URL('themes/', ROOT).pathname
  const read = await loadTheme(`${folder}${name}.yaml`, folder)
  if (!read.ok) throw new Error(`the theme ${name} has mistakes`)
  return read.theme
}

/** The model of a scenario of the golden frames. */
export function played(profile: Profile, name: string, size: { columns: number; rows: number }): Model {
  const scenario = SCENARIOS[name]
  if (scenario === undefined) throw new Error(`no scenario ${name}`)
  return play(profile, scenario, size)
}

export const shown = (profile: Profile, model: Model): Screen =>
  screenOf(
    model,
    profile.panels.map((config) => judgePanel(config, model)),
    'braille',
  )
