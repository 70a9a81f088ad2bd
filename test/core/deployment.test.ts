import { describe, expect, it } from 'vitest'
import { type Phase, phaseAt } from '../../src/core/deployment.ts'
import { startModel } from '../../src/core/start.ts'
import { H, profile, signal, T0 } from './given.ts'

const phase = (id: string, from: number, to: number): Phase => ({
  id,
  title: id,
  fromMs: from * H,
  toMs: to * H,
  checks: [],
  expectations: [],
})
const PHASES = [phase('intensive', 0, 2), phase('regular', 2, 24), phase('stabilisation', 24, 48)]

describe('the phase of an age', () => {
  it.each<[number, string | null]>([
    [-1, null],
    [0, 'intensive'],
    [2 * H - 1, 'intensive'],
    [2 * H, 'regular'],
    [48 * H - 1, 'stabilisation'],
    [48 * H, null],
  ])('%d ms: %s', (age, id) => expect(phaseAt(PHASES, age)?.id ?? null).toBe(id))
})

describe('the deployment', () => {
  const deployed = profile([signal()], undefined, {
    deployment: { at: T0, version: '2.1', windowMs: 48 * H, versionFrom: null, startFrom: null },
  })
  it.each([
    ['as the profile says', null, { at: T0, atFrom: 'the profile', version: '2.1' }],
    [
      'as the command line says',
      { at: T0 + H, from: '--deployed-at' },
      { at: T0 + H, atFrom: '--deployed-at' },
    ],
  ])('is %s', (_, override, expected) =>
    expect(startModel(deployed, T0, { columns: 1, rows: 1 }, override).deployment).toMatchObject(expected),
  )
})
