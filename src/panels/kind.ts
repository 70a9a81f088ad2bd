import type { Model } from '../core/model.ts'
import type { PanelIdentity } from '../core/profile.ts'
import type { Row } from '../core/row.ts'
import type { EpochMs } from '../core/time.ts'
import type { Level } from '../core/verdict.ts'
import type { Glyphs } from '../widgets/glyphs.ts'

export type { Glyphs }

/** The room inside a panel's border, in cells. */
export type Area = { readonly width: number; readonly height: number; readonly glyphs: Glyphs }

/** The rows a panel needs to show all it has, and the fewest with which it still says what matters. */
export type Heights = {
  readonly full: number
  readonly least: number
  /** With what is nice to have in it, such as charts: the fewest rows for it, and the most that it gains by. */
  readonly roomy?: { readonly full: number; readonly least: number }
}

/**
 * A kind of panel. `judge` is pure and knows nothing of screens; `draw` turns its data into rows for an area:
 * at most `area.height` rows, none wider than `area.width` cells, the most important ones kept longest,
 * no number ever cut. `summary` is the worst of it in one row of at most `width` cells, without the title.
 */
export type PanelKind<C extends PanelIdentity, D extends { readonly level: Level }> = {
  readonly kind: C['kind']
  /** The signals it shows, for the zoom and for checking references. */
  signals(config: C): readonly string[]
  judge(config: C, model: Model): D
  /** What else it looks at than its signals: it is judged anew where one of these is not the very one any more. */
  sees?(config: C, model: Model): readonly unknown[]
  /** The next moment at which time alone changes what it shows, such as an age; never is Infinity. */
  changesAt(data: D): EpochMs
  heights(data: D, width: number): Heights
  draw(data: D, area: Area): readonly Row[]
  summary(data: D, width: number): Row
}
