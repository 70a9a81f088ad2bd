import { loadProfile } from '../../src/config/load.ts'
import type { Profile } from '../../src/config/profile.ts'

/** The profile that comes with the program. */
export async function fragranceAi(): Promise<Profile> {
  const file = new URL('../../configs/fragrance-ai.yaml', import.meta.url).pathname
  const loaded = await loadProfile({ file, overlays: [], sets: [], env: {} })
  if (!loaded.ok) throw new Error('the profile of Fragrance AI has mistakes')
  return loaded.profile
}
