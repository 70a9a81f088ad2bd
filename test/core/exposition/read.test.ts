import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExpositionReader, type Format } from '../../../src/core/exposition/read.ts'
import type { Labels } from '../../../src/core/sample.ts'

const reader = () => createExpositionReader((labels: Labels) => labels)

function mistakeOf(body: string, format: Format = 'prometheus'): string {
  const read = reader()(body, format)
  if (read.ok) throw new Error('it was accepted')
  const { line, message, text } = read.mistake
  return `${line}: ${message}: "${text}"`
}

describe('a mistake', () => {
  it.each<[body: string, told: string]>([
    ['a 1\nb x\nc 3\n', '2: the value is no number: "b x"'],
    ['# HELP a b\n\n\na 1\nb\n', '5: a value is expected: "b"'],
    ['a{b="c} 1\n', '1: the value of a label is not closed by a quote: "a{b="c} 1"'],
    ['a{b="c",b="d"} 1\n', '1: the label b stands there twice: "a{b="c",b="d"} 1"'],
    ['a 1\r\nb 2\r\n', '1: lines must end with LF alone, not with CR LF: "a 1\\r"'],
    ['a 1\n# TYPE a thing\n', '2: there is no such type of a metric: "# TYPE a thing"'],
    ['a 1 soon\n', '1: a timestamp or the end of the line is expected: "a 1 soon"'],
    ['a 1\n\u001b[2J 1\n', '2: the name of a metric is expected: "\\x1b[2J 1"'],
    ['a 1\nb\u0000 2\n', '2: it holds a NUL: "b\\x00 2"'],
  ])('%j: %s', (body, told) => expect(mistakeOf(body)).toBe(told))

  it.each<[body: string, told: string]>([
    ['a 1\n', '2: it does not end with # EOF: ""'],
    ['a 1\n\n# EOF\n', '2: the name of a metric is expected: ""'],
    ['# comment\n# EOF\n', '1: HELP, TYPE, UNIT or EOF is expected after the #: "# comment"'],
    ['a 1\n# EOF\nb 2\n', '3: something stands after # EOF: "b 2"'],
    ['a 1 # {b="c"} 1\n# EOF\n', '1: an exemplar belongs to a _total or a _bucket only: "a 1 # {b="c"} 1"'],
    [
      'a_total 1 # {b=c} 1\n# EOF\n',
      '1: in the exemplar: a value in quotes is expected after the =: "a_total 1 # {b=c} 1"',
    ],
  ])('of OpenMetrics: %j: %s', (body, told) => expect(mistakeOf(body, 'openmetrics')).toBe(told))
})

describe('labels', () => {
  it('are one object for one series, whatever the order of lines', () => {
    const read = reader()
    const labelsIn = (body: string): readonly Labels[] => {
      const result = read(body, 'prometheus')
      if (!result.ok) throw new Error(result.mistake.message)
      return result.exposition.series
    }
    const [a, b] = labelsIn('a{x="1"} 1\nb 2\n')
    expect(a).toEqual({ __name__: 'a', x: '1' })
    const [again, between, last] = labelsIn('b 3\nb_c 3\na{x="1"} 4\n')
    expect([again === b, last === a]).toEqual([true, true])
    expect(between).toEqual({ __name__: 'b_c' })
    expect(labelsIn('b{x="1"} 1\na 1\n')).toEqual([{ __name__: 'b', x: '1' }, { __name__: 'a' }])
    expect(labelsIn('b {x="2"} 1\na 1\n')[0]).toEqual({ __name__: 'b', x: '2' })
  })

  it('of a body that is refused change nothing', () => {
    const read = reader()
    const first = read('a 1\nb 2\n', 'prometheus')
    expect(read('b 1\na x\n', 'prometheus').ok).toBe(false)
    const again = read('b 1\na 2\n', 'prometheus')
    if (!first.ok || !again.ok) throw new Error('it was refused')
    expect(again.exposition.series[0] === first.exposition.series[1]).toBe(true)
  })
})

/** Text that looks like an exposition, as far as random text does. */
const alike = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        'b_total',
        '{',
        '}',
        'x="',
        '"',
        '\\',
        '=',
        ',',
        ' ',
        '\t',
        '\n',
        '\r',
        '#',
        '# HELP ',
        '# TYPE a ',
      ),
      fc.constantFrom(
        'counter',
        '# EOF\n',
        '1',
        '-2.5e3',
        'NaN',
        '+Inf',
        '0x1',
        ' # {',
        '\u0000',
        '\ud800',
        '日',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''))

describe('whatever text', () => {
  it('is read or refused, at a line it has', () => {
    fc.assert(
      fc.property(
        fc.array(alike, { minLength: 1, maxLength: 3 }),
        fc.constantFrom<Format>('prometheus', 'openmetrics'),
        (bodies, format) => {
          const read = reader()
          for (const body of bodies) {
            const result = read(body, format)
            if (result.ok) {
              const { series, values, times } = result.exposition
              expect([values.length, times.length]).toEqual([series.length, series.length])
            } else expect(result.mistake.line).toBeLessThanOrEqual(body.split('\n').length)
          }
        },
      ),
      { seed: 5, numRuns: 1_000 },
    )
  })

  it('is read the same by a reader that has read before', () => {
    fc.assert(
      fc.property(alike, alike, (before, body) => {
        const read = reader()
        read(before, 'prometheus')
        read(body, 'prometheus')
        expect(read(body, 'prometheus')).toEqual(reader()(body, 'prometheus'))
      }),
      { seed: 6, numRuns: 1_000 },
    )
  })
})

describe('numbers come back as they were written', () => {
  it('any of them', () => {
    const read = reader()
    fc.assert(
      fc.property(fc.double(), (value) => {
        const text = String(value).replace('Infinity', 'Inf')
        const result = read(`a ${Object.is(value, -0) ? '-0' : text}\n`, 'prometheus')
        expect(result.ok && Object.is(result.exposition.values[0], value)).toBe(true)
      }),
      { seed: 7, numRuns: 2_000 },
    )
  })
})
