import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Keeper, loadProfile } from '../config/load.ts'
import { formatMistake } from '../config/mistake.ts'
import type { Profile } from '../config/profile.ts'
import type { DeploymentOverride } from '../core/start.ts'

/** The options by which every command names its profile. */
export type ProfileOptions = {
  readonly profile: string
  readonly overlay: readonly string[]
  readonly set: readonly string[]
  readonly deployedAt?: number
}

/** `$XDG_CONFIG_HOME/hypercare/keys.yaml`, the keys that one person likes, whatever is watched; null where there is none. */
function ownKeysFile(env: Readonly<Record<string, string | undefined>>): string | null {
  const config = env.XDG_CONFIG_HOME || join(homedir(), '.config')
  const file = join(config, 'hypercare', 'keys.yaml')
  return existsSync(file) ? file : null
}

/** The profile for a screen, with the keys of whoever sits before it. */
export const openWatched = (
  options: ProfileOptions,
  tell: (line: string) => void,
  keeper: Keeper | null = null,
): Promise<Profile | null> => openProfile(options, tell, keeper, ownKeysFile(process.env))

/** The profile, or null after every mistake was told, one a line. */
export async function openProfile(
  options: ProfileOptions,
  tell: (line: string) => void,
  keeper: Keeper | null = null,
  ownKeys: string | null = null,
): Promise<Profile | null> {
  const { profile: file, overlay: overlays, set: sets } = options
  const loaded = await loadProfile({ file, overlays, ownKeys, sets, env: process.env }, keeper)
  if (loaded.ok) return loaded.profile
  for (const mistake of loaded.mistakes) tell(formatMistake(mistake))
  return null
}

/** `--deployed-at`, where it was given. */
export function deploymentOverride({ deployedAt }: ProfileOptions): DeploymentOverride | null {
  return deployedAt === undefined ? null : { at: deployedAt, from: '--deployed-at' }
}
