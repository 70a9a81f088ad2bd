import { readlinkSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { sanitise } from '../core/sanitise.ts'

/** Who writes, from where, and when by a clock that nobody sets. */
export type Actor = Person & { readonly pid: number; readonly monotonicMs: number }

/** A person at a terminal; a runner writes in the name of whoever started it. */
export type Person = {
  readonly user: string
  /** Who became that user by sudo, or null. */
  readonly sudoUser: string | null
  /** The address that the SSH session came from, or null. */
  readonly sshClient: string | null
  readonly tty: string | null
  readonly host: string
}

export function personHere(env: Readonly<Record<string, string | undefined>>): Person {
  return {
    user: userName(env),
    sudoUser: clean(env.SUDO_USER),
    sshClient: clean(env.SSH_CLIENT?.split(' ')[0] ?? env.SSH_CONNECTION?.split(' ')[0]),
    tty: terminal(),
    host: hostname(),
  }
}

export const actorOf = (person: Person): Actor => ({
  ...person,
  pid: process.pid,
  monotonicMs: Math.round(performance.now()),
})

/** `kim (sudo by lee) on prod-1`. */
export function describePerson({ user, sudoUser, host }: Person): string {
  return `${user}${sudoUser === null ? '' : ` (sudo by ${sudoUser})`} on ${host}`
}

function userName(env: Readonly<Record<string, string | undefined>>): string {
  try {
    return userInfo().username
  } catch {
    // A user id without a name, as containers have it.
    return clean(env.USER) ?? `uid ${process.getuid?.() ?? '?'}`
  }
}

function terminal(): string | null {
  try {
    const name = readlinkSync('/proc/self/fd/0')
    return name.startsWith('/dev/pts/') || name.startsWith('/dev/tty') ? name : null
  } catch {
    // Standard input is closed, or there is no /proc.
    return null
  }
}

const clean = (text: string | undefined): string | null =>
  text === undefined || text === '' ? null : sanitise(text, 64)
