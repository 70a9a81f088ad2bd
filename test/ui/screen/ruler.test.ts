import { describe, expect, it } from 'vitest'
import type { Phase } from '../../../src/core/deployment.ts'
import type { Model } from '../../../src/core/model.ts'
import { phaseSpan, rulerRow } from '../../../src/ui/screen/ruler.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { aModel, NOW } from '../../support/model.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const phase = (fromMs: number, toMs: number): Phase => ({
  id: 'first',
  title: 'First',
  fromMs,
  toMs,
  checks: [],
  expectations: [],
})

/** Deployed ten minutes ago. */
function watching(windowMs: number, phases: readonly Phase[]): Model {
  const model = aModel({ signals: [] })
  return {
    ...model,
    profile: { ...model.profile, phases },
    deployment: { ...model.deployment, at: NOW - 10 * MINUTE, windowMs },
  }
}

describe('the window as a line', () => {
  it.each([
    ['two days', 48 * HOUR, ' 48h'],
    ['an hour and a half', 90 * MINUTE, ' 1h30m'],
    ['twenty minutes', 20 * MINUTE, ' 20m'],
  ])('says how long it is: %s', (_, windowMs, end) => {
    const text = plainText(rulerRow(watching(windowMs, []), 30))
    expect([text.length, text.endsWith(end)]).toEqual([30, true])
  })
})

describe('the phase', () => {
  it.each([
    [phase(0, 2 * HOUR), 'First 0–2 h'],
    [phase(5 * MINUTE, 20 * MINUTE), 'First 5m–20m'],
    [phase(5 * MINUTE, 2 * HOUR), 'First 5m–2h'],
  ])('has its ends as people say them', (one, text) => {
    expect(plainText(phaseSpan(watching(48 * HOUR, [one])))).toBe(text)
  })
})
