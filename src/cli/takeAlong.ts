import { mkdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Profile } from '../config/profile.ts'
import { errorCode } from '../core/failure.ts'
import type { Copied } from '../core/intent.ts'
import type { Glyphs, Theme } from '../core/look.ts'
import type { Model } from '../core/model.ts'
import { judgePanel, type PanelConfig } from '../panels/panel.ts'
import { incidentLine } from '../report/incident.ts'
import { copyOf } from '../ui/picture/copy.ts'
import type { Environment } from '../ui/terminal/depth.ts'
import { isInTmux, linesToCopy, toClipboard } from '../ui/terminal/osc.ts'
import { showingOf } from './showing.ts'

/** What came of it, in words for whoever asked. */
export type Told = { readonly words: string; readonly isBad: boolean }

/** Puts what is shown, or what is wrong, into the clipboard of whoever looks; `pass` sends it to their terminal. */
export function copy(
  what: Copied,
  model: Model,
  panels: readonly PanelConfig[],
  glyphs: Glyphs,
  env: Environment,
  pass: (text: string) => boolean,
): Told {
  const judged = () => panels.map((config) => judgePanel(config, model))
  const text = what === 'incident' ? incidentLine(model) : copyOf(model, judged(), glyphs)
  const lines = linesToCopy(text)
  if (!pass(toClipboard(lines.join('\n'), env)))
    return { words: 'not copied: the terminal takes nothing now; try again', isBad: true }
  const all = text.split('\n').length
  const many = lines.length === 1 ? '1 line' : `${lines.length} lines`
  const how = isInTmux(env) ? 'if tmux may: set -g set-clipboard on' : 'if the terminal allows it (OSC 52)'
  return {
    words: `copied ${lines.length < all ? `the first ${lines.length} of ${all} lines` : many}, ${how}`,
    isBad: false,
  }
}

/** A path as people say it. */
const atHome = (path: string): string =>
  path.startsWith(`${homedir()}/`) ? `~${path.slice(homedir().length)}` : path

/** Keeps the screen as text and as a picture, readable by its owner alone. Rejects: never. */
export async function keepScreen(
  model: Model,
  { panels, chrome }: Pick<Profile, 'panels' | 'chrome'>,
  glyphs: Glyphs,
  theme: Theme,
  folder: string,
): Promise<Told> {
  const name = new Date(model.now).toISOString().slice(0, 19).replaceAll(':', '-')
  const path = join(folder, name)
  const text = showingOf(model, panels, glyphs).text
  const svg = showingOf(model, panels, 'braille').svg(theme, chrome)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await writeFile(`${path}.txt`, `${text}\n`, { mode: 0o600 })
    await writeFile(`${path}.svg`, svg, { mode: 0o600 })
    return { words: `kept ${name}.svg and .txt in ${atHome(folder)}`, isBad: false }
  } catch (error) {
    return { words: `not kept: ${folder} can't be written (${errorCode(error)})`, isBad: true }
  }
}
