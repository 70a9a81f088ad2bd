import { sanitise } from '../../core/sanitise.ts'

/** docker-compose names what it touches before it does, and again when it is done, on standard error. */
const LINES = [
  // v1: `Stopping p_worker_1 ... `, then `Stopping p_worker_1 ... done` or `error`.
  /^(?:[A-Z]\w+|Stopping and removing) (\S+) +\.\.\. *(\w*)$/gm,
  // v2: ` Container p-worker-1  Stopping`, then `Stopped`, or what else it came to; `Running` is where it was already.
  /^ *(?:Container|Network|Volume) (\S+) +(?:\w+ing\b(?<!Running)|(\w+).*)$/gm,
] as const

const linesOf = (stderr: string): readonly { readonly name: string; readonly end: string }[] =>
  LINES.flatMap((line) =>
    [...stderr.matchAll(line)].map(([, name = '', end = '']) => ({ name: sanitise(name, 128), end })),
  )

export const hasBegun = (stderr: string): boolean => linesOf(stderr).length > 0

/**
 * What docker-compose had begun with when it ended. The engine goes on with what it was asked for: a container that
 * was told to stop still runs for its grace period, and then stops with nobody waiting for it.
 */
export function unfinishedIn(stderr: string): readonly string[] {
  const open = new Set<string>()
  for (const { name, end } of linesOf(stderr)) {
    if (end === '') open.add(name)
    else open.delete(name)
  }
  return [...open]
}
