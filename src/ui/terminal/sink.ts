import { closeSync, constants, openSync, writeSync } from 'node:fs'

/** Bytes taken; `full` if the terminal takes none now; `gone` if it never will again. */
export type Taken = number | 'full' | 'gone'

/** The place where bytes leave the program. Nothing here waits, unless the fallback's descriptor does. */
export type Sink = { readonly take: (bytes: Uint8Array) => Taken; readonly close: () => void }

const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants

/**
 * The controlling terminal, opened anew so that not to block is ours alone and not the shell's too. Where it can't be
 * opened, the given descriptor, which may block.
 */
export function openTerminal(fallbackFd: number, path = '/dev/tty'): Sink {
  try {
    const fd = openSync(path, O_WRONLY | O_NONBLOCK | O_NOCTTY)
    return { take: (bytes) => takeInto(fd, bytes), close: () => closeSync(fd) }
  } catch {
    // No controlling terminal (setsid, some containers): standard output still is one.
    return { take: (bytes) => takeInto(fallbackFd, bytes), close: () => {} }
  }
}

function takeInto(fd: number, bytes: Uint8Array): Taken {
  try {
    return writeSync(fd, bytes)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EAGAIN' || code === 'EINTR') return 'full'
    if (code === 'EIO' || code === 'EPIPE' || code === 'ENXIO' || code === 'EBADF') return 'gone'
    throw error
  }
}
