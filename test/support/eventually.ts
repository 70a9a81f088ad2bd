import { vi } from 'vitest'

/** Until a check throws no more; generous, for a busy machine may keep anything waiting for seconds. Throws what the check threw last. */
export const eventually = <T>(check: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(check, { timeout: 20_000 })
