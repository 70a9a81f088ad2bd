import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_A_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

type Times = { readonly pid: number; readonly parent: number; readonly seconds: number }

/** CPU of a process, its descendants alive now and the children it has waited for, seconds since it began. */
export function cpuSeconds(pid: number): number {
  return familyOf(pid).reduce((total, { seconds }) => total + seconds, 0)
}

/** Resident memory of a process and its descendants, bytes. Pages that they share count for each. */
export function rssBytes(pid: number): number {
  return familyOf(pid).reduce((total, member) => total + rssOf(member.pid), 0)
}

function familyOf(root: number): Times[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => timesOf(Number(name)) ?? [])
  const family = new Set([root])
  // A parent is not always listed before its child, so look until nobody is added.
  for (let size = 0; size !== family.size; ) {
    size = family.size
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid)
  }
  return all.filter(({ pid }) => family.has(pid))
}

/** Null for a process that has just ended. */
function timesOf(pid: number): Times | null {
  const stat = contentOf(`/proc/${pid}/stat`)
  if (stat === null) return null
  // The name, in parentheses, may hold anything; proc(5) numbers the fields after it from 3.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const field = (number: number): number => Number(fields[number - 3])
  const ticks = field(14) + field(15) + field(16) + field(17)
  return { pid, parent: field(4), seconds: ticks / TICKS_A_SECOND }
}

function rssOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(contentOf(`/proc/${pid}/status`) ?? '')?.[1]
  return Number(kilobytes ?? 0) * 1024
}

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // It ended while we were reading.
    return null
  }
}
