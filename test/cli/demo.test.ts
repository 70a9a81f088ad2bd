import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { openPty } from '../support/pty.ts'
import { argv, type Running, run, serveDemo } from './program.ts'

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

describe('a demo with its watch', () => {
  it('needs no other program, and shows the simulated system with every window filled from the first look', async () => {
    const pty = openPty(process.execPath, argv(['demo', '--speed', '60']), {
      columns: 120,
      rows: 36,
      env: { PATH: '/nowhere' },
    })
    const screens: string[] = []
    const isLive = (screen: string): boolean => {
      screens.push(screen)
      return (
        /simulated +0\.2\.0 +T\+03:4\d/.test(screen) &&
        /qwen +● closed/.test(screen) &&
        /fast +\d\d\.\d % +━/.test(screen) &&
        /rollbacks +\d+ \/ 2/.test(screen)
      )
    }
    await pty.until(isLive, 20_000)
    expect(screens.filter((screen) => screen.includes('filling'))).toEqual([])
    pty.type('q')
    expect(await pty.exited).toEqual({ exitCode: 0, signal: 0 })
    await pty.dispose()
  })

  it('on no terminal: a sentence, exit 3', async () => {
    const { code, stderr } = await run(['demo'])
    expect(code).toBe(3)
    expect(stderr).toContain('needs a terminal')
  })
})
