import { EXIT } from '../exit.ts'
import { openKept } from '../kept.ts'
import { openScreen } from '../openScreen.ts'
import { complain } from '../print.ts'
import { deploymentOverride, openWatched, type ProfileOptions } from '../profile.ts'
import type { ScreenOptions } from '../screen.tsx'

export type WatchOptions = ProfileOptions & ScreenOptions & { readonly notify?: boolean }

/** `hypercare watch` */
export async function watch(options: WatchOptions): Promise<number> {
  const profile = await openWatched(options, complain, openKept('watch.profile'))
  if (profile === null) return EXIT.found
  const { showWatch } = await openScreen()
  const heard = options.notify === false ? { ...profile, notify: null } : profile
  return showWatch(heard, deploymentOverride(options), options)
}
