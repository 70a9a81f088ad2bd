import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatMistake } from '../../src/config/mistake.ts'
import { loadTheme } from '../../src/config/theme.ts'
import { THEMES } from '../../src/core/look.ts'
import { shippedTheme, THEMES_FOLDER } from '../support/theme.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypercare-theme-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The mistakes in a theme of that text, without the folder it lies in. */
async function mistakesIn(text: string): Promise<string[]> {
  const file = join(folder, 'theme.yaml')
  await writeFile(file, text)
  const read = await loadTheme(file, THEMES_FOLDER)
  return read.ok ? [] : read.mistakes.map((mistake) => formatMistake(mistake).replace(`${folder}/`, ''))
}

it('the themes that come with the program are those it knows', async () => {
  const files = await readdir(THEMES_FOLDER)
  expect(files.toSorted()).toEqual(THEMES.map((name) => `${name}.yaml`).toSorted())
})

it('a theme changes single roles of the one it extends, and single keys of a role', async () => {
  const file = join(folder, 'mine.yaml')
  await writeFile(
    file,
    'extends: light\ntitle: Mine\nroles: { ok: { color: blue }, crit: { bold: false } }\nalarm: { system: { color: default } }\n',
  )
  const light = await shippedTheme('light')
  expect(await loadTheme(file, THEMES_FOLDER)).toEqual({
    ok: true,
    theme: {
      ...light,
      title: 'Mine',
      roles: { ...light.roles, ok: { color: 'blue' }, crit: { ...light.roles.crit, bold: false } },
      alarm: { ...light.alarm, system: { ...light.alarm.system, color: 'default' } },
    },
  })
})

describe('of mistakes all are told, with their places', () => {
  it.each<[name: string, text: string, mistakes: readonly (string | RegExp)[]]>([
    [
      'roles, keys and colours',
      'extends: dark\nroles:\n  crti: {}\n  ok: { colour: blue }\n  warn:\n    color: yelow\n    bold: 1\n',
      [
        'theme.yaml:3:3: unknown key "crti" in roles; did you mean "crit"?',
        'theme.yaml:4:9: unknown key "colour" in roles.ok; did you mean "color"?',
        /^theme.yaml:6:12: "yelow" is not a colour; expected "#rrggbb", default, .*; did you mean "yellow"\?$/,
        'theme.yaml:7:11: roles.warn.bold is 1; expected true or false',
      ],
    ],
    [
      'a colour that became a comment',
      'extends: dark\nroles:\n  ok:\n    color: #ff0000\n',
      [
        'theme.yaml:4:12: roles.ok.color is empty: not a colour; "#rrggbb" needs its quotes, since # begins a comment',
      ],
    ],
    [
      'a base that is none',
      'extends: drak\nroles: { okk: {} }\n',
      [
        'theme.yaml:1:10: extends is "drak"; expected dark, light, high-contrast, colour-blind, mono or ansi16; did you mean "dark"?',
        'theme.yaml:2:10: unknown key "okk" in roles; did you mean "ok"?',
      ],
    ],
    [
      'backgrounds',
      'extends: dark\nbackgrounds: [white, "#fff"]\n',
      [
        'theme.yaml:2:15: "white" is not a colour; expected "#rrggbb"',
        'theme.yaml:2:22: "#fff" is not a colour; expected "#rrggbb"',
      ],
    ],
    ['no YAML', 'title: [\n', [/^theme.yaml:\d+:\d+: not YAML: /]],
    ['nothing', '', ['theme.yaml:1:1: the file is empty']],
    ['a list', '- dark\n', ['theme.yaml:1:1: a theme is a map: title, extends, roles, ...']],
    [
      'what would speak to the terminal',
      'extends: dark\nroles: { "\u001b]0;gone\u0007": {} }\n',
      [/^[ -~…]+$/],
    ],
  ])('%s', async (_, text, expected) => {
    const told = await mistakesIn(text)
    expect(told).toHaveLength(expected.length)
    for (const [i, mistake] of expected.entries())
      expect(told[i]).toEqual(typeof mistake === 'string' ? mistake : expect.stringMatching(mistake))
  })

  it('a theme that stands by itself lacks no role', async () => {
    const told = await mistakesIn(
      'title: Mine\nbackgrounds: ["#000000"]\nroles: { ok: {} }\nalarm: { system: {}, border: {} }\n',
    )
    expect(told).toContain('theme.yaml:3:1: "crit" is missing in roles')
    expect(told.length).toBeGreaterThan(15)
  })

  it('a file that is not there', async () => {
    const read = await loadTheme(join(folder, 'nosuch.yaml'), THEMES_FOLDER)
    expect(read.ok ? [] : read.mistakes.map(({ message }) => message)).toEqual([
      "can't be read: there is no such file",
    ])
  })
})
