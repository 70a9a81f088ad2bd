import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../src/config/load.ts'
import { formatMistake } from '../../src/config/mistake.ts'
import { SMALL } from './written.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypercare-config-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function mistakesOf(content: string | Uint8Array, overlays: readonly string[] = []): Promise<string[]> {
  const file = join(folder, 'p.yaml')
  await writeFile(file, content)
  const result = await loadProfile({ file, overlays, sets: [], env: {} })
  return result.ok ? [] : result.mistakes.map((mistake) => formatMistake(mistake).replaceAll(folder, ''))
}

describe('loading', () => {
  it('reads a file, also with a byte order mark and Windows line ends', async () => {
    expect(await mistakesOf(SMALL)).toEqual([])
    expect(await mistakesOf(`\ufeff${SMALL.replaceAll('\n', '\r\n')}`)).toEqual([])
  })

  it.each([
    [
      'Latin-1',
      Buffer.from(`${SMALL}# Gr\xfc\xdfe\n`, 'latin1'),
      ['/p.yaml:36:5: not UTF-8; save the file in this encoding'],
    ],
    [
      'UTF-16',
      Buffer.from(`\ufeff${SMALL}`, 'utf16le'),
      ['/p.yaml:1:1: not UTF-8; save the file in this encoding'],
    ],
    [
      'a huge file',
      Buffer.alloc(1_100_000, '#'),
      ['/p.yaml:1:1: larger than 1024 KiB; is it the right file?'],
    ],
  ])('%s', async (_name, content, mistakes) => {
    expect(await mistakesOf(content)).toEqual(mistakes)
  })

  it('tells all files that are not there', async () => {
    expect(await mistakesOf(SMALL, [join(folder, 'no.yaml'), folder])).toEqual([
      "/no.yaml:1:1: can't be read: there is no such file",
      ":1:1: can't be read: it is a directory",
    ])
  })
})
