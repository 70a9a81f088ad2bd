import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isMissing } from '../support/processes.ts'
import { openPty } from '../support/pty.ts'
import { argv, openFolder, type Running, run, serveDemo, start } from './program.ts'

const open: Running[] = []
afterEach(async () => {
  for (const running of open.splice(0)) await running.stop('SIGKILL')
})

async function serve(args: readonly string[] = []) {
  const demo = await serveDemo(args)
  open.push(demo)
  return demo
}

const get = async (url: string): Promise<string> => (await fetch(url)).text()

/** What does not depend on when it was started. */
const timeless = (exposition: string): string[] =>
  exposition.split('\n').filter((line) => !/^#|timestamp_seconds|_created|^process_/.test(line))

describe('demo --serve', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('serves until %s, then ends with 0', async (signal) => {
    const demo = await serve()
    expect(JSON.parse(await get(`${demo.url}/health`))).toMatchObject({ status: 'healthy' })
    const { code, stdout, stderr } = await demo.stop(signal)
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Serving .* \(calm\) at http:\/\/127\.0\.0\.1:\d+; deployed at \d{4}-\S+Z\n$/)
    await expect(fetch(`${demo.url}/health`)).rejects.toThrow()
  })

  it('ends at once although somebody is still connected', async () => {
    const demo = await serve(['--scenario', 'target-dies', '--speed', '1000'])
    const hanging = fetch(`${demo.url}/metrics`).then(
      (answer) => answer.text(),
      () => 'cut off',
    )
    expect((await demo.stop()).code).toBe(0)
    await hanging
  })

  it('on a port that is taken: a sentence, exit 69', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? String(address.port) : ''
    const { code, stdout, stderr } = await run(['demo', '--serve', '--port', port])
    await new Promise((resolve) => server.close(resolve))
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' })
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is already in use`)
  })

  it('a scenario that is not there: the nearest one and all of them, exit 2', async () => {
    const { code, stdout, stderr } = await run(['demo', '--serve', '--scenario', 'braeker-opne'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/"braeker-opne"; did you mean breaker-open\?.*calm, .*all-at-once/)
  })

  it('the same seed is the same world, another seed another one', async () => {
    const frozen = ['--speed', '1e-300']
    const demos = await Promise.all(['7', '7', '8'].map((seed) => serve([...frozen, '--seed', seed])))
    const [one, again, other] = await Promise.all(
      demos.map(async ({ url }) => timeless(await get(`${url}/metrics`))),
    )
    expect(one?.length).toBeGreaterThan(100)
    expect(again).toEqual(one)
    expect(other).not.toEqual(one)
  })
})

describe('a demo without what it needs', () => {
  it('no prometheus on the PATH: says at once how to get one, exit 69', async () => {
    const startedAt = performance.now()
    const { code, stdout, stderr } = await run(['demo'], { PATH: '/nowhere' })
    expect(performance.now() - startedAt).toBeLessThan(10_000)
    expect({ code, stdout }).toEqual({ code: 69, stdout: '' })
    expect(stderr).toMatch(/needs the program "prometheus".*[Ii]nstall.*\n$/)
  })
})

/** The command lines of what runs with this in them. */
async function commandsWith(text: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = await Promise.all(
    pids.map((pid) =>
      readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'it ended meanwhile, so it is none of them'),
    ),
  )
  return lines.filter((line) => line.includes(text))
}

describe.skipIf(isMissing('prometheus'))('a demo that is asked to end while it starts', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('leaves neither its Prometheus nor a folder behind after %s', async (signal, code) => {
    const folder = await openFolder()
    // Not a terminal: it would end by itself once its Prometheus is ready, so it is asked as soon as that runs.
    const demo = start(['demo'], { TMPDIR: folder.path })
    open.push(demo)
    await vi.waitFor(async () => expect(await commandsWith(folder.path)).not.toEqual([]), {
      timeout: 10_000,
      interval: 5,
    })
    const ended = await demo.stop(signal)
    expect(ended).toMatchObject({ code, stdout: '', stderr: '' })
    expect(await commandsWith(folder.path)).toEqual([])
    expect((await readdir(folder.path)).filter((name) => name.startsWith('hypercare'))).toEqual([])
    await folder.remove()
  })
})

describe.skipIf(isMissing('prometheus'))('a demo with its watch', () => {
  it('shows the simulated system, and leaves nothing behind', async () => {
    const folder = await openFolder()
    const pty = openPty(process.execPath, argv(['demo', '--speed', '60']), {
      columns: 120,
      rows: 36,
      env: { TMPDIR: folder.path },
    })
    const isLive = (screen: string): boolean =>
      /simulated +0\.2\.0 +T\+03:4\d/.test(screen) &&
      /qwen +● closed/.test(screen) &&
      /fast +\d\d\.\d % ▕/.test(screen)
    await pty.until(isLive, 20_000)
    pty.type('q')
    expect(await pty.exited).toEqual({ exitCode: 0, signal: 0 })
    await pty.dispose()
    expect(await commandsWith(folder.path)).toEqual([])
    expect((await readdir(folder.path)).filter((name) => name.startsWith('hypercare'))).toEqual([])
    await folder.remove()
  })
})
