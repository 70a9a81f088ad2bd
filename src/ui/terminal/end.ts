import { sanitise } from '../../core/sanitise.ts'

/** Why the screen ended. */
export type End =
  | { readonly kind: 'quit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: EndingSignal }
  | { readonly kind: 'gone' }
  | { readonly kind: 'crash'; readonly error: unknown }

/** Signals that end the program, with their numbers. */
const ENDING_SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGTERM: 15 } as const
export type EndingSignal = keyof typeof ENDING_SIGNALS

const isEndingSignal = (signal: string): signal is EndingSignal => signal in ENDING_SIGNALS

const CRASH_CODE = 70

/** 128 + n for a signal (a terminal that is gone counts as SIGHUP), 70 for a crash (EX_SOFTWARE of sysexits). */
export function exitCodeOf(end: End): number {
  switch (end.kind) {
    case 'quit':
      return end.code
    case 'signal':
      return 128 + ENDING_SIGNALS[end.signal]
    case 'gone':
      return 128 + ENDING_SIGNALS.SIGHUP
    case 'crash':
      return CRASH_CODE
  }
}

/** Listens for signals and for errors that nobody caught. A second one while the first is handled exits at once. */
export function listenForEnd(onEnd: (end: End) => void): () => void {
  let first: End | undefined
  const endBy = (end: End) => {
    if (first) process.exit(exitCodeOf(first))
    first = end
    onEnd(end)
  }
  const onSignal = (signal: NodeJS.Signals) => {
    if (isEndingSignal(signal)) endBy({ kind: 'signal', signal })
  }
  const onCrash = (error: unknown) => endBy({ kind: 'crash', error })
  for (const signal of Object.keys(ENDING_SIGNALS)) process.on(signal, onSignal)
  process.on('uncaughtException', onCrash)
  process.on('unhandledRejection', onCrash)
  return () => {
    // The listeners stay once it ends: without them a second signal would kill before all is put away.
    if (first) return
    for (const signal of Object.keys(ENDING_SIGNALS)) process.off(signal, onSignal)
    process.off('uncaughtException', onCrash)
    process.off('unhandledRejection', onCrash)
  }
}

const MOST_CELLS = 400

/** What a person reads after a crash: one paragraph without a single escape, whatever the error says. */
export function crashReport(error: unknown): string {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const where =
    error instanceof Error ? (error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '').trim() : ''
  return [
    `hypercare stopped because of a defect of its own: ${sanitise(what, MOST_CELLS)}${where && ` (${sanitise(where, MOST_CELLS)})`}.`,
    'The system under watch is not touched by this.',
    'Start it again to watch on; if it stops again, report this paragraph.',
  ].join(' ')
}
