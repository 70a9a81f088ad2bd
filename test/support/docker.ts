import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isMissing } from './processes.ts'

const run = promisify(execFile)

/** A Docker engine of the test's own, without a network and without a registry. */
export type Engine = {
  /** For DOCKER_HOST. */
  readonly host: string
  readonly pid: number
  /** A folder that goes with the engine. */
  readonly folder: string
  docker(...args: readonly string[]): Promise<string>
  /** Makes an image of busybox; images of different names differ. */
  makeImage(name: string): Promise<void>
  /** Removes every container. */
  empty(): Promise<void>
  /** Removes every container, ends the engine and removes what it left. */
  stop(): Promise<void>
}

/** As `isMissing`: for suites that need an engine, which only root can start. */
export function isEngineMissing(): boolean {
  if (isMissing('dockerd', 'docker', 'dockerCompose', 'busybox')) return true
  if (process.getuid?.() === 0) return false
  if (process.env.CI !== undefined) throw new Error('only root can start a Docker engine')
  process.stderr.write('skipped: only root can start a Docker engine\n')
  return true
}

export async function startEngine(): Promise<Engine> {
  // Short, since the path of a socket has an end at 108 bytes.
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-engine-'))
  const host = `unix://${folder}/socket`
  const child = spawn(
    'dockerd',
    [
      ...['--host', host, '--pidfile', join(folder, 'pid')],
      ...['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')],
      ...['--bridge=none', '--iptables=false', '--ip6tables=false', '--storage-driver=vfs'],
      ...['--log-level=error'],
    ],
    { stdio: 'ignore' },
  )
  const docker = async (...args: readonly string[]): Promise<string> =>
    (await run('docker', ['--host', host, ...args])).stdout
  const empty = async (): Promise<void> => {
    const ids = (await docker('ps', '--all', '--quiet')).split('\n').filter(Boolean)
    if (ids.length > 0) await docker('rm', '--force', ...ids)
  }
  await untilReady(child, () => docker('version'))
  return {
    host,
    pid: child.pid ?? 0,
    folder,
    docker,
    makeImage: (name) => makeImage(folder, name, docker),
    empty,
    stop: async () => {
      await empty()
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await ended
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function untilReady(child: ChildProcess, ask: () => Promise<unknown>): Promise<void> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    if (child.exitCode !== null || child.pid === undefined)
      throw new Error(`dockerd ended (${child.exitCode})`)
    const isReady = await ask().then(
      () => true,
      () => false,
    )
    if (isReady) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('dockerd was not ready within 30 s')
}

async function makeImage(folder: string, name: string, docker: Engine['docker']): Promise<void> {
  const root = join(folder, 'image')
  await mkdir(join(root, 'bin'), { recursive: true })
  await copyFile('/bin/busybox', join(root, 'bin/busybox'))
  for (const applet of ['sh', 'sleep', 'cat'])
    await symlink('busybox', join(root, 'bin', applet)).catch(() => undefined)
  await writeFile(join(root, 'name'), name)
  const archive = join(folder, 'image.tar')
  await run('tar', ['--create', '--file', archive, '--directory', root, '.'])
  await docker('import', archive, name)
}
