import type { Glyphs } from '../../core/look.ts'
import { snapshotOf } from '../../report/json.ts'
import { snapshotText } from '../../report/text.ts'
import { EXIT } from '../exit.ts'
import { glyphsFor } from '../glyphs.ts'
import { complain, print } from '../print.ts'
import { deploymentOverride, openProfile, type ProfileOptions } from '../profile.ts'
import { readSystem } from '../readSystem.ts'

/** `hypercare snapshot`: the exit code says whether it could be read at all; the levels are in the output. */
export async function snapshot(
  options: ProfileOptions & { readonly json?: boolean; readonly glyphs?: Glyphs },
): Promise<number> {
  const profile = await openProfile(options, complain)
  if (profile === null) return EXIT.found
  const model = await readSystem(profile, deploymentOverride(options))
  print(
    options.json === true
      ? JSON.stringify(snapshotOf(model), null, 2)
      : snapshotText(model, profile.panels, glyphsFor(process.env, options.glyphs ?? profile.glyphs)),
  )
  return EXIT.ok
}
