// Loaded before hypercare (node --expose-gc --import): once in ten seconds, the sizes of what lives: objects, and compiled code.
import { appendFileSync } from 'node:fs'
import { getHeapSpaceStatistics } from 'node:v8'

const file = process.env.HYPERCARE_BENCH_HEAP
/** Machine code lies in the first, what belongs to code and its bytes in the second. */
const OF_CODE = /^(code|trusted)_/

setInterval(() => {
  globalThis.gc()
  let objects = 0
  let code = 0
  for (const { space_name: name, space_used_size: bytes } of getHeapSpaceStatistics()) {
    if (OF_CODE.test(name)) code += bytes
    else objects += bytes
  }
  appendFileSync(file, `${Date.now()} ${objects} ${code}\n`)
}, 10_000).unref()
