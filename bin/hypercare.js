#!/usr/bin/env node
// React picks its build when it is first imported, so this line must come before any other module loads.
process.env.NODE_ENV = 'production'
const { enableCompileCache } = await import('node:module')
enableCompileCache()
await import('../dist/hypercare.js')
