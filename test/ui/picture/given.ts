import { loadProfile } from '../../../src/config/load.ts'
import type { Profile } from '../../../src/config/profile.ts'
import type { Model } from '../../../src/core/model.ts'
import { judgePanel } from '../../../src/panels/panel.ts'
import type { Screen } from '../../../src/ui/screen/block.ts'
import { screenOf } from '../../../src/ui/screen/screen.ts'
import { loadTheme } from '../../../src/ui/theme/load.ts'
import { type Pens, pensOf } from '../../../src/ui/theme/pens.ts'
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

export async function darkPens(): Promise<Pens> {
  const themed = await loadTheme(new URL('themes/dark.yaml', ROOT))
  if (!themed.ok) throw new Error(themed.message)
  return pensOf(themed.theme)
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
