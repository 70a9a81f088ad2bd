import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Plan } from '../actions/plan.ts'
import { errorCode } from '../core/failure.ts'
import type { DurationMs } from '../core/time.ts'
import type { Journal } from '../journal/journal.ts'
import { entryOf } from './act.ts'

export type HandOverResult =
  /** It has begun, or ended already; the journal tells the rest. */
  | { readonly kind: 'begun' }
  /** Nothing was done and nothing will be, as the journal proves. */
  | { readonly kind: 'not-started'; readonly reason: string }
  /** Nobody knows: the journal can't be read or written. */
  | { readonly kind: 'unknown'; readonly reason: string }

const PATIENCE_MS: DurationMs = 5_000
const LOOK_MS: DurationMs = 50

/**
 * Starts the runner of a confirmed plan, in a session of its own, so that it outlives this process, its terminal and
 * its SSH connection. `command` is the program with all its arguments but the plan file.
 */
export async function handOver(
  plan: Plan,
  planFile: string,
  command: readonly string[],
  journal: Journal,
): Promise<HandOverResult> {
  const started = startRunner(planFile, command)
  if (started !== null) return giveUp(plan, journal, started)
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    const read = await journal.read()
    if (!read.ok) return { kind: 'unknown', reason: read.reason }
    const stage = read.chain.lines.findLast(({ id }) => id === plan.id)?.stage
    if (stage !== undefined && stage !== 'planned' && stage !== 'confirmed') return { kind: 'begun' }
    await wait(LOOK_MS)
  }
  return giveUp(plan, journal, 'the runner did not begin within 5 s')
}

/** Once `not-started` is written, the journal refuses the intent of a runner that comes late. */
async function giveUp(plan: Plan, journal: Journal, reason: string): Promise<HandOverResult> {
  const written = await journal.append(entryOf(plan, 'not-started', reason))
  switch (written.kind) {
    case 'written':
      return { kind: 'not-started', reason }
    case 'refused':
      return { kind: 'begun' }
    case 'failed':
      return { kind: 'unknown', reason: `${reason}, and ${written.reason}` }
  }
}

/** Why it can't be started, or null. */
function startRunner(planFile: string, command: readonly string[]): string | null {
  const [program = '', ...args] = command
  try {
    const log = openSync(`${planFile}.log`, 'a', 0o600)
    try {
      const child = spawn(program, [...args, planFile], { detached: true, stdio: ['ignore', log, log] })
      // Without a listener an error would end this process; the journal tells whether it began.
      child.on('error', () => undefined)
      child.unref()
      return child.pid === undefined ? `${program} can't be started` : null
    } finally {
      closeSync(log)
    }
  } catch (error) {
    return `the runner can't be started (${errorCode(error)})`
  }
}
