import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadTheme } from '../../../src/ui/theme/load.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypercare-theme-'))
})
afterAll(() => rm(folder, { recursive: true }))

describe('a theme', () => {
  it('that comes with the program can be read', async () => {
    expect(await loadTheme(new URL('../../../themes/dark.yaml', import.meta.url))).toMatchObject({ ok: true })
  })

  it.each([
    ['with a role nobody knows', 'title: x\nroles: { shiny: {} }\n'],
    ['that is no YAML', 'title: [\n'],
    ['that would speak to the terminal', 'title: x\nroles: { "\u001b]0;gone\u0007": {} }\n'],
    ['that is empty', ''],
  ])('%s is refused in one line without an escape', async (_, text) => {
    const file = join(folder, 'theme.yaml')
    await writeFile(file, text)
    const result = await loadTheme(file)
    expect(result.ok ? '' : result.message).toMatch(/^theme [ -~…]+$/)
  })
})
