import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { createOutlet } from '../../../src/ui/terminal/outlet.ts'
import type { Sink, Taken } from '../../../src/ui/terminal/sink.ts'
import { eventually } from '../../support/eventually.ts'
import { bundleFixture, openPty } from '../../support/pty.ts'

/** A terminal with room for so many bytes; `read` makes room again. */
function createPipe(room: number) {
  let free = room
  let isGone = false
  let text = ''
  const sink: Sink = {
    take(bytes): Taken {
      if (isGone) return 'gone'
      if (free === 0) return 'full'
      const taken = Math.min(free, bytes.length)
      free -= taken
      text += Buffer.from(bytes.subarray(0, taken)).toString()
      return taken
    },
    close: () => {},
  }
  return {
    sink,
    text: () => text,
    read: () => {
      free = room
    },
    hangUp: () => {
      isGone = true
    },
  }
}

describe('createOutlet', () => {
  const silent = { onFree: () => {}, onGone: () => {} }

  it('sends frames and counts them; an empty one is none', () => {
    const pipe = createPipe(100)
    const outlet = createOutlet(pipe.sink, silent)
    expect(['one', '', 'two'].map((frame) => outlet.offer(() => frame))).toEqual([true, true, true])
    expect(pipe.text()).toBe('onetwo')
    expect(outlet.counters()).toEqual({ frames: 2, dropped: 0, bytes: 6 })
  })

  it('51: drops frames while one is on its way, never tears one, and says when the way is free', async () => {
    const pipe = createPipe(4)
    const onFree = vi.fn()
    const outlet = createOutlet(pipe.sink, { ...silent, onFree })
    const late = vi.fn(() => 'late')
    expect(outlet.offer(() => 'abcdef')).toBe(true)
    expect(outlet.offer(late)).toBe(false)
    expect(late).not.toHaveBeenCalled()
    pipe.read()
    await eventually(() => expect(onFree).toHaveBeenCalledOnce())
    expect(pipe.text()).toBe('abcdef')
    expect(outlet.counters()).toEqual({ frames: 1, dropped: 1, bytes: 6 })
    outlet.close()
  })

  it('passes what is no picture between two frames, and never into one', async () => {
    const pipe = createPipe(4)
    const outlet = createOutlet(pipe.sink, silent)
    expect(outlet.offer(() => 'abcdef')).toBe(true)
    expect(outlet.pass('[copy]')).toBe(true)
    await eventually(() => {
      pipe.read()
      expect(pipe.text()).toBe('abcdef[copy]')
    })
    await eventually(() => expect(outlet.offer(() => 'next')).toBe(true))
    outlet.close()
  })

  it('says when the way is free for what it did not pass', async () => {
    const pipe = createPipe(4)
    const onFree = vi.fn()
    const outlet = createOutlet(pipe.sink, { ...silent, onFree })
    expect(outlet.pass('abcdef')).toBe(true)
    expect(outlet.pass('x'.repeat(300_000))).toBe(false)
    pipe.read()
    await eventually(() => expect(onFree).toHaveBeenCalledOnce())
    expect(pipe.text()).toBe('abcdef')
    outlet.close()
  })

  it('passes nothing where the screen is not ours, or where too much would wait', () => {
    const outlet = createOutlet(createPipe(4).sink, silent)
    outlet.hold()
    expect(outlet.pass('x')).toBe(false)
    outlet.release()
    expect(outlet.pass('x'.repeat(200_000))).toBe(true)
    expect(outlet.pass('x'.repeat(200_000))).toBe(false)
    outlet.close()
    expect(outlet.pass('x')).toBe(false)
  })

  it('8: is behind while a frame is late, and until somebody can have seen it', async () => {
    const pipe = createPipe(4)
    let now = 0
    const outlet = createOutlet(pipe.sink, silent, () => now)
    outlet.offer(() => 'abcdef')
    now = 100
    expect(outlet.isBehind()).toBe(false)
    now = 101
    expect(outlet.isBehind()).toBe(true)
    pipe.read()
    await eventually(() => expect(pipe.text()).toBe('abcdef'))
    now += 499
    expect(outlet.isBehind()).toBe(true)
    now += 1
    expect(outlet.isBehind()).toBe(false)
    outlet.close()
  })

  it('drops all frames while it is held', () => {
    const pipe = createPipe(100)
    const outlet = createOutlet(pipe.sink, silent)
    outlet.hold()
    expect(outlet.offer(() => 'x')).toBe(false)
    expect(outlet.insist('leave', 10)).toBe(true)
    outlet.release()
    expect(outlet.offer(() => 'y')).toBe(true)
    expect(pipe.text()).toBe('leavey')
  })

  it('gives up what must not be lost once patience ends', () => {
    const outlet = createOutlet(createPipe(0).sink, silent)
    expect(outlet.insist('leave', 5)).toBe(false)
  })

  it('says once that the terminal is gone', () => {
    const pipe = createPipe(100)
    const onGone = vi.fn()
    const outlet = createOutlet(pipe.sink, { ...silent, onGone })
    pipe.hangUp()
    outlet.offer(() => 'x')
    outlet.offer(() => 'y')
    expect(onGone).toHaveBeenCalledOnce()
  })
})

type Report = { readonly ticks: number; readonly dropped: number; readonly frames: number }

/** Whether all rows belong to one frame, later than that tick: no part of an older one is left. */
function isWholeFrame(screen: string, after: number): boolean {
  const ticks = Number(/ticks (\d+)/.exec(screen)?.[1])
  const rows = screen.split('\n').slice(2, 39)
  const isOf = (line: string, row: number) => line.includes(`${(ticks * 7919 + row) % 9973}`.repeat(9))
  return ticks > after && rows.length === 37 && rows.every(isOf)
}

describe('a terminal that nobody reads', () => {
  it('51: costs frames, not time; afterwards the screen is right again', async () => {
    const program = await bundleFixture(resolve(import.meta.dirname, 'fixture/program.tsx'))
    const folder = mkdtempSync(join(tmpdir(), 'outlet-'))
    const file = join(folder, 'report.json')
    const report = (): Report => JSON.parse(readFileSync(file, 'utf8'))
    const pty = openPty(process.execPath, [program, file], { columns: 120, rows: 40 })
    try {
      await pty.until((text) => /ticks [1-9]/.test(text))
      pty.pause()
      await eventually(() => expect(report().dropped).toBeGreaterThan(5))
      const before = report()
      // On a busy machine several ticks make one frame, so each is waited for by itself.
      await eventually(() => expect(report().ticks).toBeGreaterThan(before.ticks + 100))
      await eventually(() => expect(report().dropped).toBeGreaterThan(before.dropped + 50))
      pty.resume()
      const last = report().ticks
      await pty.until((text) => isWholeFrame(text, last))
      pty.type('q')
      expect(await pty.exited).toEqual({ exitCode: 3, signal: 0 })
    } finally {
      await pty.dispose()
      rmSync(folder, { recursive: true })
      rmSync(dirname(program), { recursive: true })
    }
  })

  it('52: and one that hangs up ends the program', async () => {
    const program = await bundleFixture(resolve(import.meta.dirname, 'fixture/program.tsx'))
    const folder = mkdtempSync(join(tmpdir(), 'outlet-'))
    const pty = openPty('bash', [
      '-c',
      `trap '' HUP; '${process.execPath}' '${program}' ; echo $? > ${folder}/code`,
    ])
    try {
      await pty.until((text) => text.includes('pid '))
      pty.hangUp()
      await eventually(() => expect(readFileSync(`${folder}/code`, 'utf8')).toBe('129\n'))
    } finally {
      await pty.dispose()
      rmSync(folder, { recursive: true })
      rmSync(dirname(program), { recursive: true })
    }
  })
})
