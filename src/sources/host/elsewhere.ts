import { stat } from 'node:fs/promises'
import { cpus, loadavg, platform } from 'node:os'
import { dirname } from 'node:path'
import { diskUse } from './diskUse.ts'
import type { Machine } from './machine.ts'

/** 24 ms to load, so it is loaded only where it is needed. */
const information = async () => (await import('systeminformation')).default

/** macOS, Windows and the BSDs, by systeminformation, which knows what each of them calls free. */
export const elsewhere: Machine = {
  // Its own currentLoad begins with the average since the machine started, which is no reading of now.
  cpuTimes: async () => {
    let busy = 0
    let idle = 0
    for (const { times } of cpus()) {
      busy += times.user + times.nice + times.sys + times.irq
      idle += times.idle
    }
    return { busy, total: busy + idle }
  },
  memory: async () => {
    const { total, available, swaptotal, swapfree } = await (await information()).mem()
    return { total, available, swapTotal: swaptotal, swapFree: swapfree }
  },
  load1: () => (platform() === 'win32' ? null : (loadavg()[0] ?? null)),
  isMounted: async (path) => {
    const [own, above] = await Promise.all([stat(path), stat(dirname(path))])
    return path === dirname(path) || own.dev !== above.dev
  },
  mounts: async () => (await (await information()).fsSize()).map(({ mount }) => mount),
  diskUse,
}
