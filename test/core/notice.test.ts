import { expect, it } from 'vitest'
import { fresh } from '../../src/core/notice.ts'
import { startModel } from '../../src/core/start.ts'
import { update } from '../../src/core/update/update.ts'
import { profile, S, signal, source, T0 } from './given.ts'

const notice = { at: T0, words: 'copied 1 line', isBad: false }

it.each([
  [0, notice],
  [7_999, notice],
  [8_000, null],
  [-1, null],
])('a notice of %i ms ago', (ageMs, left) => expect(fresh(notice, T0 + ageMs)).toBe(left))

it('is told, stays for some ticks, and goes', () => {
  const start = startModel(profile([signal()], [source()]), T0, { columns: 80, rows: 24 })
  const told = update(start, { type: 'noticed', now: T0, words: 'copied 1 line', isBad: false }).model
  expect(told.notice).toEqual(notice)
  const after = (ms: number) => update(told, { type: 'tick', now: T0 + ms, random: 0 }).model.notice
  expect(after(7 * S)).toEqual(notice)
  expect(after(9 * S)).toBeNull()
})
