import type { DurationMs } from '../../core/time.ts'
import { EXIT } from '../exit.ts'
import { openScreen } from '../openScreen.ts'
import { complain } from '../print.ts'
import { deploymentOverride, openProfile, type ProfileOptions } from '../profile.ts'
import type { ScreenOptions } from '../screen.tsx'

export type WallCommandOptions = ProfileOptions & ScreenOptions & { readonly turn: DurationMs }

/** `hypercare wall` */
export async function wall({ turn, ...options }: WallCommandOptions): Promise<number> {
  const profile = await openProfile(options, complain)
  if (profile === null) return EXIT.found
  const { showWatch } = await openScreen()
  return showWatch(profile, deploymentOverride(options), { ...options, wall: { turnMs: turn } })
}
