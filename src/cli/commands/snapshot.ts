import type { Profile } from '../../config/profile.ts'
import type { Glyphs } from '../../core/look.ts'
import type { Model, Page } from '../../core/model.ts'
import { snapshotOf } from '../../report/json.ts'
import { snapshotText } from '../../report/text.ts'
import type { TerminalSize } from '../../ui/terminal/inkOutput.ts'
import { EXIT } from '../exit.ts'
import { glyphsFor } from '../glyphs.ts'
import { complain, print } from '../print.ts'
import { deploymentOverride, openProfile, type ProfileOptions } from '../profile.ts'
import { readSystem } from '../readSystem.ts'

export type SnapshotOptions = ProfileOptions & {
  readonly json?: boolean
  readonly svg?: boolean
  readonly screen?: boolean
  readonly size: TerminalSize
  readonly page?: Page
  readonly theme?: string
  readonly glyphs?: Glyphs
}

/** `hypercare snapshot`: the exit code says whether it could be read at all; the levels are in the output. */
export async function snapshot(options: SnapshotOptions): Promise<number> {
  const profile = await openProfile(options, complain)
  if (profile === null) return EXIT.found
  const isScreen = options.svg === true || options.screen === true
  const show = isScreen ? await openShow(profile, options) : null
  if (typeof show === 'number') return show
  const model = await readSystem(profile, deploymentOverride(options))
  if (show !== null) print(show(model))
  else if (options.json === true) print(JSON.stringify(snapshotOf(model), null, 2))
  else print(snapshotText(model, profile.panels, glyphsFor(process.env, options.glyphs ?? profile.glyphs)))
  return EXIT.ok
}

/** The screen of a watch as text or as a picture; or the exit code where there is no such theme. */
async function openShow(
  profile: Profile,
  options: SnapshotOptions,
): Promise<((model: Model) => string) | number> {
  const { svg, size, page } = options
  const { chooseTheme } = await import('../theme.ts')
  const { showingOf } = await import('../showing.ts')
  // A picture has all colours.
  const chosen = await chooseTheme({
    option: options.theme,
    profile: { theme: profile.theme, file: options.profile },
    depth: 'true',
  })
  if (!chosen.ok) {
    for (const message of chosen.messages) complain(message)
    return chosen.code
  }
  return (model) => {
    const view = { ...model.view, ...size, page: page ?? null }
    // A picture brings its signs along; text has those that the terminal can show.
    const showing = showingOf(
      { ...model, view },
      profile.panels,
      svg === true ? 'braille' : glyphsFor(process.env, options.glyphs ?? profile.glyphs),
    )
    return svg === true ? showing.svg(chosen.theme, profile.chrome).trimEnd() : showing.text
  }
}
