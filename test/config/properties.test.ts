import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readProfile } from '../../src/config/read.ts'
import { SMALL } from './written.ts'

const FRAGRANCE = readFileSync(new URL('../../configs/fragrance-ai.yaml', import.meta.url), 'utf8')

const scraps = fc.oneof(
  fc.string({ maxLength: 4, unit: 'grapheme' }),
  fc.constantFrom(
    ':',
    ': ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '\n',
    '\t',
    '  ',
    '#',
    '*a',
    '&a ',
    '|\n',
    '.inf',
    '~',
    '\0',
    '$x',
    '__proto__: 1',
  ),
)
const edit = fc.record({ at: fc.nat(), length: fc.nat({ max: 12 }), put: scraps })

function apply(text: string, edits: readonly { at: number; length: number; put: string }[]): string {
  return edits.reduce((before, { at, length, put }) => {
    const from = at % (before.length + 1)
    return before.slice(0, from) + put + before.slice(from + length)
  }, text)
}

/** Every mistake stands within its file. */
function expectPlaces(text: string): void {
  const result = readProfile({ texts: [{ file: 'p.yaml', text }], sets: [], env: {} })
  if (result.ok) return
  expect(result.mistakes.length).toBeGreaterThan(0)
  const lines = text.split('\n')
  for (const { file, line, column, message, path } of result.mistakes) {
    expect(file).toBe('p.yaml')
    expect(line).toBeGreaterThanOrEqual(1)
    expect(line).toBeLessThanOrEqual(lines.length)
    expect(column).toBeGreaterThanOrEqual(1)
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1)
    expect(message).not.toBe('')
    // Nothing of the library's own words, nothing a terminal would obey.
    expect(message).not.toMatch(/Invalid input|undefined|\[object/)
    expect(message + path).not.toMatch(/\p{Cc}/u)
  }
}

describe('any text', () => {
  it('small profile, edited at random, never throws and places every mistake', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) =>
        expectPlaces(apply(SMALL, edits)),
      ),
      { seed: 48, numRuns: 400 },
    )
  })

  it('fragrance profile, edited at random', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) =>
        expectPlaces(apply(FRAGRANCE, edits)),
      ),
      { seed: 49, numRuns: 40 },
    )
  })

  it('any tree in the place of any part', () => {
    const tree = fc.jsonValue({ maxDepth: 2 })
    const key = fc.constantFrom(
      'version',
      'deployment',
      'history',
      'sources',
      'signals',
      'panels',
      'phases',
      'gates',
    )
    fc.assert(
      fc.property(key, tree, (name, value) =>
        expectPlaces(`${SMALL.replace(`${name}:`, 'was:')}${name}: ${JSON.stringify(value)}\n`),
      ),
      { seed: 50, numRuns: 200 },
    )
  })

  it('any --set and any variable', () => {
    const path = fc.array(
      fc.constantFrom(
        'sources',
        'prom',
        'url',
        'panels',
        '0',
        'x',
        '',
        'signals',
        'latency',
        'rules',
        '__proto__',
      ),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(path, scraps, (steps, value) => {
        const sets = [`${steps.join('.')}=${value}`, steps.join('.')]
        const env = { [`HYPERCARE__${steps.join('__')}`]: value }
        const result = readProfile({ texts: [{ file: 'p.yaml', text: SMALL }], sets, env })
        if (result.ok) return
        for (const { line, column } of result.mistakes)
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1)
      }),
      { seed: 51, numRuns: 300 },
    )
  })
})
