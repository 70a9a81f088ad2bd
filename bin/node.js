const { existsSync } = require('node:fs')
const { constants } = require('node:os')
const { join } = require('node:path')

/** What Ink needs, and what the bundle is made for. This file itself must run on anything older. */
const NEEDED = [22, 19]
const PINNED = join(__dirname, '../node_modules/node/bin/node')
const UNAVAILABLE = 69

/** Whether this Node can run the program. */
exports.isNewEnough = function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
}

/** Runs the program on the Node that `npm ci` brought, as if it had been this one; without it, says what is missing. */
exports.runOnPinnedNode = function runOnPinnedNode(args) {
  if (!existsSync(PINNED)) {
    process.stderr.write(
      `hypercare needs Node ${NEEDED.join('.')} or newer, and this is ${process.versions.node}. In a clone, "npm ci" brings it.\n`,
    )
    process.exit(UNAVAILABLE)
  }
  const { spawn } = require('node:child_process')
  const child = spawn(PINNED, [...process.execArgv, ...args], { stdio: 'inherit' })
  // The terminal sends Ctrl-C to both; the program decides. Other signals reach this process alone and are handed on.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}
