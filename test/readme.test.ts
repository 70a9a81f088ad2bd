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
  it('shows the screen as it is', () => {
    const [text = ''] = read('test/ui/golden/breaker-open.120x36.txt').split('\n── roles')
    expect(text.split('\n')).toHaveLength(36)
    expect(read('README.md')).toContain(`\`\`\`text\n${text.trimEnd()}\n`)
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
