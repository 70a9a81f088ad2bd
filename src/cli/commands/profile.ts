import { profileJsonSchema } from '../../config/jsonSchema.ts'
import { EXIT } from '../exit.ts'
import { complain, print } from '../print.ts'
import { openProfile, type ProfileOptions } from '../profile.ts'

/** `hypercare profile check FILE` */
export async function checkProfile(options: ProfileOptions): Promise<number> {
  const profile = await openProfile(options, complain)
  if (profile === null) return EXIT.found
  const { signals, panels, sources } = profile
  print(
    `${options.profile}: no mistakes; ${sources.length} sources, ${signals.length} signals, ${panels.length} panels`,
  )
  return EXIT.ok
}

/** `hypercare profile schema` */
export async function printSchema(): Promise<number> {
  print(JSON.stringify(profileJsonSchema(), null, 2))
  return EXIT.ok
}
