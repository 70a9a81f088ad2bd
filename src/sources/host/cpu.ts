import type { CpuTimes } from './machine.ts'

/** Tells how busy the CPUs were between two readings. */
export type CpuMeter = {
  /** The share of CPU time spent working since the last reading, 0 to 1, or why it can't be told. */
  measure(now: CpuTimes): number | string
}

/** A ratio needs two readings: the one since the machine started says nothing about now. */
export function createCpuMeter(): CpuMeter {
  let before: CpuTimes | null = null
  return {
    measure: (now) => {
      if (before === null) {
        before = now
        return 'needs two readings'
      }
      const total = now.total - before.total
      // Counters tick a hundred times a second: two readings in one tick are one.
      if (total === 0) return 'needs two readings further apart'
      const busy = now.busy - before.busy
      before = now
      // Waiting for I/O may count backwards, and CPUs may be taken away.
      return total < 0 ? 'the counters of the CPUs went back' : Math.min(1, Math.max(0, busy / total))
    },
  }
}
