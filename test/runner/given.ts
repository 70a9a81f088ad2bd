import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Checked, Committed, Executor, Observed, Reconciled } from '../../src/actions/executor.ts'
import type { Plan } from '../../src/actions/plan.ts'
import type { Stage } from '../../src/actions/stage.ts'
import { type Journal, openJournal } from '../../src/journal/journal.ts'
import { entryOf } from '../../src/runner/act.ts'
import type { Sight } from '../../src/runner/evidence.ts'
import type { HoldMeans } from '../../src/runner/hold.ts'
import { prepared, T0 } from '../actions/given.ts'
import { KIM } from '../journal/given.ts'

/** What the target does: each list is worked off, its last one stays. */
export type Script = {
  readonly observed?: readonly (Observed | string)[]
  readonly committed?: Committed
  readonly reconciled?: readonly Reconciled['kind'][]
  readonly checked?: readonly Checked['kind'][]
  readonly sights?: readonly (readonly Sight[])[]
  readonly readOnly?: string
}

export type Stand = {
  readonly means: HoldMeans
  readonly journal: Journal
  /** How often a commit was made. */
  commits(): number
  /** The stages of an action, as the journal has them. */
  stages(id: string): Promise<readonly Stage[]>
  /** Plans and confirms. */
  confirm(plan: Plan): Promise<void>
  /** Called each time somebody waits. */
  onWait(then: () => Promise<void>): void
  remove(): Promise<void>
}

const worked = <T>(list: readonly T[], index: number): T | undefined => list[Math.min(index, list.length - 1)]

/** A runner's world without a world: a real journal, a target that follows a script, and a clock that jumps. */
export async function openStand(script: Script = {}): Promise<Stand> {
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-runner-'))
  let elapsed = 0
  let commits = 0
  let keys = 0
  let then = async (): Promise<void> => undefined
  const counts = { observed: 0, reconciled: 0, checked: 0, sights: 0 }
  const now = (): number => T0 + 1_000 + elapsed
  const journal = openJournal(join(folder, 'journal.jsonl'), KIM, now)
  const executor: Executor = {
    observe: async () => {
      const seen = worked(script.observed ?? [prepared().observed], counts.observed++)
      if (typeof seen === 'string')
        return { ok: false, failure: { kind: 'timeout', message: seen, hint: 'look' } }
      return { ok: true, observed: { ...(seen ?? prepared().observed), readAt: now() } }
    },
    prepare: (observed) => ({ ok: true, prepared: prepared({ observed }) }),
    commit: async () => {
      commits += 1
      return script.committed ?? { kind: 'accepted', details: [] }
    },
    reconcile: async () => ({
      kind: worked(script.reconciled ?? ['applied'], counts.reconciled++) ?? 'applied',
      words: 'seen',
      details: [],
    }),
    check: async () => ({
      kind: worked(script.checked ?? ['reached'], counts.checked++) ?? 'reached',
      words: 'seen',
      details: [],
    }),
  }
  const means: HoldMeans = {
    journal,
    executor,
    executorOf: () => executor,
    evidence: () => ({
      sights: () => worked(script.sights ?? [[]], counts.sights++) ?? [],
      close: async () => undefined,
    }),
    clock: { now, monotonic: () => elapsed },
    wait: async (ms) => {
      elapsed += ms
      await then()
    },
    newKey: () => `key-${++keys}`,
    attempts: join(folder, 'attempts'),
    holder: { who: 'kim on here', pid: process.pid },
    readOnly: script.readOnly ?? null,
    onProgress: () => undefined,
  }
  return {
    means,
    journal,
    commits: () => commits,
    stages: async (id) => {
      const read = await journal.read()
      return read.ok ? read.chain.lines.filter((line) => line.id === id).map(({ stage }) => stage) : []
    },
    confirm: async (plan) => {
      await journal.append(entryOf(plan, 'planned', '', { plan }))
      await journal.append(entryOf(plan, 'confirmed', ''))
    },
    onWait: (next) => {
      then = next
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
