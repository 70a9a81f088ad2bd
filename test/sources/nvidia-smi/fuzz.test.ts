import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { devicesOf } from '../../../src/sources/nvidia-smi/devices.ts'
import { parseLog } from '../../../src/sources/nvidia-smi/log.ts'
import { IDLE, MIG } from './sample.ts'

/** Without the long table of clocks, so that mutations hit what is read. */
const short = (xml: string): string => xml.replace(/<supported_clocks>[\s\S]*?<\/supported_clocks>/g, '')

type Mutation = { readonly at: number; readonly length: number; readonly text: string }

const fragment = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '</gpu>',
    '<gpu>',
    'N/A',
    '-',
    'e999',
    '999999999999999999999',
    '<![CDATA[',
    ']]>',
    '&x;',
    '\0',
    '\u202e',
    '<a/>',
    '<!--',
    'constructor',
    '__proto__',
    '%',
    '.',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(12), text: fragment }),
  { minLength: 1, maxLength: 8 },
)

const apply = (xml: string, changes: readonly Mutation[]): string =>
  changes.reduce((text, { at, length, text: inserted }) => {
    const from = Math.floor(at * text.length)
    return text.slice(0, from) + inserted + text.slice(from + length)
  }, xml)

describe('mutated output', () => {
  it('never throws, and never gives a number that is none or a text that moves the cursor', () => {
    fc.assert(
      fc.property(fc.constantFrom(short(IDLE), short(MIG)), mutations, (xml, changes) => {
        const log = parseLog(apply(xml, changes))
        if (typeof log === 'string') return
        for (const { key, name, uuid, fields } of devicesOf(log)) {
          for (const text of [key, name, uuid]) expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
          for (const found of Object.values(fields)) {
            const said = found.ok ? found.value : found.reason
            if (typeof said === 'number') expect(said).toSatisfy(Number.isFinite)
            else expect(said).not.toMatch(/[\p{Cc}\p{Cf}]/u)
          }
        }
      }),
      { seed: 20_261_123, numRuns: 500 },
    )
  })
})
