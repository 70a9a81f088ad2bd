import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createMemory } from '../../src/cli/memory.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypercare-memory-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('what was typed in the palette', () => {
  it('is nothing at first, and then what was added, for its owner alone', async () => {
    const file = join(folder, 'state', 'commands.txt')
    const memory = createMemory(file)
    expect(await memory.read()).toEqual({ ok: true, commands: [] })
    for (const command of ['gates', 'scale_llm 4', 'gates']) expect(await memory.add(command)).toBe(null)
    expect(await createMemory(file).read()).toEqual({ ok: true, commands: ['scale_llm 4', 'gates'] })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('does not grow without end', async () => {
    const file = join(folder, 'commands.txt')
    await writeFile(file, Array.from({ length: 1_200 }, (_, index) => `panel ${index}\n`).join(''))
    const read = await createMemory(file).read()
    expect(read.ok && read.commands.length).toBe(200)
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(201)
  })

  it('40: is shown as it can be shown, whatever stands in the file', async () => {
    const file = join(folder, 'commands.txt')
    await writeFile(file, 'gates\u001b[2J\n\n')
    expect(await createMemory(file).read()).toEqual({ ok: true, commands: ['gates\\x1b[2J'] })
  })

  it('says why it can not be read or kept', async () => {
    const file = join(folder, 'commands.txt')
    await mkdir(file)
    const memory = createMemory(file)
    expect(await memory.read()).toEqual({ ok: false, reason: `${file} can't be read (EISDIR)` })
    expect(await memory.add('gates')).toEqual({ ok: false, reason: `${file} can't be written (EISDIR)` })
  })
})
