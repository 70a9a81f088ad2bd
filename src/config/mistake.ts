import { sanitise } from '../core/sanitise.ts'
import { formatPath, type Path, type Place } from './tree.ts'

/** Something an author has to mend. All its texts are sanitised. */
export type Mistake = {
  /** The file, `--set PATH` or the name of the variable. */
  readonly file: string
  readonly origin: 'file' | 'option' | 'variable'
  /** Counted from 1; of an option or a variable, within its value. */
  readonly line: number
  readonly column: number
  /** Where it is in the profile: `signals.latency_p95.unit`; empty for the whole of it. */
  readonly path: string
  /** A sentence without a full stop. */
  readonly message: string
  /** What is wrong, as it was written; empty where it is a secret or missing. */
  readonly offending: string
  /** What was probably meant, or null. */
  readonly suggestion: string | null
}

const MOST_CELLS = 400

/** A mistake at a place. */
export function mistakeAt(
  place: Place,
  path: Path,
  message: string,
  { offending = '', suggestion = null }: { offending?: string; suggestion?: string | null } = {},
): Mistake {
  return {
    file: sanitise(place.origin.name),
    origin: place.origin.kind,
    line: place.line,
    column: place.column,
    path: sanitise(formatPath(path)),
    message: sanitise(message, MOST_CELLS),
    offending: sanitise(offending),
    suggestion: suggestion === null ? null : sanitise(suggestion),
  }
}

/** `configs/x.yaml:12:7: unknown key "treshold" in signals.latency_p95; did you mean "threshold"?` */
export function formatMistake({ file, origin, line, column, message, suggestion }: Mistake): string {
  const where = origin === 'file' ? `${file}:${line}:${column}` : file
  return `${where}: ${message}${suggestion === null ? '' : `; did you mean "${suggestion}"?`}`
}

/** In the order in which an author meets them: as the files were given, then from top to bottom; none told twice. */
export function inOrder(mistakes: readonly Mistake[], files: readonly string[]): Mistake[] {
  const distinct = new Map(mistakes.map((mistake) => [formatMistake(mistake), mistake]))
  const rank = ({ file, origin }: Mistake): number => {
    const known = files.indexOf(file)
    return origin === 'file' && known >= 0 ? known : files.length + (origin === 'variable' ? 0 : 1)
  }
  return [...distinct.values()].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column)
}
