import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'yaml'
import { type Backend, PROFILE } from './backend.ts'
import { openProgram } from './program.ts'
import { slopeOf } from './statistics.ts'

/** Until charts, compiled code and Ink's two caches of 8 192 texts are as large as they become, ms. */
const SETTLING_MS = 900_000
/** Shorter runs tell nothing, ms. */
export const LEAST_HEAP_RUN_MS = 1_500_000
const MS_AN_HOUR = 3_600_000

/** The advice of the profile, none of it with more past than is kept. */
async function shortAdvice(): Promise<readonly unknown[]> {
  const { advice }: { advice: readonly { readonly for?: string }[] } = parse(await readFile(PROFILE, 'utf8'))
  return advice.map((each) => (each.for === undefined ? each : { ...each, for: '1m' }))
}

export type Growth = {
  readonly mibPerHour: number
  readonly standardError: number
  /** The part above zero of the lower end of the 95 % interval. */
  readonly certain: number
  /** How fast compiled code grows, MiB an hour, and how much there is at the end. */
  readonly code: { readonly mibPerHour: number; readonly mib: number }
}

/**
 * How fast the objects grow that live. The past of the charts is kept short, since it grows for hours by intent. Compiled code is
 * told beside them: V8 goes on compiling for hours what is called once a second, and has an end where every function is.
 */
export async function measureHeap(backend: Backend, forMs: number): Promise<Growth | null> {
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-bench-heap-'))
  const file = join(folder, 'heap')
  const nodeArgs = ['--expose-gc', '--import', resolve(import.meta.dirname, 'heapProbe.mjs')]
  const { args, ...command } = await backend.watch({
    everyMs: 1_000,
    nodeArgs,
    env: { HYPERCARE_BENCH_HEAP: file },
  })
  const short = ['history.length=1m', 'history.step=1s', `advice=${JSON.stringify(await shortAdvice())}`]
  const program = openProgram({ ...command, args: [...args, ...short.flatMap((set) => ['--set', set])] })
  try {
    const from = Date.now() + SETTLING_MS
    await pause(forMs)
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
    const points = lines
      .map((line) => line.split(' ').map(Number))
      .map(([at = 0, objects = 0, code = 0]) => ({ at, objects, code }))
      .filter(({ at }) => at >= from)
    const lineOf = (part: 'objects' | 'code') =>
      slopeOf(points.map(({ at, [part]: bytes }) => ({ x: (at - from) / MS_AN_HOUR, y: bytes / 2 ** 20 })))
    const [line, code] = [lineOf('objects'), lineOf('code')]
    if (line === null || code === null) return null
    const { slope, standardError } = line
    return {
      mibPerHour: slope,
      standardError,
      certain: Math.max(0, slope - 1.96 * standardError),
      code: { mibPerHour: code.slope, mib: (points.at(-1)?.code ?? 0) / 2 ** 20 },
    }
  } finally {
    await program.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
