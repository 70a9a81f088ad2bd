import type { ScheduleConfig } from './config.ts'

export type Plan = Pick<ScheduleConfig, 'from' | 'to' | 'over' | 'strategy'>

/** The planned value at that progress; before the start `from`, after the end `to`. */
export function plannedAt({ from, to, over, strategy }: Plan, progress: number): number {
  const done = Math.min(1, Math.max(0, progress / over))
  switch (strategy) {
    case 'constant':
      return from
    case 'linear':
      return from + (to - from) * done
    case 'cosine':
      return to + ((from - to) * (1 + Math.cos(Math.PI * done))) / 2
    case 'exponential':
      return from * (to / from) ** done
  }
}
