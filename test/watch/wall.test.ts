import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { cellWidth } from '../../src/core/width.ts'
import { type Folder, openFolder, profileOf } from '../cli/program.ts'
import { type Exporter, startExporter } from '../support/exporter.ts'
import { isMissing, type RunningProgram, startPrometheus } from '../support/processes.ts'
import type { PtyProgram } from '../support/pty.ts'
import { openStage, type Stage } from './acting.ts'
import { linesOf, openWall, quit } from './watch.ts'

const ESC = '\u001b'

/** A wall that shows what it has read. */
const isSeeing = (screen: string): boolean => /newest value \d+s old/.test(screen) && screen.includes('╭─ 1 ')

describe('29: the input of a wall is off', () => {
  let stage: Stage
  afterEach(() => stage.close())

  /** A new size is laid out after what was typed before it has been read: the wall itself answers no key. */
  async function typed(pty: PtyProgram, keys: string): Promise<void> {
    pty.type(keys)
    const columns = pty.emulator.cols === 120 ? 121 : 120
    pty.resize(columns, 36)
    await pty.until((screen) =>
      linesOf(screen).some((line) => line.endsWith('╮') && cellWidth(line) === columns),
    )
  }

  const LETTERS = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at))
  // Ctrl-C leaves; Ctrl-S, Ctrl-Q and the like are letters to a terminal in raw mode.
  const CONTROLS = Array.from({ length: 26 }, (_, at) => String.fromCharCode(1 + at)).filter(
    (key) => key !== '\u0003',
  )
  const NAMED = ['A', 'B', 'C', 'D', 'H', 'F', '3~', '5~', '6~', '11~', '15~', 'Z'].map(
    (end) => `${ESC}[${end}`,
  )

  it('every key alone and every paste changes nothing, and none opens anything', async () => {
    stage = await openStage()
    const pty = stage.wall()
    await pty.until(isSeeing)
    for (const key of [...LETTERS, ...CONTROLS, ...NAMED, '\r', '\u007f'])
      if (key !== 'q') await typed(pty, key)
    for (const text of ['d', 'd\r', 'yes', 'q', 'dwhy\ryes', 'm\r\rq', '\u0003', `${ESC}d`])
      await typed(pty, `${ESC}[200~${text}${ESC}[201~`)
    for (const text of ['dwhy', 'yes', 'dd', 'u m']) await typed(pty, text)
    expect(pty.screen()).toSatisfy(isSeeing)
    expect(pty.screen()).not.toMatch(/Downshift|confirm|Keys|nothing is done yet/)
    expect(await stage.mode()).toBe('balanced')
    expect(await stage.stages()).toEqual([])
    expect(await quit(pty)).toEqual({ exitCode: 0, signal: 0 })
    expect(pty.emulator.modes.bracketedPasteMode).toBe(false)
  }, 120_000)

  it('what others do shows up on it, and Ctrl-C leaves', async () => {
    stage = await openStage()
    const wall = stage.wall()
    await wall.until((screen) => isSeeing(screen) && screen.includes('nothing was done yet'))
    expect((await stage.act('downshift')).code).toBe(0)
    await wall.until((screen) => /● verified +Downshift +balanced → fast/.test(screen))
    expect(await stage.mode()).toBe('fast')
    wall.type('\u0003')
    expect(await wall.exited).toEqual({ exitCode: 0, signal: 0 })
  }, 60_000)
})

const isUnable = isMissing('prometheus')

describe.skipIf(isUnable)('a wall over a Prometheus that is killed and comes back', () => {
  let exporter: Exporter
  let prometheus: RunningProgram
  let folder: Folder
  let queue = 42
  const open: PtyProgram[] = []

  beforeAll(async () => {
    folder = await openFolder()
    exporter = await startExporter(() => `queue_length ${queue}\n`)
    prometheus = await startPrometheus([{ job: 'app', address: exporter.address }])
  })
  afterAll(async () => {
    for (const pty of open) await pty.dispose()
    await Promise.all([prometheus.stop(), exporter.kill()])
    await folder.remove()
  })

  /** Where the mark of life stands. */
  const mark = (screen: string): number => /^ ([·●]{12}) newest/m.exec(screen)?.[1]?.indexOf('●') ?? -1

  it('says NO DATA since when, stands still, and goes on with the pages', async () => {
    const signals = {
      queue: {
        source: 'prometheus',
        title: 'queue',
        query: 'max(queue_length)',
        unit: 'count',
        staleAfter: '10s',
        rules: [{ above: { warn: 50 } }],
      },
    }
    const panels = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => ({
      id,
      kind: 'stat',
      title: `Panel ${id.toUpperCase()}`,
      signal: 'queue',
    }))
    const sources = {
      prometheus: { kind: 'prometheus', short: 'prom', url: prometheus.url, interval: '1s', deadline: '1s' },
    }
    const file = await folder.write('wall.yaml', profileOf(sources, signals, panels))
    const pty = openWall(['--profile', file, '--turn', '1s'])
    open.push(pty)
    const seen = await pty.until((screen) => /queue 42 ≤ 50|queue 42/.test(screen) && mark(screen) >= 0)
    const before = mark(seen)
    await pty.until((screen) => mark(screen) >= 0 && mark(screen) !== before)
    await pty.until((screen) => screen.includes('Panel A'))
    await pty.until((screen) => screen.includes('Panel H'))

    const { port } = prometheus
    process.kill(prometheus.pid, 'SIGKILL')
    await prometheus.stop()
    const blind = await pty.until(
      (screen) => /what was shown then may be wrong by now/.test(screen) && /✖ prometheus +\d+s/.test(screen),
      30_000,
    )
    expect(blind).not.toContain('Panel')
    const standing = mark(blind)
    // The clock goes on, the mark does not.
    const clock = /^ (\d\d:\d\d:\d\d) UTC/m.exec(blind)?.[1]
    const later = await pty.until(
      (screen) => (/^ (\d\d:\d\d:\d\d) UTC/m.exec(screen)?.[1] ?? clock) !== clock,
    )
    expect(mark(later)).toBe(standing)

    queue = 57
    prometheus = await startPrometheus([{ job: 'app', address: exporter.address }], { port })
    await pty.until((screen) => screen.includes('queue 57 > 50') && screen.includes('Panel'), 40_000)
    await pty.until((screen) => screen.includes('Panel A'))
    await pty.until((screen) => screen.includes('Panel H'))
    pty.type('q')
    expect(await pty.exited).toEqual({ exitCode: 0, signal: 0 })
  }, 120_000)
})
