import { describe, expect, it } from 'vitest'
import { formatMistake } from '../../src/config/mistake.ts'
import { readProfile } from '../../src/config/read.ts'
import { keymapOf } from '../../src/core/bindings.ts'

const PROFILE = `version: 1
name: example
environment: test
sources:
  api: { kind: health, url: http://localhost:1 }
signals:
  up: { source: api, get: /health, pick: status, unit: state }
panels:
  - { id: one, kind: stat, title: One, signal: up }
actions:
  restart:
    kind: command
    title: Restart
    key: d
    argv: [restart]
`

const read = (keys: string, own: string | null = null, overlay = '') =>
  readProfile({
    texts: [
      { file: 'p.yaml', text: `${PROFILE}${keys}` },
      ...(overlay === '' ? [] : [{ file: 'o.yaml', text: overlay }]),
    ],
    ownKeys: own === null ? null : { file: 'keys.yaml', text: own },
    sets: [],
    env: {},
  })

function keysOf(result: ReturnType<typeof readProfile>, command: string): readonly string[] | undefined {
  if (!result.ok) throw new Error(result.mistakes.map(formatMistake).join('\n'))
  return keymapOf(result.profile).find((binding) => binding.command === command)?.keys
}

const mistakesOf = (result: ReturnType<typeof readProfile>): readonly string[] =>
  result.ok ? [] : result.mistakes.map(formatMistake)

describe('keys of a profile', () => {
  it.each<[string, string, readonly string[]]>([
    ['', 'gates', ['g']],
    ['keys: { gates: X }', 'gates', ['X']],
    ["keys: { palette: [':', ctrl+p] }", 'palette', [':', 'ctrl+p']],
    ['keys: { gates: null }', 'gates', []],
    ['keys: { gates: [] }', 'gates', []],
    ['keys: { panel 1: 7, panel 7: 1 }', 'panel 1', ['7']],
    ['keys: { zoom: space }', 'zoom', [' ']],
    ['keys: { quit: null }', 'quit', ['ctrl+c']],
    ['keys: { quit: x }', 'quit', ['x', 'ctrl+c']],
    ['keys: { back: backspace }', 'back', ['backspace', 'escape']],
    ['keys: { gates: w, advice: g }', 'advice', ['g']],
    // A key of the zoom goes before the same key anywhere.
    ['keys: { closer: j }', 'closer', ['j']],
  ])('%s: %s is at %j', (keys, command, expected) => expect(keysOf(read(keys), command)).toEqual(expected))

  it.each<[string, readonly string[]]>([
    ['keys: { gatse: G }', ['p.yaml:16:9: there is no command "gatse"; did you mean "gates"?']],
    ['keys: { gates: ctl+g }', ['p.yaml:16:16: no key is called "ctl+g"; did you mean "ctrl+g"?']],
    ['keys: { gates: [X, hom] }', ['p.yaml:16:20: no key is called "hom"; did you mean "home"?']],
    ['keys: { gates: ctrl+i }', ['p.yaml:16:16: no terminal can tell "ctrl+i" from tab']],
    [
      'keys: { gates: j }',
      ['p.yaml:16:16: the key "j" is that of the command journal; give one of them another key, or null'],
    ],
    ['keys: { gates: d }', ['p.yaml:16:16: the key "d" is that of actions.restart']],
    [
      'keys: { restart: x }',
      ['p.yaml:16:9: "restart" is an action; its key stands there: actions.restart.key'],
    ],
    [
      'keys: { gates: escape }',
      [
        'p.yaml:16:16: the key "escape" always belongs to the command back, so that everybody finds a way out',
      ],
    ],
    [
      'keys: { suspend: ctrl+c }',
      [
        'p.yaml:16:18: the key "ctrl+c" always belongs to the command quit, so that everybody finds a way out',
      ],
    ],
    [
      'keys: { gates: { a: b } }',
      ['p.yaml:16:16: keys.gates: not a key; write it like G, ctrl+g or [G, home], or null for none'],
    ],
    [
      'keys: { gates: x, advice: x, jurnal: y }',
      [
        'p.yaml:16:16: the key "x" is that of the command advice; give one of them another key, or null',
        'p.yaml:16:27: the key "x" is that of the command gates; give one of them another key, or null',
        'p.yaml:16:30: there is no command "jurnal"; did you mean "journal"?',
      ],
    ],
  ])('%s', (keys, mistakes) => expect(mistakesOf(read(keys))).toEqual(mistakes))

  it('a key that a command gave away is free for an action', () => {
    expect(mistakesOf(read('  more: { kind: command, title: More, key: g, argv: [more] }\n'))).toEqual([
      'p.yaml:16:44: the key "g" is one of the program\'s own (hypercare watch, then ?)',
    ])
    const keys = '  more: { kind: command, title: More, key: g, argv: [more] }\nkeys: { gates: X }\n'
    expect(mistakesOf(read(keys))).toEqual([])
  })

  it('an overlay puts others in their place, and null is no key rather than no word', () => {
    const profile = 'keys: { gates: X, journal: J }'
    expect(keysOf(read(profile, null, 'keys: { gates: null }'), 'gates')).toEqual([])
    expect(keysOf(read(profile, null, 'keys: { gates: x }'), 'journal')).toEqual(['J'])
    expect(mistakesOf(read(profile, null, 'keys: null'))).toEqual([])
  })
})

describe('keys of a person', () => {
  it('go before those of the profile', () => {
    expect(keysOf(read('keys: { gates: X }', 'gates: x\njournal: J\n'), 'gates')).toEqual(['x'])
    expect(keysOf(read('', 'gates: null\n'), 'gates')).toEqual([])
  })

  it('may be none', () => {
    expect(keysOf(read('', '# gates: X\n'), 'gates')).toEqual(['g'])
  })

  it('have mistakes with their places, told with those of the profile', () => {
    expect(mistakesOf(read('keys: { gatse: G }', 'zoom: d\njurnal: J\n'))).toEqual([
      'p.yaml:16:9: there is no command "gatse"; did you mean "gates"?',
      'keys.yaml:1:7: the key "d" is that of actions.restart',
      'keys.yaml:2:1: there is no command "jurnal"; did you mean "journal"?',
    ])
    expect(mistakesOf(read('', '- gates\n'))).toEqual([
      'keys.yaml:1:1: keys are a map from commands to keys; write it like gates: ctrl+g',
    ])
  })
})
