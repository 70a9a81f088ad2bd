import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { KEYMAP } from '../src/core/keymap.ts'
import { keySign } from '../src/ui/screen/footer.ts'

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

/** The table of the README, as the key table has it. */
function keyTable(): string {
  const lines = KEYMAP.flatMap(({ keys, command, intent, description }) => {
    if (intent.type !== 'focus')
      return [`| ${keys.map((key) => `\`${keySign(key)}\``).join(' ')} | \`${command}\` | ${description} |`]
    return intent.panel === 0
      ? ['| `1` … `9` `0` | `panel 1` … `panel 10` | Focus the panel with that number |']
      : []
  })
  return lines.join('\n')
}

describe('README', () => {
  /** That the program makes this very picture is a test of its own: test/ui/picture/picture.test.ts. */
  it('shows the screen as the program draws it', () => {
    const [, alt = '', picture = ''] =
      /!\[([^\]]*)\]\((test\/ui\/golden\/[^)]*\.svg)\)/.exec(read('README.md')) ?? []
    expect(picture).toBe('test/ui/golden/breaker-open.120x36.svg')
    expect(alt.length).toBeGreaterThan(20)
    expect(read(picture)).toMatch(/^<svg /)
  })

  it('lists the keys as they are', () => {
    expect(read('README.md')).toContain(`|---|---|---|\n${keyTable()}\n\n`)
  })

  it('names both commands that the package has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test', 'bench', 'golden']))
    expect(read('README.md')).toMatch(/npm ci && npm start[\s\S]*npm ci && npm test/)
  })
})
