import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * What must never go wrong, by the numbers of the list of faults that hypercare was specified by: 1–39 of actions,
 * 40–56 of the terminal, 72–75 of secrets, 76–79 of the journal. A test bears the numbers of what it shows at the
 * beginning of its title.
 */
const NUMBERS = [...between(1, 56), ...between(72, 79)]

function between(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/** The numbers that titles begin with: of a test, a group, or a row of a table of them. */
function numbersIn(text: string): number[] {
  const titles = text.matchAll(/(?:[([]|^)\s*(?:'|"|`)((?:\d{1,2}, )*\d{1,2}): /gm)
  return [...titles].flatMap(([, numbers = '']) => numbers.split(', ').map(Number))
}

const borne = new Set(
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.test\.tsx?$/.test(file) && !file.endsWith('safety.test.ts'))
    .flatMap((file) => numbersIn(readFileSync(join(import.meta.dirname, file), 'utf8'))),
)

describe('what must never go wrong', () => {
  it.each(NUMBERS)('%i has a test that bears its number', (number) => expect(borne).toContain(number))
})

describe('a number is seen', () => {
  it.each<[string, readonly number[]]>([
    ["it('30: once', …)", [30]],
    ["  it.each(ways)('48, 56: after %s', …)", [48, 56]],
    ["    [\n      '22: a lost answer',\n", [22]],
    ["it('waits 30: s', …)", []],
    ["const time = '12:30'", []],
  ])('%s', (text, numbers) => expect(numbersIn(text)).toEqual(numbers))
})
