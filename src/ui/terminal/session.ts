import { type End, listenForEnd } from './end.ts'
import { openGuard } from './guard.ts'
import type { Outlet } from './outlet.ts'

/** What a session needs of standard input. */
export type RawInput = Pick<NodeJS.ReadStream, 'isTTY' | 'setRawMode' | 'on' | 'off'>

export type Session = {
  /** Gives the terminal back as it was found and stops listening. Twice does no harm. */
  readonly close: () => void
  /** Ctrl-Z: gives the terminal back and stops the whole job until the shell continues it. */
  readonly suspend: () => void
}

export type SessionEvents = {
  /** The terminal is ours again and shows nothing of ours. */
  readonly onResume: () => void
  /** It must end now; the terminal is already given back. Said once. */
  readonly onEnd: (end: End) => void
}

/** How the terminal is when it is ours, and how it is put back. */
export type TerminalModes = { readonly enter: string; readonly leave: string }

const WHOLE_SCREEN: TerminalModes = {
  /** Alternate screen, no wrapping at the right edge, no cursor, pastes marked as such. */
  enter: '\u001b[?1049h\u001b[?7l\u001b[?25l\u001b[?2004h\u001b[m\u001b[2J',
  /** Also ends a synchronized update that a torn frame may have left open. */
  leave: '\u001b[?2026l\u001b[m\u001b[?2004l\u001b[?25h\u001b[?7h\u001b[?1049l',
}
const PATIENCE_MS = 200
/** Where nobody could continue the program, the kernel does not stop it: then it goes on after so long. */
const STOP_IGNORED_AFTER_MS = 150

/** Takes the terminal over, and gives it back on every way out; after SIGKILL its guard does. */
export function openSession(
  outlet: Outlet,
  stdin: RawInput,
  events: SessionEvents,
  modes: TerminalModes = WHOLE_SCREEN,
): Session {
  let isEntered = false
  let fallback: NodeJS.Timeout | undefined
  const guard = openGuard(modes.leave)

  function enter(): void {
    isEntered = true
    guard.tell('ours')
    // After `fg` the shell has set the modes it likes; Node only sets raw mode if it believes that it is off.
    if (stdin.isTTY) stdin.setRawMode(false)
    if (stdin.isTTY) stdin.setRawMode(true)
    outlet.insist(modes.enter, PATIENCE_MS)
    outlet.release()
  }

  function leave(): void {
    if (!isEntered) return
    isEntered = false
    outlet.hold()
    outlet.insist(modes.leave, PATIENCE_MS)
    if (stdin.isTTY) stdin.setRawMode(false)
    guard.tell('theirs')
  }

  function resume(): void {
    clearTimeout(fallback)
    enter()
    events.onResume()
  }

  /** `pid` 0 is the whole job, as when the terminal itself turns Ctrl-Z into a signal. */
  function stop(pid: number, signal: 'SIGTSTP' | 'SIGSTOP'): void {
    leave()
    process.off('SIGTSTP', onStop)
    process.kill(pid, signal)
    process.on('SIGTSTP', onStop)
    fallback = setTimeout(resume, STOP_IGNORED_AFTER_MS)
  }

  const onStop = () => stop(process.pid, 'SIGSTOP')
  const onHangUp = () => end({ kind: 'gone' })

  process.on('SIGTSTP', onStop)
  process.on('SIGCONT', resume)
  process.on('exit', leave)
  stdin.on('end', onHangUp)
  stdin.on('error', onHangUp)
  const stopListening = listenForEnd(end)
  enter()

  function end(reason: End): void {
    leave()
    close()
    events.onEnd(reason)
  }

  function close(): void {
    leave()
    clearTimeout(fallback)
    process.off('SIGTSTP', onStop)
    process.off('SIGCONT', resume)
    process.off('exit', leave)
    stdin.off('end', onHangUp)
    stopListening()
  }

  return { close, suspend: () => stop(0, 'SIGTSTP') }
}
