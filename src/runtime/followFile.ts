import { watch } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/** Editors write a file in several steps: truncate and write, or write another one and put it in its place. */
const SETTLES_MS = 50

/**
 * Calls when the file was changed, replaced, removed or put back, once for changes close to each other, never twice at a time;
 * and once at the beginning, since it may have changed since it was read. Its folder is watched, since a file that is replaced is another file; of a link also the folder of what it leads to.
 * A folder that can't be watched is not followed. Returns what ends this.
 */
export function followFile(file: string, onChange: () => Promise<void>): () => void {
  const watched = new Map<string, { close: () => void }>()
  let settling: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()
  let isEnded = false

  function touched(): void {
    clearTimeout(settling)
    settling = setTimeout(() => {
      // Watched before it is read, or what is written between the two would never be told.
      last = last.then(watchTarget).then(() => (isEnded ? undefined : onChange()))
    }, SETTLES_MS)
  }

  function watchFolderOf(path: string): void {
    const folder = dirname(path)
    const key = `${folder}\0${basename(path)}`
    if (isEnded || watched.has(key)) return
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        // Some systems don't say which file it was.
        if (name === null || name === basename(path)) touched()
      })
      watcher.on('error', () => watcher.close())
      watched.set(key, watcher)
    } catch {
      // No such folder, no right to it, no watch left: the file is as it was read, and nothing else hangs on it.
    }
  }

  /** A link may lead elsewhere after it was changed; while it leads nowhere, its own folder tells when it does again. */
  const watchTarget = (): Promise<void> => realpath(file).then(watchFolderOf, () => undefined)

  watchFolderOf(file)
  touched()
  return () => {
    isEnded = true
    clearTimeout(settling)
    for (const watcher of watched.values()) watcher.close()
  }
}
