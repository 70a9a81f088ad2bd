const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { homedir } = require('node:os')
const { join } = require('node:path')
const { pathToFileURL } = require('node:url')
const { setFlagsFromString } = require('node:v8')
const { Script } = require('node:vm')
const { crc32 } = require('node:zlib')

const PROGRAM = join(__dirname, '../dist/hypercare.js')
/** A folder of one's own: what lies in a shared one may be somebody else's code. */
const FOLDER = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'hypercare')
/** By then a watch has shown its first data. Much later V8 has forgotten what only the start needed. */
const STARTED_MS = 5_000
const USAGE = 2
/**
 * A watch is idle for most of each second, and to optimise what runs once a second costs more than it saves. V8 optimises
 * after ten times as many calls as by itself: what draws a busy screen is optimised all the same, the rest is not.
 */
const PATIENT_COMPILER = ['--invocation-count-for-maglev=4000', '--invocation-count-for-turbofan=30000']

/**
 * Runs the program with the code that V8 made of it at an earlier start. Node's own compile cache keeps only what is
 * compiled when a file is loaded; to compile the functions that a start goes on to call is a quarter of its CPU.
 */
exports.load = function load() {
  // Before the code is read, which V8 takes only under the flags that it was made under.
  for (const flag of PATIENT_COMPILER) setFlagsFromString(flag)
  const source = readFileSync(PROGRAM)
  const cache = join(FOLDER, `${commandOf(process.argv)}.code`)
  const cachedData = readCode(cache, crc32(source))
  // The build writes nothing but ASCII.
  const script = new Script(source.latin1Slice(), { filename: PROGRAM, cachedData })
  script.runInThisContext()(require, pathToFileURL(PROGRAM).href)
  if (cachedData === undefined || script.cachedDataRejected) keepCode(script, cache, crc32(source))
}

/** Each command has code of its own: what a check calls is not what a watch calls. */
function commandOf([, , command = '']) {
  return /^[a-z]+$/.test(command) ? command : 'other'
}

/** The code in that file, unless it was made of another program or is not whole. */
function readCode(file, ofSource) {
  let bytes
  try {
    bytes = readFileSync(file)
  } catch {
    return undefined
  }
  if (bytes.length < 8) return undefined
  const code = bytes.subarray(8)
  return bytes.readUInt32LE(0) === ofSource && bytes.readUInt32LE(4) === crc32(code) ? code : undefined
}

/** Keeps the code once the program has started, or when it ends before. */
function keepCode(script, file, ofSource) {
  const keep = () => {
    clearTimeout(timer)
    process.off('exit', onExit)
    const code = script.createCachedData()
    const head = Buffer.alloc(8)
    head.writeUInt32LE(ofSource, 0)
    head.writeUInt32LE(crc32(code), 4)
    try {
      mkdirSync(FOLDER, { recursive: true, mode: 0o700 })
      writeFileSync(`${file}.${process.pid}`, Buffer.concat([head, code]), { mode: 0o600 })
      renameSync(`${file}.${process.pid}`, file)
    } catch {
      // No room for it, or no right to write there: the next start takes longer, and that is all.
    }
  }
  const onExit = (exitCode) => {
    if (exitCode !== USAGE) keep()
  }
  const timer = setTimeout(keep, STARTED_MS).unref()
  process.on('exit', onExit)
}
