import type { DurationMs } from '../../core/time.ts'
import { plainLine, type StatusLine, statusLine, statusOf, tmuxLine } from '../../report/status.ts'
import { textInGlyphs } from '../../widgets/signs.ts'
import { STATUS_EXIT } from '../exit.ts'
import { glyphsFor } from '../glyphs.ts'
import { openKept } from '../kept.ts'
import { complain, print } from '../print.ts'
import { deploymentOverride, openProfile, type ProfileOptions } from '../profile.ts'
import { readSystem } from '../readSystem.ts'

export type StatusOptions = ProfileOptions & {
  readonly format: 'plain' | 'tmux' | 'json'
  readonly width?: number
  readonly within: DurationMs
}

/** `hypercare status`: one line, and the level as the exit code. A bar shows that there is none, never nothing. */
export async function status(options: StatusOptions): Promise<number> {
  const { format, width = Number.POSITIVE_INFINITY, within } = options
  const show = (line: StatusLine): void =>
    print(textInGlyphs((format === 'tmux' ? tmuxLine : plainLine)(line), glyphsFor(process.env)))
  const profile = await openProfile(options, complain, openKept('status.profile'))
  if (profile === null) {
    const badge = '? UNKNOWN'
    if (format !== 'json') show({ level: 'unknown', badge, rest: 'hypercare: the profile has mistakes' })
    return STATUS_EXIT.unusable
  }
  const told = statusOf(await readSystem(profile, deploymentOverride(options), within))
  if (format === 'json') print(JSON.stringify(told))
  else show(statusLine(told, width))
  return STATUS_EXIT[told.level]
}
