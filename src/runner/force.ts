import { readFile } from 'node:fs/promises'
import type { Line } from '../journal/line.ts'

export type ForceResult = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/**
 * Ends the runner of an action, and with it its lock; what it has started goes on. The process must be the one that
 * wrote the journal's entries of that action, since process ids come again.
 */
export async function endRunner(id: string, lines: readonly Line[]): Promise<ForceResult> {
  const pid = lines.findLast(
    (line) => line.id === id && line.stage !== 'planned' && line.stage !== 'confirmed',
  )?.pid
  if (pid === undefined) return { ok: false, reason: `no runner of ${id} is in the journal` }
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  if (!command.includes(`${id}.json`)) return { ok: false, reason: `the runner of ${id} is gone already` }
  process.kill(pid, 'SIGKILL')
  return { ok: true }
}
