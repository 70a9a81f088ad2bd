import { setTimeout as pause } from 'node:timers/promises'
import type { Costs } from './budgets.ts'
import { summarise } from './bursts.ts'
import { measureKeys } from './keys.ts'
import type { Mark } from './mark.ts'
import type { Options } from './options.ts'
import { type Command, openProgram, type Program } from './program.ts'
import { say } from './say.ts'
import { measureStarts } from './starts.ts'
import { measureSteady, settle } from './steady.ts'

/** A program to be measured. */
export type Subject = {
  readonly name: string
  readonly command: Command
  /** Matches the screen once it shows something that was read; null where the program is not asked for it. */
  readonly firstData: RegExp | null
  /** Pressed in turn. */
  readonly keys: readonly string[]
  /** Whether its first minute is unlike the others. */
  readonly settles: boolean
  /** What these keys move. */
  readonly mark: Mark
}

/** All that can be measured of a program from outside. `stay` is called before it is stopped, with its costs so far. */
export async function measureSubject(
  subject: Subject,
  options: Pick<Options, 'warmUpMs' | 'settleMs' | 'runMs' | 'starts' | 'keys'>,
  stay: (program: Program) => Promise<void> = () => Promise.resolve(),
): Promise<Costs> {
  const { warmUpMs, runMs, starts, keys } = options
  say(`${subject.name}: starting it ${starts} times`)
  const { firstScreenMs, firstDataMs } = await measureStarts(subject, starts)
  say(`${subject.name}: watching it for ${runMs / 1000} s`)
  const program = openProgram(subject.command)
  try {
    await (subject.settles ? settle(subject.name, program, options) : pause(warmUpMs))
    const { bursts, cores, rssMiB } = await measureSteady(program, runMs)
    say(`${subject.name}: pressing ${keys} keys`)
    const pressed = await measureKeys(program, subject, keys)
    const written = summarise(bursts)
    await stay(program)
    return {
      ...(written === null
        ? {}
        : { burstRatio: written.ratio, burstBytes: written.bytes, burstCells: written.cells }),
      cpuBusy: cores,
      rss: rssMiB,
      firstScreen: firstScreenMs,
      ...(firstDataMs === null ? {} : { firstData: firstDataMs }),
      keyP50: pressed.p50Ms,
      keyP99: pressed.p99Ms,
      keysUnseen: pressed.unseen,
    }
  } finally {
    await program.stop()
  }
}
