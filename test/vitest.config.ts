import { defineConfig } from 'vitest/config'

/** Tests that start real programs (Prometheus, ptys) share two cores: a few workers, generous deadlines. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
})
