// Loaded before hypercare (node --expose-gc --import): writes the size of the live heap once in ten seconds.
import { appendFileSync } from 'node:fs'
import { getHeapStatistics } from 'node:v8'

const file = process.env.HYPERCARE_BENCH_HEAP
setInterval(() => {
  globalThis.gc()
  appendFileSync(file, `${Date.now()} ${getHeapStatistics().used_heap_size}\n`)
}, 10_000).unref()
