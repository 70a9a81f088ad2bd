import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PROFILE, ROOT, run } from './program.ts'

describe('what there is', () => {
  it('--help lists every command and every exit code', async () => {
    const { code, stdout, stderr } = await run(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const command of ['watch', 'snapshot', 'check', 'doctor', 'profile', 'demo'])
      expect(stdout).toContain(command)
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/Exit codes: 0 .* 1 .* 2 .* 3 .* 69 .* 70 .* 128\+n/)
  })

  it.each(['watch', 'snapshot', 'check', 'doctor', 'demo', 'profile'])(
    '%s --help says what it is for',
    async (name) => {
      const { code, stdout } = await run([name, '--help'])
      expect(code).toBe(0)
      expect(stdout).toMatch(new RegExp(`^Usage: hypercare ${name}`))
    },
  )

  it('--version is that of the package', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
    const { code, stdout } = await run(['--version'])
    expect(code).toBe(0)
    expect(manifest).toMatchObject({ version: stdout.trim() })
  })
})

describe('what it does not understand: a sentence, exit 2, nothing on standard output', () => {
  const mistakes: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['wacth'], /unknown command 'wacth'/],
    ['an unknown option', ['watch', '--profile', PROFILE, '--frob'], /unknown option '--frob'/],
    ['no profile', ['watch'], /--profile/],
    ['an option without its value', ['watch', '--profile'], /--profile/],
    ['no file to check', ['profile', 'check'], /missing required argument 'file'/],
    ['one argument too many', ['doctor', '--profile', PROFILE, 'more'], /too many arguments/],
    ['a port beyond the last', ['demo', '--serve', '--port', '65536'], /'65536' is invalid. not a port/],
    ['a speed of nothing', ['demo', '--serve', '--speed', '0'], /not a number above 0/],
    ['a speed beyond all', ['demo', '--serve', '--speed', '1e308'], /not a number above 0, up to/],
    ['an empty port', ['demo', '--serve', '--port', ''], /not a whole number/],
    ['half a seed', ['demo', '--serve', '--seed', '1.5'], /not a whole number/],
    ['a time nobody writes', ['snapshot', '--profile', PROFILE, '--deployed-at', 'noon'], /not a time/],
    [
      'half a time',
      ['snapshot', '--profile', PROFILE, '--deployed-at', '5'],
      /not a time; write it like 2026-/,
    ],
    [
      'a time of no zone',
      ['doctor', '--profile', PROFILE, '--deployed-at', '2026-11-23T10:20'],
      /not a time/,
    ],
  ]
  it.each(mistakes)('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await run(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it('no command at all: the help, exit 2', async () => {
    const { code, stderr } = await run([])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^Usage: hypercare/)
  })
})

describe('a watch without a terminal', () => {
  it('says what to use instead, exit 3', async () => {
    const { code, stdout, stderr } = await run(['watch', '--profile', PROFILE])
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/needs a terminal.*hypercare snapshot/)
  })
})

describe('a defect', () => {
  it('56: is told in one paragraph, exit 70', async () => {
    const broken = 'data:text/javascript,setTimeout(() => { throw new Error("of a \\u001b[31mtest") }, 1)'
    const { code, stderr } = await run(['demo', '--serve'], {
      NODE_OPTIONS: `--import ${JSON.stringify(broken)}`,
    })
    expect(code).toBe(70)
    expect(stderr).toMatch(/^hypercare stopped because of a defect.*Error: of a \\x1b\[31mtest.*\n$/)
  })
})
