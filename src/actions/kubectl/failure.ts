import type { Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'

type Kind = readonly [pattern: RegExp, kind: Failure['kind'], message: string, hint: string]

/** What kubectl says, by the sentence it gets. Source: kubectl 1.20 and 1.32. */
const KINDS: readonly Kind[] = [
  [
    /was refused|no such host|i\/o timeout|network is unreachable|Unable to connect to the server/i,
    'refused',
    'kubectl gets no answer from the API server',
    'see whether the context of the profile is right, and whether a VPN or a tunnel is needed',
  ],
  [
    /Unauthorized|must be logged in|credentials/i,
    'unauthorised',
    'the API server does not know this user',
    'log in again as the cluster asks for it',
  ],
  [
    /forbidden/i,
    'unauthorised',
    'this user may not do that',
    'ask for the right in this namespace: kubectl auth can-i',
  ],
  [/NotFound|not found/i, 'not-found', 'the API server does not have it', 'see kubectl get in the namespace'],
]

/** Why kubectl failed, with the first line it printed. */
export function classifyOutput(code: number, stderr: string): Failure {
  const said = firstLine(stderr)
  const found = KINDS.find(([pattern]) => pattern.test(stderr))
  if (found === undefined) {
    return {
      kind: 'program-failed',
      message: `kubectl ended with exit code ${code}: ${said}`,
      hint: 'run it by hand and see what it says',
    }
  }
  const [, kind, message, hint] = found
  return { kind, message: `${message}: ${said}`, hint }
}

/** Warnings and a client's log lines stand before what is wrong. */
export function firstLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !/^([EWI]\d{4} |Warning:)/.test(line))
  return sanitise(lines[0]?.trim() ?? 'it said nothing', 200)
}
