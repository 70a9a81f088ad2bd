import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { diskUse } from './diskUse.ts'
import type { CpuTimes, Machine, Memory } from './machine.ts'

/**
 * Linux by /proc and statfs: 1 ms a poll. The same by systeminformation runs shells and df over every mount,
 * 20 ms during which nothing is drawn. The kernel makes these files up when they are read and nothing can hang there, so they are
 * read at once: by Node's threads it takes ten times as long. Source: proc_stat(5), proc_meminfo(5), statfs(2).
 */
export const linux: Machine = {
  cpuTimes: async () => parseStat(readFileSync('/proc/stat', 'utf8')),
  memory: async () => parseMeminfo(readFileSync('/proc/meminfo', 'utf8')),
  load1: () => loadavg()[0] ?? null,
  isMounted: async (path) => (await mounts()).includes(path),
  mounts,
  diskUse,
}

async function mounts(): Promise<readonly string[]> {
  return parseMounts(readFileSync('/proc/self/mounts', 'utf8'))
}

/** The first line of /proc/stat, in ticks. Time of guests is part of user and nice already; stolen time was not idle. */
export function parseStat(text: string): CpuTimes {
  const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] =
    /^cpu +(.+)$/m.exec(text)?.[1]?.split(' ').map(Number) ?? []
  const busy = user + nice + system + irq + softirq + steal
  return { busy, total: busy + idle + iowait }
}

/** Kernels before 3.14 have no MemAvailable; what they call free and cached comes near. */
export function parseMeminfo(text: string): Memory {
  const bytes = (name: string): number | null => {
    const kibibytes = new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1]
    return kibibytes === undefined ? null : Number(kibibytes) * 1024
  }
  return {
    total: bytes('MemTotal') ?? 0,
    available: bytes('MemAvailable') ?? (bytes('MemFree') ?? 0) + (bytes('Cached') ?? 0),
    swapTotal: bytes('SwapTotal') ?? 0,
    swapFree: bytes('SwapFree') ?? 0,
  }
}

/** Mount points of /proc/self/mounts; spaces and the like stand there as `\040`. */
export function parseMounts(text: string): string[] {
  const lines = text.split('\n').map((line) => line.split(' ').map(unescapeOctal))
  const real = lines.filter(([device = '']) => device.includes('/') || device.includes(':'))
  const others = lines.filter((line) => !real.includes(line))
  return [...new Set([...real, ...others].flatMap(([, mount]) => (mount === undefined ? [] : [mount])))]
}

const unescapeOctal = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
