import type { Verification } from '../actions/config.ts'
import type { Checked, Executor, Prepared } from '../actions/executor.ts'
import type { DurationMs, EpochMs } from '../core/time.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Evidence, Sight } from './evidence.ts'

export type Verified = {
  readonly kind: 'verified' | 'verify-failed' | 'inconclusive'
  readonly words: string
}

/** One thing that must become true, as it is now, for those who follow. */
export type Criterion = {
  readonly title: string
  readonly kind: Sight['kind']
  readonly words: string
  readonly leftMs: DurationMs
}

export type VerifyOptions = {
  readonly executor: Pick<Executor, 'check'>
  readonly prepared: Prepared
  readonly verify: readonly Verification[]
  readonly evidence: Pick<Evidence, 'sights'>
  /** Readings must be younger than this. */
  readonly since: EpochMs
  readonly clock: Clock
  readonly wait: (ms: DurationMs) => Promise<void>
  readonly signal: AbortSignal
  readonly onProgress: (criteria: readonly Criterion[]) => void
}

const LOOK_MS: DurationMs = 1_000

type Wanted = { readonly withinMs: DurationMs; readonly forMs: DurationMs }
/** Since when it has been reached without a break, and whether it has held for long enough. */
type Course = { readonly since: DurationMs | null; readonly isDone: boolean }

/**
 * Looks until the wanted state is there and lasts, and every signal says so by readings taken after the change.
 * Evidence that does not come is never a pass.
 */
export async function verifyChange(options: VerifyOptions): Promise<Verified> {
  const { executor, prepared, verify, evidence, since, clock, wait, signal, onProgress } = options
  const begun = clock.monotonic()
  const wanted: readonly Wanted[] = [
    { withinMs: prepared.withinMs + prepared.stableMs, forMs: prepared.stableMs },
    ...verify.map(({ within, for: forMs }) => ({ withinMs: within + forMs, forMs })),
  ]
  let courses: readonly Course[] = wanted.map(() => ({ since: null, isDone: false }))
  while (true) {
    const checked = await executor.check(prepared, signal)
    const sights = [sightOf(checked), ...evidence.sights(since)]
    const passedMs = clock.monotonic() - begun
    courses = courses.map((course, index) => stepCourse(course, sights[index], wanted[index], passedMs))
    const criteria = sights.map(({ title, kind, words }, index) => ({
      title,
      kind,
      words,
      leftMs: Math.max(0, (wanted[index]?.withinMs ?? 0) - passedMs),
    }))
    onProgress(criteria)
    if (checked.kind === 'failed') return { kind: 'verify-failed', words: checked.words }
    const end = endOf(criteria, courses, verify.length > 0)
    if (end !== null) return end
    await wait(LOOK_MS)
  }
}

function stepCourse(
  { since, isDone }: Course,
  sight: Sight | undefined,
  wanted: Wanted | undefined,
  passedMs: DurationMs,
): Course {
  if (isDone || wanted === undefined) return { since, isDone }
  if (sight?.kind !== 'reached') return { since: null, isDone: false }
  const from = since ?? passedMs
  return { since: from, isDone: passedMs - from >= wanted.forMs }
}

/** The end, once every criterion is reached or one has run out of time; what merely can't be seen waits for the others. */
function endOf(
  criteria: readonly Criterion[],
  courses: readonly Course[],
  hasSignals: boolean,
): Verified | null {
  const open = criteria.filter((_, index) => courses[index]?.isDone !== true)
  if (open.length === 0)
    return { kind: 'verified', words: criteria.map(({ title, words }) => `${title}: ${words}`).join('; ') }
  const late = open.filter(({ leftMs }) => leftMs === 0)
  const missed = late.find(({ kind }) => kind !== 'no-evidence')
  if (missed !== undefined) return { kind: 'verify-failed', words: `${missed.title}: ${missed.words}` }
  if (late.length < open.length) return null
  const [blind] = late
  const words = `${blind?.title ?? ''}: ${blind?.words ?? ''}`
  // A server that never tells its state leaves the proof to the signals.
  const isProven = hasSignals && late.length === 1 && blind === criteria[0]
  return isProven ? { kind: 'verified', words: `by its signals; ${words}` } : { kind: 'inconclusive', words }
}

function sightOf({ kind, words }: Checked): Sight {
  return {
    title: 'state',
    kind: kind === 'failed' ? 'not-yet' : kind === 'unseen' ? 'no-evidence' : kind,
    words,
  }
}
