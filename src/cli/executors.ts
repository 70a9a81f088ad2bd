import type { Change } from '../actions/change.ts'
import { createCommandExecutor } from '../actions/command/executor.ts'
import { createComposeExecutor } from '../actions/compose/executor.ts'
import type { Executor, Refusal } from '../actions/executor.ts'
import { createKubectlExecutor } from '../actions/kubectl/executor.ts'
import { createRequestExecutor } from '../actions/request/executor.ts'
import { createSilenceExecutor } from '../actions/silence/executor.ts'
import type { Profile } from '../config/profile.ts'

/** What carries a change out in this profile; a refusal where the profile no longer names what it needs. */
export function executorOf(profile: Profile, change: Change): Executor | Refusal {
  const given = { env: process.env, now: Date.now }
  switch (change.kind) {
    case 'scale':
    case 'restart':
    case 'stop':
    case 'start':
    case 'version': {
      const control = profile.controls.find(({ id }) => id === change.by)
      if (control?.kind === 'compose') return createComposeExecutor({ ...given, control, change })
      if (control?.kind === 'kubectl') return createKubectlExecutor({ ...given, control, change })
      return missing('control', change.by)
    }
    case 'delete-pod': {
      const control = profile.controls.find(({ id }) => id === change.by)
      if (control?.kind !== 'kubectl') return missing('cluster', change.by)
      return createKubectlExecutor({ ...given, control, change })
    }
    case 'request': {
      const source = profile.sources.find(({ id }) => id === change.source)
      if (source === undefined || !('url' in source)) return missing('source', change.source)
      return createRequestExecutor({ ...given, change, settings: source, deadlineMs: source.deadlineMs })
    }
    case 'silence':
    case 'unsilence': {
      const source = profile.sources.find(({ id }) => id === change.source)
      if (source?.kind !== 'alertmanager') return missing('Alertmanager', change.source)
      return createSilenceExecutor({ ...given, change, settings: source, deadlineMs: source.deadlineMs })
    }
    case 'command':
      return createCommandExecutor({ ...given, change })
  }
}

const missing = (what: string, name: string): Refusal => ({
  reason: `the profile has no ${what} "${name}" that can do this`,
  hint: 'plan anew with the profile as it is now',
})
