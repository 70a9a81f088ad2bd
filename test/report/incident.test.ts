import { describe, expect, it } from 'vitest'
import { incidentLine } from '../../src/report/incident.ts'
import { openProfile, played } from '../ui/picture/given.ts'

describe('the line of an incident', () => {
  it('tells what, where, which release and when', async () => {
    const model = played(await openProfile(), 'breaker-open', { columns: 120, rows: 36 })
    expect(incidentLine(model)).toMatch(
      /^✖ CRIT balanced p95 3\.41 s ≥ 3\.2 s for 3 m · .+ · 5 more · Fragrance AI production · v0\.2\.0 T\+03:41 · 2026-03-14 14:02:31 UTC$/,
    )
  })

  it('says so where the deployment is not known', async () => {
    const model = played(await openProfile(), 'calm', { columns: 120, rows: 36 })
    const line = incidentLine({ ...model, deployment: { ...model.deployment, at: null, version: null } })
    expect(line).toMatch(/^● OK All \d+ signals ok.* · Fragrance AI production · T\+ unknown · 2026-/)
  })
})
