import { open } from 'node:fs/promises'
import { errorCode, type Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { DurationMs } from '../../core/time.ts'
import type { SecretReference } from '../../schema/fields.ts'
import { runProgram } from '../program/run.ts'

export type SecretResult =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly failure: Failure }

export type Environment = Readonly<Record<string, string | undefined>>

const MAX_BYTES = 65_536
const READABLE_BY_OTHERS = 0o077

/**
 * Reads a secret from where the profile says it is: an environment variable, a file only its owner can read, or the
 * output of a command (argv, no shell), which is killed after `deadlineMs`. White space around it is dropped.
 * The value is in no message; of a command's output nothing is.
 */
export async function readSecret(
  reference: SecretReference,
  env: Environment,
  deadlineMs: DurationMs = 5_000,
): Promise<SecretResult> {
  if ('env' in reference) return readVariable(reference.env, env)
  if ('file' in reference) return readOwnFile(reference.file)
  return runCommand(reference.command, env, deadlineMs)
}

function readVariable(name: string, env: Environment): SecretResult {
  const value = env[name]
  const subject = `the environment variable ${sanitise(name)}`
  if (value === undefined) return refuse(`${subject} is not set`, `export ${sanitise(name)} before starting`)
  return accept(value, subject, `export ${sanitise(name)} with the secret in it`)
}

async function readOwnFile(path: string): Promise<SecretResult> {
  const subject = `the secret file ${sanitise(path)}`
  try {
    const file = await open(path)
    try {
      const stat = await file.stat()
      if (!stat.isFile())
        return refuse(`${subject} is not a regular file`, 'name a file that holds the secret')
      if ((stat.mode & READABLE_BY_OTHERS) !== 0) {
        const mode = (stat.mode & 0o777).toString(8).padStart(4, '0')
        return refuse(`${subject} is open to others than its owner (${mode})`, `chmod 600 ${sanitise(path)}`)
      }
      if (stat.size > MAX_BYTES) return refuse(`${subject} is too large`, 'it should hold the secret alone')
      return accept(await file.readFile('utf8'), subject, 'put the secret into it')
    } finally {
      await file.close()
    }
  } catch (error) {
    return refuse(`${subject} can't be read (${errorCode(error)})`, 'check the path and who may read it')
  }
}

/** Nobody gives up on a secret before its own deadline. */
const NEVER = new AbortController().signal

async function runCommand(
  command: readonly string[],
  env: Environment,
  deadlineMs: DurationMs,
): Promise<SecretResult> {
  const program = sanitise(command[0] ?? '')
  const hint = `run ${program} by hand and see what it says`
  const run = await runProgram(command, { deadlineMs, maxBytes: MAX_BYTES, signal: NEVER, env })
  if (!run.ok) return refuse(`no secret: ${run.failure.message}`, hint)
  const subject = `the secret command ${program}`
  if (run.code !== 0) return refuse(`${subject} failed (exit code ${run.code})`, hint)
  return accept(run.stdout, subject, hint)
}

/** What is sent in a header can't hold controls: a line break would forge another header. */
function accept(text: string, subject: string, hint: string): SecretResult {
  const value = text.trim()
  if (value === '') return refuse(`${subject} gives an empty secret`, hint)
  if (/[^\x20-\x7e]/.test(value)) {
    return refuse(`${subject} gives a secret with line breaks or characters beyond ASCII`, hint)
  }
  return { ok: true, value }
}

const refuse = (message: string, hint: string): SecretResult => ({
  ok: false,
  failure: { kind: 'secret', message, hint },
})
