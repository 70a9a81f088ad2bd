import type { Committed } from '../executor.ts'
import type { Launched } from '../program/launch.ts'
import { firstLine } from './failure.ts'

/**
 * What kubectl prints where nothing was changed for sure: it gave up before its request, or the server said no to it.
 * Everything else it may have said after the change was made: an answer that was lost is no refusal.
 */
const REFUSED =
  /Error from server \((?:NotFound|Forbidden|Invalid|BadRequest|MethodNotAllowed)\)|admission webhook .* denied|You must be logged in|Unauthorized|connection to the server .* was refused|no such host|x509|does not exist|unknown (?:flag|command)|invalid argument|doesn't have a resource type|unable to find specified revision|(?:can't|cannot) (?:rollback|restart) (?:a )?paused|no objects passed to/i

/** Its own guard: `Expected replicas to be 2, was 5`. */
const GUARD = /Expected replicas to be \d+, was (\d+)/

/** What the end of kubectl says of the change; `wanted` is the number of replicas of a scale. */
export function outcomeOf(launched: Launched, wanted: number | null): Committed {
  switch (launched.kind) {
    case 'not-started':
      return { kind: 'rejected', reason: launched.failure.message, hint: launched.failure.hint }
    case 'killed':
      return { kind: 'unknown', reason: `kubectl was ended by ${launched.by}` }
    case 'given-up':
      return { kind: 'unknown', reason: 'kubectl had not ended at its deadline, and was ended' }
    case 'exited':
      return outcomeOfExit(launched, wanted)
  }
}

function outcomeOfExit(
  { code, stdout, stderr }: Extract<Launched, { kind: 'exited' }>,
  wanted: number | null,
): Committed {
  const said = firstLine(code === 0 ? stdout : stderr)
  if (code === 0) {
    return /skipped rollback/.test(stdout)
      ? rejected(said)
      : { kind: 'accepted', details: [{ name: 'kubectl', value: said }] }
  }
  // kubectl tries again after a conflict, and its library after 503: then what the guard meets may be its own doing.
  const met = GUARD.exec(stderr)?.[1]
  if (met !== undefined && Number(met) !== wanted) return rejected(said)
  if (REFUSED.test(stderr)) return rejected(said)
  return { kind: 'unknown', reason: `kubectl ended with exit code ${code}: ${said}` }
}

const rejected = (said: string): Committed => ({
  kind: 'rejected',
  reason: `kubectl: ${said}`,
  hint: 'nothing was changed; look at the state and plan anew',
})
