import { sanitise } from '../../core/sanitise.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { runProgram } from '../../sources/program/run.ts'
import type { Environment } from '../../sources/secret/read.ts'
import type { CommandChange } from '../change.ts'
import type {
  Checked,
  Committed,
  Executor,
  Observed,
  Prepared,
  PrepareResult,
  Reconciled,
} from '../executor.ts'
import { launch } from '../program/launch.ts'
import { isStillRunning } from '../program/process.ts'
import { checkValue, reconcileValue, whyAlready } from '../value.ts'

export type CommandExecutorOptions = {
  readonly change: CommandChange
  readonly env: Environment
  readonly now: () => EpochMs
}

const OBSERVE_MS: DurationMs = 10_000
const MOST_BYTES = 65_536
const WITHIN_MS: DurationMs = 60_000
const STABLE_MS: DurationMs = 2_000

type State =
  | { readonly kind: 'seen'; readonly value: string }
  | { readonly kind: 'unseen'; readonly words: string }

/** Runs a program of the profile: a runbook with a name. */
export function createCommandExecutor({ change, env, now }: CommandExecutorOptions): Executor {
  const { observe } = change
  const wanted = observe?.becomes ?? null

  /** What the observing program prints and how it ends, together; both may be the state. */
  async function read(signal: AbortSignal): Promise<State> {
    if (observe === null)
      return { kind: 'unseen', words: 'the profile names no program that tells the state' }
    const result = await runProgram(observe.argv, {
      deadlineMs: OBSERVE_MS,
      maxBytes: MOST_BYTES,
      signal,
      env: { ...env, ...change.env },
    })
    if (!result.ok) return { kind: 'unseen', words: result.failure.message }
    const printed = sanitise(result.stdout.trim(), 120)
    return { kind: 'seen', value: printed === '' ? `exit code ${result.code}` : printed }
  }

  function prepare(observed: Observed): PrepareResult {
    const before = observed.facts[0]?.value ?? null
    const already = whyAlready(before, wanted)
    if (already !== null) return already
    const { argv, cwd, undo } = change
    const prepared: Prepared = {
      target: `program ${argv[0] ?? ''}${observe === null ? '' : ` ${observe.argv.join(' ')}`}`,
      step: { kind: 'program', argv, env: change.env, cwd },
      now: before ?? 'not known',
      after: wanted ?? 'changed',
      affected: [],
      cost: [],
      warnings: observe === null ? ['nothing tells the state: an exit code is all that will be known'] : [],
      undo:
        undo === null
          ? { kind: 'none', why: 'the profile names no way back' }
          : { kind: 'change', words: undo.join(' '), change: backwards(change, undo, before) },
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
      const isSeen = state.kind === 'seen'
      return {
        ok: true,
        observed: {
          facts: isSeen ? [{ name: 'state', value: state.value }] : [],
          fingerprint: isSeen ? state.value : 'unseen',
          readAt: now(),
          from: observe === null ? 'nowhere' : observe.argv.join(' '),
          state: '',
        },
      }
    },

    prepare,

    commit: async ({ step }, attempt, signal): Promise<Committed> => {
      if (step.kind !== 'program')
        return { kind: 'rejected', reason: 'the step is no program', hint: 'plan anew' }
      const launched = await launch(step, { attempt, env, signal, givenUp: 'left-alone' })
      switch (launched.kind) {
        case 'not-started':
          return { kind: 'rejected', reason: launched.failure.message, hint: launched.failure.hint }
        case 'given-up':
          return { kind: 'unknown', reason: 'it still runs after the time it was given' }
        case 'killed':
          return { kind: 'unknown', reason: `it was ended by ${launched.by} in the middle of its work` }
        case 'exited':
          if (launched.code === 0) return { kind: 'accepted', details: [{ name: 'exit code', value: '0' }] }
          return {
            kind: 'unknown',
            reason: `it ended with exit code ${launched.code}: ${sanitise(launched.stderr.trim(), 160)}`,
          }
      }
    },

    reconcile: async (prepared, { folder }, signal): Promise<Reconciled> => {
      if (await isStillRunning(folder)) return still('the program still runs')
      const state = await read(signal)
      if (state.kind === 'unseen') return still(state.words)
      return reconcileValue(prepared, wanted, 'state', state.value)
    },

    check: async (prepared, signal): Promise<Checked> => {
      const state = await read(signal)
      if (state.kind === 'unseen') return { kind: 'unseen', words: state.words, details: [] }
      return checkValue(prepared, wanted, state.value)
    },
  }
}

const still = (words: string): Reconciled => ({ kind: 'still-unknown', words, details: [] })

function backwards(change: CommandChange, undo: readonly string[], before: string | null): CommandChange {
  const { observe, argv } = change
  return {
    ...change,
    argv: undo,
    observe: observe === null ? null : { ...observe, becomes: before },
    undo: argv,
  }
}
