import type { Committed } from '../executor.ts'
import type { Launched } from '../program/launch.ts'
import { lastLine } from './failure.ts'
import { hasBegun } from './progress.ts'

/** What it says, v1 and v2, where it gives up before it has looked at a container. */
const REFUSED =
  /no such service|No such command|Unsupported config option|is invalid because|Missing mandatory value|is missing a value|Invalid interpolation format|No such file or directory: '\.|no configuration file provided|yaml\.|Cannot connect to the Docker daemon|Couldn't connect to Docker daemon|Error while fetching server API version|^Pulling |no such image|pull access denied|manifest unknown/im

/** What the end of docker-compose says of the change. Success it never says: a container that died at once has rc 0. */
export function outcomeOf(launched: Launched): Committed {
  switch (launched.kind) {
    case 'not-started':
      return { kind: 'rejected', reason: launched.failure.message, hint: launched.failure.hint }
    case 'killed':
      return { kind: 'unknown', reason: `docker-compose was ended by ${launched.by}` }
    case 'given-up':
      return { kind: 'unknown', reason: 'docker-compose still runs; it was not waited for any longer' }
    case 'exited':
      return outcomeOfExit(launched)
  }
}

function outcomeOfExit({ code, stderr }: Extract<Launched, { kind: 'exited' }>): Committed {
  if (code === 0) return { kind: 'accepted', details: [{ name: 'docker-compose', value: 'rc 0' }] }
  const said = lastLine(stderr)
  if (!hasBegun(stderr) && REFUSED.test(stderr)) {
    return { kind: 'rejected', reason: `docker-compose refused: ${said}`, hint: 'no container was touched' }
  }
  return { kind: 'unknown', reason: `docker-compose ended with exit code ${code}: ${said}` }
}
