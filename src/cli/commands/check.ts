import { span } from '../../core/row.ts'
import { checkReport, checkText } from '../../report/gate.ts'
import { judgeGate } from '../../watch/gates.ts'
import { asciiRow } from '../../widgets/ascii.ts'
import { plainText } from '../../widgets/fit.ts'
import { CHECK_EXIT } from '../exit.ts'
import { glyphsFor } from '../glyphs.ts'
import { complain, print } from '../print.ts'
import { deploymentOverride, openProfile, type ProfileOptions } from '../profile.ts'
import { readSystem } from '../readSystem.ts'

/** `hypercare check GATE`: everything is read once, and the exit code is what the gate says. */
export async function check(
  id: string,
  options: ProfileOptions & { readonly json?: boolean },
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
  if (options.json === true) print(JSON.stringify(checkReport(judged, model), null, 2))
  else for (const line of checkText(judged, model).split('\n')) print(inGlyphs(line))
  return CHECK_EXIT[judged.outcome]
}

const inGlyphs = (line: string): string =>
  glyphsFor(process.env) === 'ascii' ? plainText(asciiRow([span(line)])) : line
