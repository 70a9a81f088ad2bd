import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { argv, ROOT } from '../cli/program.ts'
import { eventually } from '../support/eventually.ts'
import { isMissing } from '../support/processes.ts'
import { openPty } from '../support/pty.ts'
import { DEAD, hasFooter, linesOf } from './watch.ts'

const isUnable = isMissing('tmux')
/** A server of its own, so that nobody's sessions are touched. */
const SERVER = ['-L', `hypercare-test-${process.pid}`, '-f', '/dev/null']

const tmux = async (...args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('tmux', [...SERVER, ...args], { cwd: ROOT })).stdout

const capture = async (): Promise<string> =>
  (await tmux('capture-pane', '-p', '-t', 'watch')).replace(/\n$/, '')

const until = (isSo: (screen: string) => boolean): Promise<string> =>
  eventually(async () => {
    const screen = await capture()
    expect(isSo(screen), screen).toBe(true)
    return screen
  })

beforeAll(async () => {
  if (isUnable) return
  const quoted = [process.execPath, ...argv(['watch', ...DEAD])].map((word) => `'${word}'`).join(' ')
  const size = ['-x', '120', '-y', '36']
  await tmux(
    'new-session',
    '-d',
    '-s',
    'watch',
    ...size,
    `LC_ALL=C.UTF-8 ${quoted}; echo "code=$?"; exec cat`,
  )
})
afterAll(async () => {
  if (!isUnable) await tmux('kill-server')
})

describe.skipIf(isUnable)('in tmux', () => {
  it('55: runs, follows the size, outlives its clients, goes on in copy mode, and leaves as it came', async () => {
    const first = await until((screen) => hasFooter(screen) && screen.includes('✖ prom'))
    expect(linesOf(first)).toHaveLength(36)

    await tmux('resize-window', '-t', 'watch', '-x', '80', '-y', '24')
    await until((screen) => hasFooter(screen) && linesOf(screen).length === 24)

    const client = openPty('tmux', [...SERVER, '-u', 'attach', '-t', 'watch'], { columns: 80, rows: 25 })
    await client.until((screen) => screen.includes('q quit') && screen.includes('✖ prom'))
    await tmux('detach-client', '-s', 'watch')
    await client.exited
    await client.dispose()

    // Nobody looks, and it goes on.
    const clock = (screen: string): string => /\d\d:\d\d:\d\d/.exec(screen)?.[0] ?? ''
    const detached = clock(await capture())
    await until((screen) => clock(screen) > detached)

    // In copy mode tmux shows what was; the program must not wait for it.
    await tmux('copy-mode', '-t', 'watch')
    const copied = clock(await capture())
    await until((screen) => clock(screen) > copied)
    await tmux('send-keys', '-t', 'watch', '-X', 'cancel')

    await tmux('send-keys', '-t', 'watch', 'q')
    const left = await until((screen) => screen.includes('code='))
    expect(left.trim()).toBe('code=0')
  })
})
