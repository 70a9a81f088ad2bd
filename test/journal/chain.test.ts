import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actorOf } from '../../src/journal/actor.ts'
import { readChain } from '../../src/journal/chain.ts'
import { BEGINNING, lineOf, readLine } from '../../src/journal/line.ts'
import { entry, KIM } from './given.ts'

/** A journal of so many entries with its head. */
function written(count: number, wordsOf: (index: number) => string = String) {
  const rows: string[] = []
  let head = { seq: 0, hash: BEGINNING }
  for (let index = 0; index < count; index++) {
    const row = lineOf(
      entry(`a${index}`, 'planned', wordsOf(index)),
      { seq: index + 1, prev: head.hash },
      0,
      actorOf(KIM),
    )
    rows.push(row)
    head = { seq: index + 1, hash: readLine(row)?.hash ?? '' }
  }
  return { rows, head, text: `${rows.join('\n')}\n` }
}

describe('79: a journal that was changed', () => {
  const { text, rows, head } = written(4)
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length

  it('is whole as it was written', () => {
    expect(readChain(text, head)).toMatchObject({ damage: null, torn: [], endsTorn: false, head })
    expect(readChain('', null)).toMatchObject({ damage: null, lines: [] })
  })

  it('names the line of every byte that is flipped', () => {
    for (let offset = 0; offset < text.length; offset++) {
      const flipped = String.fromCharCode(text.charCodeAt(offset) ^ 1)
      const changed = text.slice(0, offset) + flipped + text.slice(offset + 1)
      expect([offset, readChain(changed, head).damage?.line]).toEqual([offset, lineAt(offset)])
    }
  })

  it.each([0, 1, 2, 3])('misses line %i that was deleted, and names the one in its place', (index) => {
    const { damage } = readChain(`${rows.filter((_, other) => other !== index).join('\n')}\n`, head)
    expect(damage?.line).toBe(index + 1)
  })

  it.each([1, 2, 3, 4])('misses the last %i lines that were cut off', (count) => {
    const kept = rows.slice(0, 4 - count).map((row) => `${row}\n`)
    expect(readChain(kept.join(''), head).damage?.line).toBe(5 - count)
  })

  it('misses lines that changed places or were written twice', () => {
    const [first = '', second = '', third = ''] = rows
    expect(readChain(`${[first, third, second].join('\n')}\n`, head).damage?.line).toBe(2)
    expect(readChain(`${[first, second, second, third].join('\n')}\n`, head).damage?.line).toBe(3)
  })

  it('is seen whatever was done to it', () => {
    const whole = written(6, (index) => 'ä'.repeat(index))
    fc.assert(
      fc.property(
        fc.nat(whole.text.length - 1),
        fc.nat(whole.text.length),
        fc.string({ maxLength: 20 }),
        (at, length, put) => {
          const changed = whole.text.slice(0, at) + put + whole.text.slice(at + length)
          if (changed === whole.text) return
          const { damage, torn, endsTorn } = readChain(changed, whole.head)
          // What is only added at the very end, or lacks its newline, looks like a crash.
          const isTail = changed.startsWith(whole.text.trimEnd())
          expect(damage !== null || (isTail && (torn.length > 0 || endsTorn))).toBe(true)
        },
      ),
      { seed: 79, numRuns: 500 },
    )
  })
})

describe('77: a line that a crash left half written', () => {
  const { rows, head, text } = written(3)
  const [first = '', second = '', third = ''] = rows

  it('at the end is left out', () => {
    const torn = readChain(`${text}${first.slice(0, 40)}`, head)
    expect(torn).toMatchObject({ damage: null, torn: [4], endsTorn: true, head })
  })

  it('in the middle is left out where the chain goes on over it', () => {
    const healed = readChain(`${first}\n${second.slice(0, 30)}\n${second}\n${third}\n`, head)
    expect(healed).toMatchObject({ damage: null, torn: [2], head })
    expect(healed.lines).toHaveLength(3)
  })

  it('is told apart from one that was edited later', () => {
    const torn = `${first}\n{"half\n${second}\n${third.replace('kim', 'lee')}\n`
    expect(readChain(torn, head).damage?.line).toBe(4)
  })
})
