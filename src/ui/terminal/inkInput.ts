import { PassThrough } from 'node:stream'
import { createPasteWatch } from '../input/pastes.ts'

/** Pieces of a paste come close together, but a bad connection may pause between two; a rest must not be read as keys. */
const PASTE_PAUSE_MS = 3_000

export type InkInput = {
  readonly stream: NodeJS.ReadStream
  /** Reads no more of the terminal. */
  readonly close: () => void
}

/** The standard input that Ink is given: that of the terminal, in which every paste has an end. */
export function createInkInput(stdin: NodeJS.ReadStream): InkInput {
  const stream = new PassThrough()
  const watch = createPasteWatch()
  let pause: NodeJS.Timeout | undefined

  function take(piece: string | Buffer): void {
    clearTimeout(pause)
    stream.write(watch.push(String(piece)))
    if (watch.isOpen()) pause = setTimeout(() => stream.write(watch.cut()), PASTE_PAUSE_MS)
  }

  stdin.setEncoding('utf8')
  stdin.on('data', take)
  const asTerminal = Object.assign(stream, {
    isTTY: stdin.isTTY,
    setRawMode: (isRaw: boolean) => stdin.setRawMode(isRaw),
    ref: () => stdin.ref(),
    unref: () => stdin.unref(),
  })
  return {
    // Ink asks no more of it than these, and of a stream that can be read.
    stream: asTerminal as unknown as NodeJS.ReadStream,
    close: () => {
      clearTimeout(pause)
      stdin.off('data', take)
      stdin.pause()
    },
  }
}
