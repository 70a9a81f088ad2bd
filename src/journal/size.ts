import { stat } from 'node:fs/promises'

/**
 * How long a journal is, bytes; 0 where there is none, or none that can be seen. Most machines have none yet, and it is asked
 * for once a second: an error that nobody reads would cost more than the answer.
 */
export const sizeOf = (path: string): Promise<number> =>
  stat(path, { throwIfNoEntry: false }).then(
    (found) => found?.size ?? 0,
    () => 0,
  )
