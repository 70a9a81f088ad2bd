import type { DurationMs, EpochMs } from '../../core/time.ts'
import { createHttpClient } from '../../sources/http/client.ts'
import type { HttpSettings } from '../../sources/http/settings.ts'
import type { Environment } from '../../sources/secret/read.ts'
import type { RequestChange } from '../change.ts'
import type { Checked, Executor, Observed, Prepared, PrepareResult, Reconciled } from '../executor.ts'
import { fill, fillText } from '../parameters.ts'
import { checkValue, reconcileValue, whyAlready } from '../value.ts'
import { commitRequest } from './commit.ts'
import { readState, type StateResult } from './state.ts'

export type RequestExecutorOptions = {
  readonly change: RequestChange
  readonly settings: HttpSettings
  readonly deadlineMs: DurationMs
  readonly env: Environment
  readonly now: () => EpochMs
}

/** A state that was switched back at once was never reached. */
const STABLE_MS: DurationMs = 2_000
const WITHIN_MS: DurationMs = 10_000

/** Changes a server by one HTTP request. */
export function createRequestExecutor(options: RequestExecutorOptions): Executor {
  const { change, settings, deadlineMs, env, now } = options
  const { observe } = change
  const wanted = observe?.becomes ?? null
  const base = settings.url.replace(/\/$/, '')

  async function read(signal: AbortSignal): Promise<StateResult> {
    if (observe === null) return { kind: 'unseen', words: 'the server does not tell its state' }
    const client = createHttpClient({ settings, env, now })
    try {
      return await readState(client, observe, deadlineMs, signal)
    } finally {
      await client.close()
    }
  }

  function prepare(observed: Observed): PrepareResult {
    const before = observed.facts[0]?.value ?? null
    const already = whyAlready(before, wanted)
    if (already !== null) return already
    const prepared: Prepared = {
      target: `${base} ${observe === null ? change.path : `${observe.get} ${observe.pick}`}`,
      step: {
        kind: 'request',
        method: change.method,
        url: base + change.path,
        headers: change.body === null ? {} : { 'content-type': 'application/json' },
        body: change.body === null ? null : JSON.stringify(change.body),
      },
      now: before ?? 'not known',
      after: wanted ?? 'changed',
      affected: [],
      cost: [],
      warnings:
        observe === null
          ? ['the server does not tell its state: a lost answer leaves the outcome unknown']
          : [],
      undo: undoOf(change, before, observed.state),
      replicas: [],
      stableMs: observe === null ? 0 : STABLE_MS,
      withinMs: WITHIN_MS,
      before: before === null ? {} : { state: before },
      observed,
    }
    return { ok: true, prepared }
  }

  return {
    observe: async (signal) => {
      const state = await read(signal)
      if (state.kind === 'failed') return { ok: false, failure: state.failure }
      const isSeen = state.kind === 'seen'
      return {
        ok: true,
        observed: {
          facts: isSeen ? [{ name: observe?.pick ?? '', value: state.value }] : [],
          fingerprint: isSeen ? state.value : 'unseen',
          readAt: isSeen ? state.readAt : now(),
          from: observe === null ? 'nowhere' : `GET ${base}${observe.get}`,
          state: isSeen ? state.json : 'null',
        },
      }
    },

    prepare,

    commit: ({ step }, { key }, signal) => commitRequest(step, key, { settings, env, deadlineMs, signal }),

    reconcile: async (prepared, _attempt, signal): Promise<Reconciled> => {
      const state = await read(signal)
      if (state.kind !== 'seen')
        return {
          kind: 'still-unknown',
          words: state.kind === 'failed' ? state.failure.message : state.words,
          details: [],
        }
      return reconcileValue(prepared, wanted, observe?.pick ?? '', state.value)
    },

    check: async (prepared, signal): Promise<Checked> => {
      const state = await read(signal)
      if (state.kind !== 'seen')
        return {
          kind: 'unseen',
          words: state.kind === 'failed' ? state.failure.message : state.words,
          details: [],
        }
      return checkValue(prepared, wanted, state.value)
    },
  }
}

/** The request that restores what was there; a state that nobody read can't be restored. */
function undoOf(change: RequestChange, before: string | null, json: string): Prepared['undo'] {
  const { undo, observe } = change
  if (undo === null) return { kind: 'none', why: 'the profile names no way back' }
  if (observe !== null && before === null) return { kind: 'none', why: 'nobody knows what was before' }
  const raw: unknown = JSON.parse(json)
  const value = typeof raw === 'number' ? raw : (before ?? '')
  const values = { before: value }
  const path = fillText(undo.path, values, encodeURIComponent)
  const back: RequestChange = {
    ...change,
    method: undo.method,
    path,
    body: fill(undo.body, values),
    observe: observe === null ? null : { ...observe, becomes: before },
    undo: { method: change.method, path: change.path, body: change.body },
  }
  const words = before === null ? `${undo.method} ${undo.path}` : `back to ${before}`
  return { kind: 'change', words, change: back }
}
