import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../../support/eventually.ts'

/** A folder of shell scripts that stand in for programs. */
export type Stubs = {
  readonly folder: string
  /** Writes an executable script and returns its path. */
  script(name: string, body: string): string
  /** The pid that a script wrote to a file, once it has. */
  pid(name: string): Promise<number>
  remove(): void
}

export function createStubs(): Stubs {
  const folder = mkdtempSync(join(tmpdir(), 'hypercare-stubs-'))
  return {
    folder,
    script: (name, body) => {
      const path = join(folder, name)
      writeFileSync(path, `#!/bin/sh\n${body}\n`)
      chmodSync(path, 0o755)
      return path
    },
    pid: (name) => eventually(() => readPid(join(folder, name))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function readPid(path: string): number {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (!text.endsWith('\n')) throw new Error(`no pid in ${path} yet`)
  return Number(text)
}

/** Whether a process runs; a zombie that waits for its parent does not. */
export function isRunning(pid: number): boolean {
  if (!existsSync(`/proc/${pid}/stat`)) return false
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    // It ended between the two looks.
    return false
  }
}

/** Waits until a process has ended. */
export const untilGone = (pid: number): Promise<void> =>
  eventually(() => {
    if (isRunning(pid)) throw new Error(`${pid} still runs`)
  })
