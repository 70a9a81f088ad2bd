import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Folder, openFolder, profileOf } from '../cli/program.ts'
import { eventually } from '../support/eventually.ts'
import { type Exporter, startExporter } from '../support/exporter.ts'
import { freePort, isMissing, type RunningProgram, startPrometheus } from '../support/processes.ts'
import type { PtyProgram } from '../support/pty.ts'
import { serveWeb, type Web } from '../support/web.ts'
import { focusedPanel, hasFooter, openWatch } from './watch.ts'

const isUnable = isMissing('prometheus')

/** What a label or a status might do to a terminal that believed it. */
const HOSTILE = {
  title: '\u001b]0;PWNED\u0007title',
  clipboard: '\u001b]52;c;UFdORUQ=\u0007clip',
  link: '\u001b]8;;http://evil.test\u001b\\\\link\u001b]8;;\u001b\\\\',
  erased: '\u001b[2J\u001b[1;1Herased',
  hidden: '\u001b[8mhidden',
  line: 'first\\nsecond',
  reversed: '\u202edesrever',
  c1: '\u009b31mc1',
} as const

let exporter: Exporter
let backend: Web
let prometheus: RunningProgram
let folder: Folder
let profile: string
let status = 'healthy'
const open: PtyProgram[] = []

const exposition = (): string =>
  [
    'queue_length 42',
    'circuit_breaker_state{model="qwen"} 0',
    ...Object.values(HOSTILE).map((model) => `circuit_breaker_state{model="${model}"} 1`),
    '',
  ].join('\n')

beforeAll(async () => {
  if (isUnable) return
  folder = await openFolder()
  exporter = await startExporter(exposition)
  backend = await serveWeb(() => ({ body: JSON.stringify({ status }) }))
  prometheus = await startPrometheus([{ job: 'app', address: exporter.address }])
  profile = await folder.write(
    'live.yaml',
    profileOf(
      {
        prometheus: {
          kind: 'prometheus',
          short: 'prom',
          url: prometheus.url,
          interval: '1s',
          deadline: '1s',
        },
        backend: { kind: 'health', short: 'api', url: backend.url, interval: '1s', deadline: '1s' },
      },
      {
        queue: {
          title: 'queue',
          source: 'prometheus',
          query: 'max(queue_length)',
          unit: 'count',
          staleAfter: '5s',
          rules: [{ above: { warn: 50, crit: 100 } }],
        },
        breaker: {
          title: 'breaker',
          source: 'prometheus',
          query: 'max by (model) (circuit_breaker_state)',
          label: 'model',
          unit: 'state',
          states: { 0: 'closed', 1: 'open' },
          staleAfter: '5s',
          rules: [{ equals: { crit: [1] } }],
        },
        status: {
          title: 'status',
          source: 'backend',
          get: '/health',
          pick: 'status',
          unit: 'state',
          staleAfter: '5s',
        },
      },
      [
        { id: 'queue', kind: 'table', title: 'Queue', signals: ['queue'] },
        { id: 'status', kind: 'table', title: 'Status', signals: ['status'] },
        { id: 'breakers', kind: 'table', title: 'Breakers', signals: ['breaker'] },
      ],
    ),
  )
})
afterEach(async () => {
  status = 'healthy'
  for (const pty of open.splice(0)) await pty.dispose()
})
afterAll(async () => {
  if (isUnable) return
  await Promise.all([prometheus.stop(), exporter.kill(), backend.close()])
  await folder.remove()
})

async function watching(args: readonly string[] = []): Promise<PtyProgram> {
  const pty = openWatch(['--profile', profile, ...args])
  open.push(pty)
  await pty.until(isLive)
  return pty
}

const isLive = (screen: string): boolean =>
  hasFooter(screen) && /● prom/.test(screen) && /● api/.test(screen) && / 42 .*● OK/.test(screen)
const ageOfQueue = (screen: string): number => Number(/queue +42 .*STALE (\d+)s/.exec(screen)?.[1])

describe.skipIf(isUnable)('40: what others say', () => {
  it('is shown as text, and does nothing to the terminal', async () => {
    status = `${HOSTILE.title}\u001b[31mred`
    const pty = openWatch(['--profile', profile], { rows: 50 })
    open.push(pty)
    const titles: string[] = []
    const commands: number[] = []
    pty.emulator.onTitleChange((title) => titles.push(title))
    for (const number of [0, 1, 2, 7, 8, 9, 52, 777]) {
      pty.emulator.parser.registerOscHandler(number, () => {
        commands.push(number)
        return false
      })
    }
    await pty.until((screen) => hasFooter(screen) && screen.includes('\\x1b'))
    pty.type('3')
    await pty.until(() => focusedPanel(pty.emulator) === 3)
    pty.type('\r')
    const screen = await pty.until((text) => text.includes('Esc back') && text.includes('\\u{202e}'))
    for (const shown of [
      '\\x1b]0;PWNED\\x',
      '\\x1b]52;c;',
      '\\x1b[2J\\x1b[1;',
      '\\x1b[8mhidden',
      'first\\nsecond',
      '\\x9b31mc1',
    ])
      expect(screen).toContain(shown)
    expect({ titles, commands }).toEqual({ titles: [], commands: [] })
    expect(pty.output()).not.toMatch(/\u001b\]|\u009b|\u202e/)
  })
})

describe.skipIf(isUnable)('a watch that stood still', () => {
  it('believes nothing it read before, until it is read again', async () => {
    const pty = await watching()
    process.kill(pty.pid, 'SIGSTOP')
    process.kill(prometheus.pid, 'SIGSTOP')
    const stoppedAt = Date.now()
    await eventually(() => expect(Date.now() - stoppedAt).toBeGreaterThan(5_500))
    process.kill(pty.pid, 'SIGCONT')
    await pty.until(
      (screen) => /STALE.*since the program stood still|◌ STALE/.test(screen) && !isLive(screen),
    )
    expect(pty.screen()).not.toMatch(/42 .*● OK/)
    process.kill(prometheus.pid, 'SIGCONT')
    await pty.until(isLive)
  })
})

describe.skipIf(isUnable)('a terminal that stops reading', () => {
  it('51: does not stop the polls, and is painted anew when it reads again', async () => {
    const port = await freePort()
    const pty = await watching(['--metrics-port', String(port)])
    const counted = async () => {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      const sum = (name: string): number =>
        [...text.matchAll(new RegExp(`^${name}(?:{.*})? (.+)$`, 'gm'))].reduce(
          (total, [, n]) => total + Number(n),
          0,
        )
      return {
        polls: sum('hypercare_poll_duration_seconds_count'),
        dropped: sum('hypercare_frames_dropped_total'),
      }
    }
    pty.pause()
    const before = await counted()
    // Whole screens, until nothing more fits between the two.
    await eventually(async () => {
      pty.type('\u000c')
      expect((await counted()).dropped).toBeGreaterThan(before.dropped)
    })
    const stuck = await counted()
    await eventually(async () => expect((await counted()).polls).toBeGreaterThan(stuck.polls + 3))
    const resumedAt = Date.now()
    pty.resume()
    await pty.until((screen) => {
      const [, time = ''] = /(\d\d:\d\d:\d\d) UTC/.exec(screen) ?? []
      const shownAt = Date.parse(`${new Date(resumedAt).toISOString().slice(0, 11)}${time}Z`)
      return isLive(screen) && shownAt >= resumedAt - 1_000
    })
  })
})

/** Last, since the Prometheus that comes back is another one. */
describe.skipIf(isUnable)('a Prometheus that is killed', () => {
  it('is named at the top, its values grow old and stale, and it is trusted again when it is back', async () => {
    const pty = await watching()
    process.kill(prometheus.pid, 'SIGKILL')
    const lost = await pty.until((screen) => /✖ prom \d+s/.test(screen))
    expect(lost).toContain('● api')
    const stale = await pty.until((screen) => ageOfQueue(screen) > 5)
    expect(stale).toMatch(/STALE.*prometheus gives no answer.*can't be seen.*refused the connection/s)
    expect(stale).not.toMatch(/42 .*● OK/)
    await pty.until((screen) => ageOfQueue(screen) > ageOfQueue(stale))
    const { port } = prometheus
    await prometheus.stop()
    prometheus = await startPrometheus([{ job: 'app', address: exporter.address }], { port })
    await pty.until(isLive, 25_000)
    pty.type('q')
    expect(await pty.exited).toEqual({ exitCode: 0, signal: 0 })
  }, 60_000)
})
