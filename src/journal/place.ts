import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where everything stands that outlives the program: `$XDG_STATE_HOME/hypercare/<profile>`. */
export type StatePlace = {
  readonly journal: string
  /** Plans that wait for a `--yes`, and those handed over to a runner. */
  readonly plans: string
  /** One folder an attempt: what its programs said. */
  readonly attempts: string
  /** Screens that somebody kept. */
  readonly screens: string
  /** What was chosen in the palette. */
  readonly commands: string
}

export function statePlace(profile: string, env: Readonly<Record<string, string | undefined>>): StatePlace {
  const state = env.XDG_STATE_HOME || join(homedir(), '.local', 'state')
  const folder = join(state, 'hypercare', profile)
  return {
    journal: join(folder, 'journal.jsonl'),
    plans: join(folder, 'plans'),
    attempts: join(folder, 'attempts'),
    screens: join(folder, 'screens'),
    commands: join(folder, 'commands.txt'),
  }
}
