import { XMLValidator } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { cellWidth } from '../../src/core/width.ts'
import { DEAD } from './dead.ts'
import { run } from './program.ts'

describe('the screen of a snapshot', () => {
  it('is the screen of a watch, of the size that was asked for', async () => {
    const { code, stdout, stderr } = await run(['snapshot', '--screen', '--size', '120x36', ...DEAD])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(36)
    expect(lines[0]).toMatch(/^ hypercare {2}Fragrance AI · production/)
    expect(lines.at(-1)).toMatch(/\? help$/)
    for (const line of lines) expect(cellWidth(line)).toBeLessThanOrEqual(120)
  })

  it('can be a page', async () => {
    const { stdout } = await run(['snapshot', '--screen', '--page', 'gates', ...DEAD])
    expect(stdout).toContain('48-hour stability')
    expect(stdout).toContain('Esc back')
  })

  it('as a picture is well-formed XML of that size', async () => {
    const { code, stdout } = await run(['snapshot', '--svg', '--size', '160x45', ...DEAD])
    expect(code).toBe(0)
    expect(XMLValidator.validate(stdout)).toBe(true)
    expect(stdout).toContain('viewBox="0 0 1320 760"')
    expect(stdout).toContain('<title>hypercare · Fragrance AI · production')
  })

  it.each([
    ['a size that is none', ['--size', '120']],
    ['a size too small to show anything', ['--size', '4x4']],
    ['a page that is not there', ['--page', 'weather']],
    ['two shapes at once', ['--json', '--svg']],
    ['two other shapes at once', ['--screen', '--svg']],
  ])('is refused for %s', async (_, args) => {
    const { code, stdout, stderr } = await run(['snapshot', ...args, ...DEAD])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(args[0])
  })

  it('tells what is wrong with a theme before it reads anything', async () => {
    const { code, stdout, stderr } = await run(['snapshot', '--svg', '--theme', 'nowhere.yaml', ...DEAD])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('nowhere.yaml')
  })
})
