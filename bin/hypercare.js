#!/usr/bin/env -S node --max-semi-space-size=4
import * as module from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { isNewEnough, runOnPinnedNode } from './node.js'

if (isNewEnough(process.versions.node)) {
  // V8 keeps what it compiled: from the second start on the program is loaded, not compiled.
  // In a folder of one's own: what lies in a shared one may be somebody else's code.
  module.enableCompileCache?.(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hypercare'))
  await import('../dist/hypercare.js')
} else runOnPinnedNode(process.argv.slice(1))
