import { EXIT } from '../exit.ts'
import { complain } from '../print.ts'
import { deploymentOverride, openProfile, type ProfileOptions } from '../profile.ts'
import { type ScreenOptions, showWatch } from '../screen.tsx'

/** `hypercare watch` */
export async function watch(options: ProfileOptions & ScreenOptions): Promise<number> {
  const profile = await openProfile(options, complain)
  return profile === null ? EXIT.found : showWatch(profile, deploymentOverride(options), options)
}
