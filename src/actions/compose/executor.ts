import type { EpochMs } from '../../core/time.ts'
import type { ServiceChange } from '../change.ts'
import type { Executor } from '../executor.ts'
import { launch } from '../program/launch.ts'
import { readOutput } from '../program/output.ts'
import { isStillRunning } from '../program/process.ts'
import { readAim } from './aim.ts'
import type { Project } from './invocation.ts'
import { judgeOutcome, judgeState } from './judge.ts'
import { observe } from './observe.ts'
import { outcomeOf } from './outcome.ts'
import { prepare } from './prepare.ts'
import { unfinishedIn } from './progress.ts'
import { type Reader, readContainers } from './read.ts'

export type ComposeExecutorOptions = {
  readonly control: Project
  readonly change: ServiceChange
  /** The environment of the programs; values of the files may stand in it. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: () => EpochMs
}

/** Changes the services of a docker-compose project, v1 or v2. What came of it is read from the containers. */
export function createComposeExecutor({ control, change, env, now }: ComposeExecutorOptions): Executor {
  const reader = (signal: AbortSignal): Reader => ({ project: control, env, signal })
  return {
    observe: (signal) => observe(change, reader(signal), now),
    prepare: (observed) => prepare(control, change, observed),

    commit: async ({ step }, attempt, signal) => {
      if (step.kind !== 'program') throw new Error('a compose project is changed by a program')
      return outcomeOf(await launch(step, { attempt, env, signal, givenUp: 'left-alone' }))
    },

    reconcile: async ({ before }, attempt, signal) => {
      if (await isStillRunning(attempt.folder)) {
        return { kind: 'still-unknown', words: 'docker-compose still runs', details: [] }
      }
      const containers = await readContainers(reader(signal))
      if (!containers.ok) return { kind: 'still-unknown', words: containers.failure.message, details: [] }
      const unfinished = unfinishedIn(await readOutput(attempt.folder, 'stderr'))
      return judgeOutcome(readAim(before), containers.value, unfinished)
    },

    check: async ({ before, stableMs }, signal) => {
      const containers = await readContainers(reader(signal))
      if (!containers.ok) return { kind: 'not-yet', words: containers.failure.message, details: [] }
      return judgeState(readAim(before), containers.value, now(), stableMs)
    },
  }
}
