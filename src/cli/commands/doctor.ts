import type { Finding } from '../../core/source.ts'
import { EXIT } from '../exit.ts'
import { complain, print } from '../print.ts'
import { deploymentOverride, openProfile, type ProfileOptions } from '../profile.ts'
import { closeAll, openSources } from '../sources.ts'

/** The doctor asks everything one by one, and a slow server deserves an answer more than a fast verdict. */
const PATIENCE_MS = 60_000

const SIGNS: Record<Finding['outcome'], string> = { ok: '●', warn: '▲', failed: '✖' }

/** `hypercare doctor` */
export async function doctor(options: ProfileOptions): Promise<number> {
  const profile = await openProfile(options, complain)
  if (profile === null) return EXIT.found
  const sources = openSources(profile, () => deploymentOverride(options)?.at ?? profile.deployment.at)
  let failed = 0
  let warned = 0
  for (const source of sources.values()) {
    print(`${source.id} (${source.kind})`)
    for (const finding of await source.examine(AbortSignal.timeout(PATIENCE_MS))) {
      if (finding.outcome === 'failed') failed += 1
      if (finding.outcome === 'warn') warned += 1
      print(describe(finding))
    }
  }
  await closeAll(sources)
  for (const { id, enabled } of profile.sources)
    if (!enabled) print(`${id}\n  ○ switched off in the profile; not tried`)
  print(`\n${failed === 0 && warned === 0 ? 'Nothing is wrong.' : `${failed} failed, ${warned} doubtful.`}`)
  return failed === 0 ? EXIT.ok : EXIT.found
}

function describe({ subject, outcome, message, hint }: Finding): string {
  return `  ${SIGNS[outcome]} ${subject}: ${message}${hint === '' ? '' : `\n      → ${hint}`}`
}
