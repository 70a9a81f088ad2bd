import type { DurationMs, EpochMs } from '../../core/time.ts'
import type { HttpSettings } from '../../sources/http/settings.ts'
import type { Environment } from '../../sources/secret/read.ts'
import type { SilenceChange } from '../change.ts'
import type { Checked, Executor, Observed, Prepared, PrepareResult, Reconciled } from '../executor.ts'
import { commitRequest } from '../request/commit.ts'
import { readSilencing, type Silencing, type SilencingResult, stateIn } from './alertmanager.ts'
import { describeMatchers, whyTooWide } from './matchers.ts'

export type SilenceExecutorOptions = {
  readonly change: SilenceChange
  readonly settings: HttpSettings
  readonly deadlineMs: DurationMs
  readonly env: Environment
  readonly now: () => EpochMs
}

const WITHIN_MS: DurationMs = 10_000
/** More names than this make a plan no clearer. */
const MOST_NAMED = 10

/** Begins or ends a silence of an Alertmanager. Source: its v2 API. */
export function createSilenceExecutor(options: SilenceExecutorOptions): Executor {
  const { change, settings, deadlineMs, env, now } = options
  const base = settings.url.replace(/\/$/, '')
  const shown = describeMatchers(change.matchers)
  const read = (signal: AbortSignal): Promise<SilencingResult> =>
    readSilencing(change, { settings, env, now, deadlineMs, signal })
  const isWanted = ({ silence }: Silencing): boolean => (silence !== null) === (change.kind === 'silence')

  function prepare(observed: Observed): PrepareResult {
    const tooWide = change.kind === 'silence' ? whyTooWide(change.matchers) : null
    if (tooWide !== null) return { ok: false, refusal: tooWide }
    const state = stateIn(observed.state)
    const { silence, hidden, total } = state
    if (isWanted(state))
      return {
        ok: false,
        refusal:
          silence === null
            ? { reason: `no silence says "${change.comment}" of ${shown}`, hint: 'there is nothing to do' }
            : { reason: `it is silenced already, until ${silence.endsAt}`, hint: 'there is nothing to do' },
      }
    const isAll = hidden.length > 1 && hidden.length === total
    const prepared: Prepared = {
      target: `${base} ${shown}`,
      step:
        silence === null
          ? {
              kind: 'request',
              method: 'POST',
              url: `${base}/api/v2/silences`,
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(bodyOf(change, observed.readAt)),
            }
          : {
              kind: 'request',
              method: 'DELETE',
              url: `${base}/api/v2/silence/${encodeURIComponent(silence.id)}`,
              headers: {},
              body: null,
            },
      now: silence === null ? 'not silenced' : `silenced until ${silence.endsAt}`,
      after: silence === null ? 'silenced' : 'not silenced',
      affected: hidden.slice(0, MOST_NAMED),
      cost: [{ name: 'alerts hidden now', value: `${hidden.length} of ${total}` }],
      warnings: isAll ? ['it hides every alert that there is now'] : [],
      undo: {
        kind: 'change',
        words: change.kind === 'silence' ? 'expire the silence' : 'silence it again',
        change: { ...change, kind: change.kind === 'silence' ? 'unsilence' : 'silence' },
      },
      replicas: [],
      stableMs: 0,
      withinMs: WITHIN_MS,
      before: {},
      observed,
    }
    return { ok: true, prepared }
  }

  return {
    observe: async (signal) => {
      const result = await read(signal)
      if (!result.ok) return result
      const { silencing } = result
      return {
        ok: true,
        observed: {
          facts: [
            { name: 'silence', value: silencing.silence?.id ?? 'none' },
            { name: 'alerts', value: String(silencing.hidden.length) },
          ],
          // Alerts come and go; that one more would be hidden makes it no other silence.
          fingerprint: silencing.silence?.id ?? 'none',
          readAt: silencing.readAt,
          from: `GET ${base}/api/v2/silences`,
          state: JSON.stringify(silencing),
        },
      }
    },

    prepare,

    commit: ({ step }, { key }, signal) => commitRequest(step, key, { settings, env, deadlineMs, signal }),

    reconcile: async (_prepared, _attempt, signal): Promise<Reconciled> => {
      const result = await read(signal)
      if (!result.ok) return { kind: 'still-unknown', words: result.failure.message, details: [] }
      const id = result.silencing.silence?.id ?? 'none'
      const words = id === 'none' ? 'there is no such silence' : `silence ${id} is there`
      const details = [{ name: 'silence', value: id }]
      return { kind: isWanted(result.silencing) ? 'applied' : 'not-applied', words, details }
    },

    check: async (_prepared, signal): Promise<Checked> => {
      const result = await read(signal)
      if (!result.ok) return { kind: 'unseen', words: result.failure.message, details: [] }
      const words = result.silencing.silence === null ? 'not silenced' : 'silenced'
      return { kind: isWanted(result.silencing) ? 'reached' : 'not-yet', words, details: [] }
    },
  }
}

/** It begins when the target was read, so that the same reading makes the same step. */
const bodyOf = ({ matchers, comment, createdBy, durationMs }: SilenceChange, at: EpochMs) => ({
  matchers,
  startsAt: new Date(at).toISOString(),
  endsAt: new Date(at + durationMs).toISOString(),
  comment,
  createdBy,
})
