import { describe, expect, it } from 'vitest'
import { createInput, type Input } from '../../../src/ui/input/chunk.ts'

const ESC = '\u001b'
const keys = (...names: readonly string[]): Input[] => names.map((key) => ({ kind: 'key', key }))
const text = (pasted: string): Input => ({ kind: 'text', text: pasted })

describe('a chunk of input', () => {
  it.each<readonly [string, readonly Input[]]>([
    ['q', keys('q')],
    ['Y', keys('Y')],
    ['é', keys('é')],
    ['😀', keys('😀')],
    ['\r', keys('enter')],
    ['\t', keys('tab')],
    ['\u007f', keys('backspace')],
    ['\u0003', keys('ctrl+c')],
    ['\u0013', keys('ctrl+s')],
    [ESC, keys('escape')],
    [`${ESC}[A`, keys('up')],
    [`${ESC}OB`, keys('down')],
    [`${ESC}[H`, keys('home')],
    [`${ESC}[4~`, keys('end')],
    [`${ESC}[Z`, keys('shift+tab')],
    ['jjj', keys('j', 'j', 'j')],
    [`${ESC}[B${ESC}[B`, keys('down', 'down')],
    ['', []],
    // Nobody saw what these would do.
    ['Ry\r', [text('Ry\r')]],
    ['dyes', [text('dyes')]],
    [`${ESC}x`, []],
    [`${ESC}[1;5C`, []],
    [`${ESC}[A${ESC}[B`, []],
    ['\u0000', []],
    // Pasted, and marked as such.
    [`${ESC}[200~q${ESC}[201~`, [text('q')]],
    [`${ESC}[200~${ESC}[201~`, [text('')]],
    [`${ESC}[200~a\rb${ESC}[201~q`, [text('a\rb'), ...keys('q')]],
    [`x${ESC}[200~a${ESC}[201~`, [...keys('x'), text('a')]],
  ])('%j', (chunk, inputs) => expect(createInput()(chunk)).toEqual(inputs))

  it('may bring a paste in pieces', () => {
    const read = createInput()
    expect(read(`${ESC}[200~one `)).toEqual([])
    expect(read('q')).toEqual([])
    expect(read(` three${ESC}[201~`)).toEqual([text('one q three')])
    expect(read('q')).toEqual(keys('q'))
  })
})
