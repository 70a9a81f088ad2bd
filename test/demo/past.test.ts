import { describe, expect, it } from 'vitest'
import { createPlatform } from '../../src/demo/platform.ts'
import { parseExposition } from './exposition.ts'

const START_AGE_SECONDS = 3_600

describe('the past of the demo', () => {
  const now = Date.parse('2026-11-25T14:00:00Z')
  const options = { seed: 7, scenario: 'calm', speed: 1, startAgeSeconds: START_AGE_SECONDS } as const

  it('leads from the deployment to what the living platform begins with', async () => {
    const platform = createPlatform({ ...options, now: () => now })
    const past = await platform.past()
    expect(past.at(0)?.at).toBe(platform.deployedAt.getTime())
    expect(past.at(-1)?.at).toBe(now)
    expect(past.at(-1)?.body).toBe(await platform.metrics.expose())
  })

  it('is dense enough for windows of five minutes, and never goes back', async () => {
    const past = await createPlatform({ ...options, now: () => now }).past()
    const steps = past.slice(1).map(({ at }, i) => ({ at, stepMs: at - (past[i]?.at ?? 0) }))
    expect(steps.filter(({ stepMs }) => stepMs <= 0 || stepMs > 60_000)).toEqual([])
    expect(steps.filter(({ at, stepMs }) => at > now - 15 * 60_000 && stepMs > 10_000)).toEqual([])
  })

  it('counts up', async () => {
    const past = await createPlatform({ ...options, now: () => now }).past()
    const totals = past.map(({ body }) =>
      parseExposition(body)
        .filter(({ name }) => name === 'http_requests_total')
        .reduce((sum, { value }) => sum + value, 0),
    )
    expect(totals).toEqual(totals.toSorted((a, b) => a - b))
    expect(totals.at(-1)).toBeGreaterThan(totals[0] ?? Number.NaN)
  })
})
