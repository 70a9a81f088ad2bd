import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Keeper, loadProfile } from '../../src/config/load.ts'
import { SMALL } from './written.ts'

const FRAGRANCE = resolve(import.meta.dirname, '../../configs/fragrance-ai.yaml')
const TITLED = ['title=Kept']
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypercare-keeper-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Keeps in memory, and tells how often it did. */
function createKeeper() {
  const kept = new Map<string, Uint8Array>()
  const keeper: Keeper = {
    recall: (madeOf) => kept.get(JSON.stringify(madeOf)) ?? null,
    keep: (madeOf, made) => kept.set(JSON.stringify(madeOf), made),
  }
  return { keeper, count: () => kept.size }
}

describe('a profile that is kept', () => {
  it('is the one that was read', async () => {
    const { keeper, count } = createKeeper()
    const asked = { file: FRAGRANCE, overlays: [], sets: TITLED, env: {} }
    const read = await loadProfile(asked)
    expect(await loadProfile(asked, keeper)).toEqual(read)
    expect(count()).toBe(1)
    const recalled = await loadProfile(asked, keeper)
    expect(recalled).toStrictEqual(read)
    expect(recalled).toMatchObject({ ok: true, profile: { title: 'Kept' } })
  })

  it('is read anew where a file, an option or the order of files is another', async () => {
    const { keeper, count } = createKeeper()
    const [one, two] = [join(folder, 'one.yaml'), join(folder, 'two.yaml')]
    await writeFile(one, 'title: One')
    await writeFile(two, 'title: Two')
    const titleOf = async (overlays: string[], sets: string[] = []): Promise<unknown> => {
      const result = await loadProfile({ file: FRAGRANCE, overlays, sets, env: {} }, keeper)
      return result.ok ? result.profile.title : result.mistakes
    }
    expect(await titleOf([one, two])).toBe('Two')
    expect(await titleOf([two, one])).toBe('One')
    expect(await titleOf([two, one], TITLED)).toBe('Kept')
    await writeFile(one, 'title: Another')
    expect(await titleOf([two, one])).toBe('Another')
    expect(count()).toBe(4)
  })

  it.each([
    ['mistakes', `${SMALL}\nmistaken: true`, {}],
    ['a value from the environment, which may be there to be in no file', SMALL, { HYPERCARE__title: 'x' }],
  ])('is none with %s', async (_, text, env) => {
    const { keeper, count } = createKeeper()
    const file = join(folder, 'small.yaml')
    await writeFile(file, text)
    const read = await loadProfile({ file, overlays: [], sets: [], env })
    expect(await loadProfile({ file, overlays: [], sets: [], env }, keeper)).toEqual(read)
    expect(count()).toBe(0)
  })
})
