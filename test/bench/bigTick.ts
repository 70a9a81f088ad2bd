import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPrometheus } from '../support/processes.ts'
import { BIN, NODE_ARGS, NODE_ENV, profiled } from './backend.ts'
import { startBigPlatform, writeBigProfile } from './big.ts'
import { hasEnded, livesUntilEnded } from './living.ts'
import type { Options } from './options.ts'
import { openProgram, textOf } from './program.ts'
import { say } from './say.ts'
import { measureSteady, settle } from './steady.ts'

/** CPU of one tick of a big profile, ms: everything a watch does in a second when all sources answer every second. */
export async function measureBigTick(options: Options): Promise<number> {
  say('hypercare: a profile with 2 000 series, 64 GPUs and 200 services')
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-bench-big-'))
  const platform = await startBigPlatform()
  const prometheus = await startPrometheus([{ job: 'big', address: new URL(platform.url).host }])
  livesUntilEnded(prometheus.pid)
  try {
    const profile = await writeBigProfile(folder, platform.url, prometheus.url)
    const args = [...NODE_ARGS, ...profiled(options.cpuProf), BIN, 'watch', '--profile', profile]
    const program = openProgram({ file: process.execPath, args, env: NODE_ENV })
    try {
      await settle('hypercare', program, options)
      if (!/Services/.test(textOf(program.emulator)))
        throw new Error(`no screen:\n${textOf(program.emulator)}`)
      const { cores } = await measureSteady(program, options.runMs)
      return cores * 1000
    } finally {
      await program.stop()
    }
  } finally {
    await prometheus.stop()
    hasEnded(prometheus.pid)
    await platform.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
