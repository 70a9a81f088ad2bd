#!/usr/bin/env -S MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=131072 node --single-threaded-gc --min-semi-space-size=4 --max-semi-space-size=4 --max-old-space-size=1024
// Node would open its inspector for whoever may send the signal, and with it all that the program may do.
process.on('SIGUSR1', () => undefined)

const { isNewEnough, runOnPinnedNode } = require('./node.js')

if (isNewEnough(process.versions.node)) require('./load.js').load()
else runOnPinnedNode(process.argv.slice(1))
