import { describe, expect, it } from 'vitest'
import { edited, mistakesOf, profileOf, SMALL } from './written.ts'

const SCENARIOS: readonly (readonly [name: string, text: string, mistakes: readonly string[]])[] = [
  ['an empty file', '', ['p.yaml:1:1: the file is empty']],
  ['comments only', '# nothing\n', ['p.yaml:1:1: the file is empty']],
  ['a list', '- 1\n', ['p.yaml:1:1: a profile is a map: version, name, sources, ...']],
  ['a tab', 'a:\n\tb: 1\n', ['p.yaml:2:1: not YAML: a tab in the indentation; use spaces']],
  [
    'a colon in a value',
    'version: 1\ntitle: Latency: p95\n',
    ['p.yaml:2:8: not YAML: a ": " within a value; put the value in quotes, or check the indentation'],
  ],
  [
    'a reserved character',
    'a: @x\n',
    ["p.yaml:1:4: not YAML: a value can't begin with this character; put it in quotes"],
  ],
  [
    'two documents',
    'a: 1\n---\nb: 2\n',
    ['p.yaml:2:1: not YAML: a second document begins here ("---"); a file holds one'],
  ],
  ['a tag', 'a: !env HOME\n', ['p.yaml:1:4: not YAML: the tag "!env" is not known here; leave it away']],
  ['a key with parts', '[a]: 1\n', ['p.yaml:1:1: not YAML: a key must be a plain text']],
  ['an open quote', 'a: "b\nc: 1\n', ['p.yaml:3:1: not YAML: missing closing "quote']],
  ['too deep', `a: ${'['.repeat(9000)}`, []],
]

describe('what is no YAML', () => {
  it.each(SCENARIOS)('%s', (_name, text, mistakes) => {
    const found = mistakesOf(text)
    if (mistakes.length > 0) expect(found).toEqual(mistakes)
    else expect(found).toEqual([expect.stringMatching(/^p\.yaml:1:\d+: not YAML: nested too deeply$/)])
  })

  it('tells a key that is given twice together with the other mistakes', () => {
    const text = edited([
      ['name: shop', 'name: shop\nname: shop'],
      ['unit: seconds', 'unit: second'],
    ])
    expect(mistakesOf(text)).toEqual([
      'p.yaml:3:1: the key "name" is given twice; the first is on line 2',
      expect.stringMatching(/^p\.yaml:17:11: signals\.latency\.unit/),
    ])
  })

  it('follows aliases to their anchor', () => {
    const text = edited([
      ['expect: [fast, slow]', 'expect: &modes [fast, slow]'],
      ['  vram:', '  more: { source: prom, query: up, label: mode, expect: *modes }\n  vram:'],
    ])
    expect(profileOf(text).signals.find(({ id }) => id === 'more')?.expect).toEqual(['fast', 'slow'])
  })

  it('names an alias without an anchor', () => {
    expect(mistakesOf(edited([['expect: [fast, slow]', 'expect: *modes']]))).toContain(
      'p.yaml:15:13: "*modes" refers to an anchor "&modes" that is not above it',
    )
  })

  it('refuses aliases that blow up', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level === 0 ? 'x' : `*l${level - 1}`
      return `l${level}: &l${level} [${Array.from({ length: 9 }, () => inner).join(', ')}]`
    })
    expect(mistakesOf(`${SMALL}${levels.join('\n')}\n`)).toContainEqual(
      expect.stringMatching(/^p\.yaml:\d+:\d+: more than 50000 values once all aliases are written out$/),
    )
  })

  it('refuses an alias within its own anchor', () => {
    expect(mistakesOf(`${SMALL}x: &x [*x]\n`)).toContainEqual(
      expect.stringMatching(/nested deeper than 40 levels, or an alias that contains itself$/),
    )
  })

  it('shows no control characters of the file', () => {
    expect(mistakesOf(`${SMALL}"\\e[31mred": 1\n`)).toEqual([
      expect.stringContaining('unknown key "\\x1b[31mred" in the profile'),
    ])
  })
})
