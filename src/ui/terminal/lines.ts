import { createInput } from '../input/chunk.ts'
import { crashReport, type End, exitCodeOf } from './end.ts'
import { createOutlet } from './outlet.ts'
import { openSession, type TerminalModes } from './session.ts'
import { type ScreenControls, type Terminal, tell } from './show.ts'
import { openTerminal } from './sink.ts'

/** Who hears what comes from the keyboard, and can say where one is. */
export type LineListener = {
  readonly key: (key: string) => void
  readonly paste: (text: string) => void
  readonly where: () => void
  readonly close: () => void
}

/** The terminal stays as it is, but for keys that come one by one, and pastes that are marked as such. */
const MODES: TerminalModes = { enter: '\u001b[?2004h', leave: '\u001b[?2004l\r\n' }
const STDOUT = 1

/**
 * Like `showScreen`, but what is said is only ever appended to the terminal (`pass` of the controls): nothing is placed,
 * and nothing is painted again. Returns the exit code.
 */
export async function showLines(
  open: (controls: ScreenControls) => LineListener,
  { stdin }: Pick<Terminal, 'stdin'>,
): Promise<number> {
  const { promise: ended, resolve: end } = Promise.withResolvers<End>()
  let listener: LineListener | undefined
  const where = () => listener?.where()
  const outlet = createOutlet(openTerminal(STDOUT), {
    onFree: where,
    onGone: () => end({ kind: 'gone' }),
  })
  const session = openSession(outlet, stdin, { onResume: where, onEnd: end }, MODES)
  const read = createInput()
  const onData = (chunk: Buffer | string) => {
    for (const input of read(String(chunk))) {
      if (input.kind === 'key') listener?.key(input.key)
      else listener?.paste(input.text)
    }
  }
  listener = open({
    quit: (code = 0) => end({ kind: 'quit', code }),
    suspend: session.suspend,
    repaint: where,
    isBehind: outlet.isBehind,
    counters: outlet.counters,
    pass: outlet.pass,
  })
  stdin.setEncoding('utf8').on('data', onData)
  const reason = await ended
  stdin.off('data', onData).pause()
  listener.close()
  session.close()
  outlet.close()
  if (reason.kind === 'crash') tell(crashReport(reason.error))
  return exitCodeOf(reason)
}
