import { formatExactly } from '../../core/time.ts'
import type { Clash, Readable } from './readable.ts'

/** Prometheus refuses to give more points than this for one series. */
const MOST_POINTS = 11_000

/** Times that can't be. */
export function checkTimes({ deployment, history, defaults, sources, signals }: Readable): Clash[] {
  const clashes: Clash[] = []
  const positive = (ms: number | undefined, path: Clash['path']): void => {
    if (ms === 0) clashes.push(atValue(path, `${path.at(-1)} must be longer than 0s`, '0s'))
  }
  positive(deployment?.window, ['deployment', 'window'])
  positive(defaults?.staleAfter, ['defaults', 'staleAfter'])
  positive(history?.length, ['history', 'length'])
  positive(history?.step, ['history', 'step'])
  if (history !== null && history.step > 0) {
    const points = Math.floor(history.length / history.step)
    const asked = `${formatExactly(history.length)} in steps of ${formatExactly(history.step)}`
    if (points < 1) clashes.push(atValue(['history', 'step'], `${asked} leave no point`, ''))
    if (points > MOST_POINTS) {
      const message = `${asked} are ${points} points; at most ${MOST_POINTS} can be asked for`
      clashes.push(atValue(['history', 'step'], message, ''))
    }
  }
  for (const [id, source] of sources) {
    positive(source?.interval, ['sources', id, 'interval'])
    positive(source?.deadline, ['sources', id, 'deadline'])
  }
  for (const [id, signal] of signals) {
    positive(signal?.staleAfter, ['signals', id, 'staleAfter'])
    const interval = sources.get(signal?.source ?? '')?.interval
    const staleAfter = signal?.staleAfter ?? defaults?.staleAfter
    if (signal === null || interval === undefined || !staleAfter || staleAfter > interval) continue
    const message = `signals.${id} is stale after ${formatExactly(staleAfter)}, but read every ${formatExactly(interval)} only; give it a longer staleAfter`
    clashes.push(atValue(['signals', id, 'staleAfter'], message, formatExactly(staleAfter)))
  }
  return clashes
}

const atValue = (path: Clash['path'], message: string, offending: string): Clash => ({
  path,
  at: 'value',
  message,
  offending,
})
