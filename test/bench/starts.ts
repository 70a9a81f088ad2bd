import type { Terminal } from '@xterm/headless'
import { openProgram, textOf, untilShown } from './program.ts'
import { median } from './statistics.ts'
import type { Subject } from './subject.ts'

const PATIENCE_MS = 20_000

export type Starts = { readonly firstScreenMs: number; readonly firstDataMs: number | null }

/** Medians over so many starts, after one that only warms the caches. Times count from before the fork. */
export async function measureStarts(subject: Subject, count: number): Promise<Starts> {
  await startOnce(subject)
  const starts: Starts[] = []
  for (let i = 0; i < count; i++) starts.push(await startOnce(subject))
  const toData = starts.flatMap(({ firstDataMs }) => firstDataMs ?? [])
  return {
    firstScreenMs: median(starts.map(({ firstScreenMs }) => firstScreenMs)),
    firstDataMs: toData.length === 0 ? null : median(toData),
  }
}

async function startOnce({ command, firstData }: Subject): Promise<Starts> {
  const program = openProgram(command)
  try {
    const screen = untilShown(program, 'screen', isPainted, PATIENCE_MS)
    const data =
      firstData === null
        ? null
        : untilShown(program, 'data', (emulator) => firstData.test(textOf(emulator)), PATIENCE_MS)
    const [screenAt, dataAt] = await Promise.all([screen, data])
    return {
      firstScreenMs: screenAt - program.startedAt,
      firstDataMs: dataAt === null ? null : dataAt - program.startedAt,
    }
  } finally {
    await program.stop()
  }
}

const isPainted = (emulator: Terminal): boolean => /\S/.test(textOf(emulator))
