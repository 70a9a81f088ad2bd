import { readFileSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** In the attempt's folder: which process it started. */
export const PROCESS_FILE = 'process'

/** Writes down a process so that another program finds it again: its pid, and when it started, since pids come again. */
export function markProcess(file: number, pid: number): void {
  try {
    writeSync(file, `${pid} ${startOf(readStat(pid)) ?? '-'}\n`)
  } catch {
    // It runs already, and must be waited for; without the mark only somebody else can't see that it runs.
  }
}

/** Whether the program of an attempt still runs, whoever started it. False where none was started. */
export async function isStillRunning(folder: string): Promise<boolean> {
  const mark = await readFile(join(folder, PROCESS_FILE), 'utf8').catch(() => '')
  const [, pid, start] = /^(\d+) (\S+)\n/.exec(mark) ?? []
  if (pid === undefined || Number(pid) === 0) return false
  const stat = readStat(Number(pid))
  if (stat !== null) return startOf(stat) === start && !/\) [ZX] /.test(stat)
  try {
    process.kill(Number(pid), 0)
    // Without /proc a pid that came again can't be told from the first: then it counts as running.
    return start === '-'
  } catch {
    return false
  }
}

/** Source: proc_pid_stat(5); null where there is no such process, or no /proc. */
function readStat(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
}

/** When it started, in ticks since the boot: the 20th field behind the name, which may hold spaces and brackets. */
function startOf(stat: string | null): string | undefined {
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
}
