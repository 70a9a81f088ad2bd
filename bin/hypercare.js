#!/usr/bin/env -S node --max-semi-space-size=4
const { isNewEnough, runOnPinnedNode } = require('./node.js')

if (isNewEnough(process.versions.node)) require('./load.js').load()
else runOnPinnedNode(process.argv.slice(1))
