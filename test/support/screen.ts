import { PassThrough } from 'node:stream'
import type { ReactNode } from 'react'
import type { ColourDepth } from '../../src/ui/terminal/depth.ts'
import { mountScreen } from '../../src/ui/terminal/mount.ts'
import { createEmulator, feed, type ShownCell, shownCells } from './emulator.ts'

/** What standard input must be for Ink to listen to it. */
function quietInput(): NodeJS.ReadStream {
  const stream = new PassThrough()
  // A stream that claims to be a terminal; Ink asks for no more than these.
  return Object.assign(stream, {
    isTTY: true,
    isRaw: false,
    setRawMode: () => stream,
    ref: () => stream,
    unref: () => stream,
  }) as unknown as NodeJS.ReadStream
}

/** Runs an element through Ink, the painter and the writer, and returns what a terminal then shows. */
export async function showOnce(
  element: ReactNode,
  size: { readonly columns: number; readonly rows: number },
  depth: ColourDepth = '16',
): Promise<ShownCell[][]> {
  const emulator = createEmulator(size.columns, size.rows)
  const painted = Promise.withResolvers<string>()
  const screen = mountScreen(element, {
    stdin: quietInput(),
    depth,
    size,
    outlet: {
      offer: (makeFrame) => {
        const frame = makeFrame()
        if (frame !== '') painted.resolve(frame)
        return true
      },
      insist: () => true,
      hold: () => undefined,
      release: () => undefined,
      isBehind: () => false,
      counters: () => ({ frames: 0, dropped: 0, bytes: 0 }),
      close: () => undefined,
    },
  })
  await feed(emulator, await painted.promise)
  screen.unmount()
  return shownCells(emulator)
}
