import fc from 'fast-check'
import { expect, it } from 'vitest'
import { encodeForm } from '../../../src/sources/http/form.ts'

it('a form is read as what was put into it', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string({ minLength: 1, unit: 'grapheme' }), fc.string({ unit: 'binary' })),
      (fields) => {
        const read = new URLSearchParams(encodeForm(fields))
        expect([...read]).toEqual([...new URLSearchParams(fields)])
      },
    ),
    { seed: 20_261_126 },
  )
})

it('what is no Unicode is replaced', () => {
  expect(encodeForm({ query: 'a\ud800b' })).toBe('query=a%EF%BF%BDb')
})
