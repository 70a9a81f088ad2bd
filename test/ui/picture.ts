import { createElement, type ReactNode } from 'react'
import type { Model } from '../../src/core/model.ts'
import { ROLES, type Role } from '../../src/core/row.ts'
import type { PanelConfig } from '../../src/panels/panel.ts'
import { createStore } from '../../src/runtime/store.ts'
import { App } from '../../src/ui/App.tsx'
import { DEFAULT_COLOUR, paletteColour } from '../../src/ui/paint/colour.ts'
import { type Pens, PensContext } from '../../src/ui/theme/pens.ts'
import { Wall } from '../../src/ui/wall/Wall.tsx'
import type { ShownCell } from '../support/emulator.ts'
import { showOnce } from '../support/screen.ts'

/** A letter for each role; capitals are loud. Plain text has none. */
const LETTERS: Readonly<Record<Role, string>> = {
  text: ' ',
  dim: 'd',
  strong: 'S',
  title: 't',
  system: 'N',
  accent: 'A',
  key: 'K',
  ok: 'o',
  warn: 'W',
  crit: 'C',
  stale: 's',
  unknown: 'u',
  chart: 'g',
  limit: 'l',
  plan: 'p',
  baseline: 'b',
  border: '.',
  borderFocus: ':',
  bar: '=',
  barEmpty: '-',
  banner: 'B',
}

/** A theme that no eye would want: each role has a ground of its own, so that a terminal's cells tell their roles. */
const PENS = Object.fromEntries(
  ROLES.map((role, index) => [
    role,
    { fg: DEFAULT_COLOUR, bg: role === 'text' ? DEFAULT_COLOUR : paletteColour(100 + index), attributes: 0 },
  ]),
) as Pens // every role is listed

const watchOf = (model: Model, panels: readonly PanelConfig[]): ReactNode =>
  createElement(App, {
    store: createStore(model).store,
    panels,
    glyphs: 'braille',
    onKey: () => undefined,
    onPaste: () => undefined,
  })

/** The same on a wall, at the moment of the model. */
export const wallOf = (model: Model, panels: readonly PanelConfig[]): ReactNode =>
  createElement(Wall, {
    store: createStore(model).store,
    panels,
    glyphs: 'braille',
    turnMs: 10_000,
    onQuit: () => undefined,
  })

/**
 * What a terminal shows of the model: its text, and below it the role of every cell by its letter. It goes through Ink,
 * the painter, the writer and an emulator, so a role that gets lost on the way is missed here.
 */
export async function pictureOf(
  model: Model,
  panels: readonly PanelConfig[],
  elementOf: (model: Model, panels: readonly PanelConfig[]) => ReactNode = watchOf,
): Promise<{ readonly text: string; readonly roles: string }> {
  const app = elementOf(model, panels)
  const cells = await showOnce(createElement(PensContext, { value: PENS }, app), model.view, '256')
  return { text: linesOf(cells, ({ text }) => text), roles: linesOf(cells, letterOf) }
}

/** The text, then the roles under a line that explains the letters. */
export const pictureFile = ({ text, roles }: { readonly text: string; readonly roles: string }): string =>
  `${text}\n${legendOf(roles)}\n${roles}\n`

const linesOf = (cells: readonly (readonly ShownCell[])[], of: (cell: ShownCell) => string): string =>
  cells.map((row) => row.map(of).join('').trimEnd()).join('\n')

/** Blanks separate words in the second block too, except where the eye sees them. */
function letterOf({ text, bg }: ShownCell): string {
  const role = bg === 'default' ? 'text' : ROLES[Number(bg) - 100]
  if (role === undefined) throw new Error(`a cell has the ground ${bg}, which is no role's`)
  return text === ' ' && role !== 'banner' ? ' ' : LETTERS[role].repeat(Math.min(1, text.length))
}

const legendOf = (roles: string): string =>
  [
    '── roles',
    ...ROLES.flatMap((role) =>
      roles.includes(LETTERS[role]) && role !== 'text' ? [`${LETTERS[role]} ${role}`] : [],
    ),
  ].join('   ')
