import type { Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import { type ProgramOptions, runProgram } from '../program/run.ts'
import { commandOf } from './command.ts'
import type { NvidiaSmiConfig } from './config.ts'
import { classifyExit, type Place, unreadable } from './failure.ts'
import { parseLog, remarksIn, type SmiLog } from './log.ts'

/** Sixty-four GPUs with a hundred processes each print about 2 MB. */
const MAX_BYTES = 16_000_000

/** What it says with exit code 6; of some versions with 0. */
const NO_DEVICES = 'No devices were found'

export type LogResult =
  | { readonly ok: true; readonly log: SmiLog; readonly warnings: readonly string[] }
  /** `gone` settles when no process of this run is left. */
  | { readonly ok: false; readonly failure: Failure; readonly gone: Promise<void> }

/** Runs nvidia-smi once, here or by ssh, and reads what it prints. Rejects: never. */
export async function readLog(
  config: Pick<NvidiaSmiConfig, 'command' | 'ssh' | 'deadline'>,
  signal: ProgramOptions['signal'],
): Promise<LogResult> {
  const place: Place = { program: config.command[0] ?? 'nvidia-smi', ssh: config.ssh ?? null }
  const run = await runProgram(commandOf(config), {
    deadlineMs: config.deadline,
    maxBytes: MAX_BYTES,
    signal,
  })
  if (!run.ok) return run
  const log = parseLog(run.stdout)
  if (typeof log === 'string') {
    const failure =
      run.code === 0 && !run.stdout.includes(NO_DEVICES)
        ? unreadable(log, place)
        : classifyExit(run.code, `${run.stderr}\n${run.stdout}`, place)
    return failed(failure)
  }
  if (log.attached_gpus === '0') return failed(classifyExit(run.code, NO_DEVICES, place))
  if (log.gpu.length === 0) return failed(unreadable('it describes no GPU', place))
  return { ok: true, log, warnings: warningsOf(log, run.code, run.stdout) }
}

/** Why an answer that could be read is not the whole truth. */
function warningsOf(log: SmiLog, code: number, stdout: string): string[] {
  const attached = Number(log.attached_gpus ?? log.gpu.length)
  // What a login shell prints on the way is no news; what nvidia-smi prints beside its XML is.
  const remarks = remarksIn(stdout)
    .split('\n')
    .filter((line) => /warning|error|unable|lost|inforom/i.test(line))
    .map((line) => sanitise(line.trim(), 120))
  return [
    ...(attached > log.gpu.length
      ? [`${attached} GPUs are attached, ${log.gpu.length} answer: their numbers may have moved`]
      : []),
    ...remarks,
    ...(code !== 0 && remarks.length === 0 ? [`nvidia-smi ended with exit code ${code}`] : []),
  ]
}

const failed = (failure: Failure): LogResult => ({ ok: false, failure, gone: Promise.resolve() })
