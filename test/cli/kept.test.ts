import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKept } from '../../src/cli/kept.ts'

const MADE = Buffer.from('made')
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypercare-kept-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (program: string | null = 'a', name = 'thing') =>
  openKept(name, { XDG_CACHE_HOME: folder }, program)
const file = (): string => join(folder, 'hypercare/thing')

describe('what is kept', () => {
  it('is recalled by the same program for the same texts', () => {
    expect(open().recall(['x', 'y'])).toBeNull()
    open().keep(['x', 'y'], MADE)
    expect(open().recall(['x', 'y'])).toEqual(MADE)
  })

  it.each([
    ['another text', 'a', ['x', 'z']],
    ['a text more', 'a', ['x', 'y', '']],
    ['a text less', 'a', ['x']],
    ['the same letters cut elsewhere', 'a', ['xy', '']],
    ['another program', 'b', ['x', 'y']],
  ])('is not recalled for %s', (_, program, madeOf) => {
    open().keep(['x', 'y'], MADE)
    expect(open(program).recall(madeOf)).toBeNull()
  })

  it('is not recalled with a byte flipped, wherever it is, nor cut off', () => {
    open().keep(['x', 'y'], MADE)
    const whole = readFileSync(file())
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole)
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at)
      writeFileSync(file(), flipped)
      expect(open().recall(['x', 'y'])).toBeNull()
      writeFileSync(file(), whole.subarray(0, at))
      expect(open().recall(['x', 'y'])).toBeNull()
    }
  })

  it('takes the place of what was kept before, for its owner alone', () => {
    open().keep(['x'], MADE)
    open().keep(['y'], MADE)
    expect(open().recall(['x'])).toBeNull()
    expect(open().recall(['y'])).toEqual(MADE)
    expect(readdirSync(join(folder, 'hypercare'))).toEqual(['thing'])
    expect(statSync(file()).mode & 0o077).toBe(0)
  })

  it('is nothing of a program that is not built', () => {
    open(null).keep(['x'], MADE)
    expect(open(null).recall(['x'])).toBeNull()
    expect(readdirSync(folder)).toEqual([])
  })

  it('is nothing where the folder cannot be made', () => {
    writeFileSync(join(folder, 'hypercare'), '')
    open().keep(['x'], MADE)
    expect(open().recall(['x'])).toBeNull()
  })
})
