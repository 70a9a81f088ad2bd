import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { serveDemo } from '../cli/program.ts'
import { openStage, type Stage } from './acting.ts'
import { confirm, openReady, plan } from './hand.ts'
import { hasFooter } from './watch.ts'

let stage: Stage | null = null
afterEach(() => stage?.close())

/** What Node says where it opens its inspector. */
const OPENED = /debugger/i

describe('75: SIGUSR1 opens no inspector', () => {
  it('in a watch, on a wall and in a runner', async () => {
    stage = await openStage(['--fault', 'slow'])
    const pty = await openReady(stage, ['--set', 'sources.api.deadline=7s'])
    const wall = stage.wall()
    await wall.until((screen) => screen.trim() !== '')
    for (const { pid } of [pty, wall]) process.kill(pid, 'SIGUSR1')
    await plan(pty)
    await confirm(pty)
    await pty.until((screen) => /◐ Downshift · sent/.test(screen), 30_000)
    process.kill(await stage.runnerPid(), 'SIGUSR1')
    await pty.until((screen) => /Downshift · verified: /.test(screen) && hasFooter(screen), 60_000)
    const clock = wall.screen()
    await wall.until((screen) => screen !== clock)
    for (const screen of [pty, wall]) expect(screen.output()).not.toMatch(OPENED)
    const plans = join(stage.env.XDG_STATE_HOME, 'hypercare/test/plans')
    const logs = (await readdir(plans)).filter((file) => file.endsWith('.log'))
    expect(logs).toHaveLength(1)
    for (const log of logs) expect(await readFile(join(plans, log), 'utf8')).toBe('')
  }, 120_000)

  it('in what serves', async () => {
    const backend = await serveDemo()
    backend.child.kill('SIGUSR1')
    await fetch(`${backend.url}/health`)
    const { code, stderr } = await backend.stop()
    expect(code).toBe(0)
    expect(stderr).not.toMatch(OPENED)
  })
})
