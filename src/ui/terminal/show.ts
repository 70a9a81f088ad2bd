import { writeSync } from 'node:fs'
import type { ReactNode } from 'react'
import { colourDepth, type Environment } from './depth.ts'
import { crashReport, type End, exitCodeOf } from './end.ts'
import type { TerminalSize } from './inkOutput.ts'
import { mountScreen, type Screen } from './mount.ts'
import { createOutlet, type OutletCounters } from './outlet.ts'
import { openSession } from './session.ts'
import { openTerminal } from './sink.ts'

/** What keys may do to the screen itself. */
export type ScreenControls = {
  readonly quit: (code?: number) => void
  /** Ctrl-Z. */
  readonly suspend: () => void
  /** Ctrl-L: every cell anew. */
  readonly repaint: () => void
  /** Whether the person sees an older screen than the newest one. */
  readonly isBehind: () => boolean
  readonly counters: () => OutletCounters
  /** Sends what is no picture; false where it does not get through. */
  readonly pass: (text: string) => boolean
}

export type Terminal = {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly env: Environment
  /** Told before the screen is laid out anew. */
  readonly onResize?: (size: TerminalSize) => void
}

/** A stall this long may mean another terminal (a reattached session): it gets every cell anew. */
const LONG_STALL_MS = 1_000
const STDOUT = 1
const STDERR = 2

/**
 * Shows an element on the whole terminal until it ends; the terminal is then as it was found. Returns the exit code:
 * that of `quit`, 128 + n after a signal, 129 if the terminal is gone, 70 after a crash, which is told on standard error.
 */
export async function showScreen(
  makeElement: (controls: ScreenControls) => ReactNode,
  { stdin, stdout, env, onResize }: Terminal,
): Promise<number> {
  const { promise: ended, resolve: end } = Promise.withResolvers<End>()
  let screen: Screen | undefined
  const outlet = createOutlet(openTerminal(STDOUT), {
    onFree: (stalledMs) => screen?.repaint(stalledMs >= LONG_STALL_MS),
    onGone: () => end({ kind: 'gone' }),
  })
  const session = openSession(outlet, stdin, { onResume: () => screen?.repaint(true), onEnd: end })
  const controls: ScreenControls = {
    quit: (code = 0) => end({ kind: 'quit', code }),
    suspend: session.suspend,
    repaint: () => screen?.repaint(true),
    isBehind: outlet.isBehind,
    counters: outlet.counters,
    pass: outlet.pass,
  }
  // Not the stream's own event: it is silent when the size went forth and back, though the terminal cut the screen.
  const onWindowChange = () => {
    onResize?.(sizeOf(stdout))
    screen?.resize(sizeOf(stdout))
  }
  process.on('SIGWINCH', onWindowChange)
  try {
    screen = mountScreen(makeElement(controls), {
      stdin,
      outlet,
      depth: colourDepth(env),
      size: sizeOf(stdout),
    })
    screen.whenExited.then(
      () => end({ kind: 'quit', code: 0 }),
      (error: unknown) => end({ kind: 'crash', error }),
    )
  } catch (error) {
    end({ kind: 'crash', error })
  }
  const reason = await ended
  process.off('SIGWINCH', onWindowChange)
  outlet.hold()
  screen?.unmount()
  session.close()
  outlet.close()
  if (reason.kind === 'crash') tell(crashReport(reason.error))
  return exitCodeOf(reason)
}

/** The terminal's size; that of an old terminal where it does not tell. */
export const sizeOf = (stdout: NodeJS.WriteStream): TerminalSize => ({
  columns: Math.max(1, stdout.columns || 80),
  rows: Math.max(1, stdout.rows || 24),
})

/** A last word on standard error. */
export function tell(paragraph: string): void {
  try {
    writeSync(STDERR, `${paragraph}\n`)
  } catch {
    // Standard error is gone too: there is nobody left to tell.
  }
}
