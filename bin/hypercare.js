#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// V8 keeps what it compiled: from the second start on the bundle is loaded, not compiled.
enableCompileCache()
await import('../dist/hypercare.js')
