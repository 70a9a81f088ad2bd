import { defineConfig } from 'vitest/config'

/** Tests that start real programs (Prometheus, ptys) wait for them half of their time: a worker more than two cores, generous deadlines. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    maxWorkers: 3,
  },
})
