import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Ended, type Folder, openFolder, ROOT, run, start } from './program.ts'

let folder: Folder
beforeEach(async () => {
  folder = await openFolder()
})
afterEach(() => folder.remove())

const version = (): Promise<Ended> => run(['--version'], { XDG_CACHE_HOME: folder.path })
const kept = (): string => join(folder.path, 'hypercare/other.code')

/** What tells whether a file was written anew. */
async function written(): Promise<string> {
  const { ino, mtimeMs } = await stat(kept())
  return `${ino} ${mtimeMs}`
}

it('the program is ASCII, since it is read so', async () => {
  const program = await readFile(join(ROOT, 'dist/hypercare.js'))
  expect(program.length).toBeGreaterThan(500_000)
  expect(program.findIndex((byte) => byte > 0x7f)).toBe(-1)
})

describe('the code of a start', () => {
  it('is kept for the next, which makes none', async () => {
    const first = await version()
    const before = await written()
    expect(await version()).toEqual(first)
    expect(first.code).toBe(0)
    expect(await written()).toBe(before)
    expect((await stat(kept())).mode & 0o777).toBe(0o600)
  })

  it.each<[what: string, spoil: (code: Buffer) => Buffer]>([
    ['of another program', (code) => code.fill(code.readUInt8(0) ^ 1, 0, 1)],
    ['with a byte that is wrong', (code) => code.fill(code.readUInt8(5_000) ^ 1, 5_000, 5_001)],
    ['that is cut off', (code) => code.subarray(0, 5_000)],
    ['that is empty', () => Buffer.alloc(0)],
  ])('%s is made anew', async (_, spoil) => {
    const first = await version()
    const whole = await readFile(kept())
    await writeFile(kept(), spoil(Buffer.from(whole)))
    const before = await written()
    expect(await version()).toEqual(first)
    expect(await written()).not.toBe(before)
    expect((await readFile(kept())).length).toBeGreaterThan(whole.length / 2)
  })

  it('is not needed where it can not be kept', async () => {
    const file = await folder.write('file', '')
    const { code, stderr } = await run(['--version'], { XDG_CACHE_HOME: file })
    expect([code, stderr]).toEqual([0, ''])
  })

  it('of a command that does not exist is not kept', async () => {
    expect((await run(['wacth'], { XDG_CACHE_HOME: folder.path })).code).toBe(2)
    expect(await readdir(folder.path)).toEqual([])
  })

  it('is kept by a program that a signal ends', async () => {
    // Before the time at which a watch keeps it.
    const demo = start(['demo', '--serve'], { XDG_CACHE_HOME: folder.path })
    await demo.printed(/Serving/)
    expect((await demo.stop()).code).toBe(0)
    expect(await readdir(join(folder.path, 'hypercare'))).toEqual(['demo.code'])
  })
})
