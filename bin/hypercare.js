#!/usr/bin/env -S node --max-semi-space-size=4
import * as module from 'node:module'
import { isNewEnough, runOnPinnedNode } from './node.js'

if (isNewEnough(process.versions.node)) {
  // V8 keeps what it compiled: from the second start on the program is loaded, not compiled.
  module.enableCompileCache?.()
  await import('../dist/hypercare.js')
} else runOnPinnedNode(process.argv.slice(1))
