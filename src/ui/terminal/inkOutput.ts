import { Writable } from 'node:stream'

export type TerminalSize = { readonly columns: number; readonly rows: number }

/**
 * The standard output that Ink is given: it has the terminal's size and nothing else. It is closed from the start, since
 * Ink leaves its own renderer out for a stream that takes no more; whatever is written all the same goes nowhere.
 */
export function createInkOutput({ columns, rows }: TerminalSize) {
  const stream = new Writable({ write: (_chunk, _encoding, done) => done() })
  stream.destroy()
  return Object.assign(stream, {
    isTTY: true,
    columns,
    rows,
    /** As a terminal's stream tells it: `useWindowSize` listens. */
    resize(to: TerminalSize): void {
      Object.assign(this, { columns: to.columns, rows: to.rows })
      stream.emit('resize')
    },
  })
}
