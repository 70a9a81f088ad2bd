import type { Glyphs } from '../../core/look.ts'
import { checkReport, checkText } from '../../report/gate.ts'
import { judgeGate } from '../../watch/gates.ts'
import { textInGlyphs } from '../../widgets/signs.ts'
import { CHECK_EXIT } from '../exit.ts'
import { glyphsFor } from '../glyphs.ts'
import { complain, print } from '../print.ts'
import { deploymentOverride, openProfile, type ProfileOptions } from '../profile.ts'
import { readSystem } from '../readSystem.ts'

/** `hypercare check GATE`: everything is read once, and the exit code is what the gate says. */
export async function check(
  id: string,
  options: ProfileOptions & { readonly json?: boolean; readonly glyphs?: Glyphs },
): Promise<number> {
  const profile = await openProfile(options, complain)
  if (profile === null) return CHECK_EXIT.unusable
  const gate = profile.gates.find((each) => each.id === id)
  if (gate === undefined) {
    const known = profile.gates.map((each) => each.id).join(', ')
    complain(
      `${options.profile} has no gate "${id}"; ${known === '' ? 'it has none at all' : `it has: ${known}`}.`,
    )
    return CHECK_EXIT.unusable
  }
  const model = await readSystem(profile, deploymentOverride(options))
  const judged = judgeGate(gate, model)
  const glyphs = glyphsFor(process.env, options.glyphs ?? profile.glyphs)
  if (options.json === true) print(JSON.stringify(checkReport(judged, model), null, 2))
  else for (const line of checkText(judged, model).split('\n')) print(textInGlyphs(line, glyphs))
  return CHECK_EXIT[judged.outcome]
}
