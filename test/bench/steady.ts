import { setTimeout as pause } from 'node:timers/promises'
import { type Burst, meterBursts } from './bursts.ts'
import type { Options } from './options.ts'
import { cpuSeconds, rssBytes } from './processes.ts'
import { type Program, textOf } from './program.ts'
import { say } from './say.ts'

export type Steady = { readonly bursts: readonly Burst[]; readonly cores: number; readonly rssMiB: number }

/** Waits until a program has settled, and says what it cost meanwhile: there the first minute differs from all others. */
export async function settle(
  name: string,
  program: Program,
  { warmUpMs, settleMs }: Pick<Options, 'warmUpMs' | 'settleMs'>,
): Promise<void> {
  await pause(warmUpMs)
  const { cores } = await measureSteady(program, settleMs - warmUpMs)
  say(`${name}: while it settled, from ${warmUpMs / 1000} s on, ${cores.toFixed(4)} cores`)
}

/** What a program that was left alone costs over so many milliseconds. */
export async function measureSteady(program: Program, forMs: number): Promise<Steady> {
  const finish = meterBursts(program)
  const startedAt = performance.now()
  const before = cpuSeconds(program.pid)
  await pause(forMs)
  const spent = cpuSeconds(program.pid) - before
  const passed = (performance.now() - startedAt) / 1000
  const bursts = finish()
  if (program.exitCode() !== null) {
    throw new Error(`it ended by itself with code ${program.exitCode()}:\n${textOf(program.emulator)}`)
  }
  return { bursts, cores: spent / passed, rssMiB: rssBytes(program.pid) / 2 ** 20 }
}
