import { limitOf } from './limit.ts'
import { pictureOf } from './picture.ts'
import type { Program } from './program.ts'
import { median, sum } from './statistics.ts'

/** A silence this long ends a burst, ms. */
const SILENCE_MS = 100

/** Output between two silences. */
export type Burst = {
  readonly bytes: number
  /** Bytes that would have been enough to change the changed cells. */
  readonly limit: number
  readonly cells: number
  /** The rows of these cells. */
  readonly rows: readonly number[]
}

/** Measures every burst of a program from now on, until the returned function is called, which gives them all. */
export function meterBursts({ emulator, listen }: Program): () => readonly Burst[] {
  const bursts: Burst[] = []
  let shown = pictureOf(emulator)
  let bytes = 0
  let silence: NodeJS.Timeout | null = null
  const finish = (): void => {
    const picture = pictureOf(emulator)
    const limit = limitOf(shown, picture)
    bursts.push({ bytes, limit: limit.bytes, cells: limit.cells, rows: limit.rows })
    shown = picture
    bytes = 0
    silence = null
  }
  const stopListening = listen((_, more) => {
    bytes += more
    if (silence !== null) clearTimeout(silence)
    silence = setTimeout(finish, SILENCE_MS)
  })
  return () => {
    stopListening()
    // A burst that is cut in two by the end would be no burst.
    if (silence !== null) clearTimeout(silence)
    return bursts
  }
}

/** All bytes by all limits, and the bytes and cells of the median burst; nothing for a program that was silent. */
export function summarise(bursts: readonly Burst[]): { ratio: number; bytes: number; cells: number } | null {
  const limit = sum(bursts.map((burst) => burst.limit))
  if (limit === 0) return null
  return {
    ratio: sum(bursts.map(({ bytes }) => bytes)) / limit,
    bytes: median(bursts.map(({ bytes }) => bytes)),
    cells: median(bursts.map(({ cells }) => cells)),
  }
}

/** The rows of the header in which time passes: the clock, and the age of the data. */
const CLOCK_ROWS = 2
/** HH:MM:SS and a few digits of the age. */
const MOST_CLOCK_CELLS = 12

export const isClockAlone = ({ rows, cells }: Burst): boolean =>
  rows.every((row) => row < CLOCK_ROWS) && cells <= MOST_CLOCK_CELLS
