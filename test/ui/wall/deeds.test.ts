import { expect, it } from 'vitest'
import type { Deed } from '../../../src/core/acting/action.ts'
import { deedRow } from '../../../src/ui/wall/status.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { deed } from '../../core/acting/given.ts'
import { aModel } from '../../support/model.ts'

const model = aModel({ signals: [] })
const row = (...deeds: readonly Deed[]): string =>
  plainText(deedRow({ ...model, actions: { ...model.actions, deeds } }, 120))
const refused = deed({ id: 'b', title: 'Later', state: 'not-done', stage: 'refused' })

it('what nobody knows the outcome of goes before what came later', () => {
  const unknown = deed({ id: 'a', title: 'Earlier', state: 'unknown', stage: 'sent', isOpen: true })
  expect(row(refused, unknown)).toContain('? outcome unknown  Earlier')
  expect(row(refused, deed({ title: 'Earlier', state: 'under-way', isOpen: true }))).toContain('Earlier')
  expect(row(refused, deed({ title: 'Earlier' }))).toContain('○ not done  Later')
})

it('of what is over, the last to end is told', () => {
  const verified = deed({ id: 'a', title: 'Earlier', lastAt: model.now + 2 })
  expect(row({ ...refused, lastAt: model.now + 1 }, verified)).toContain('● verified  Earlier')
})
