import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { entryOf } from '../../src/runner/act.ts'
import { endRunner } from '../../src/runner/force.ts'
import { handOver } from '../../src/runner/handOver.ts'
import { planned, prepared } from '../actions/given.ts'
import { openTestJournal, type TestJournal } from '../journal/given.ts'

let test: TestJournal
beforeEach(async () => {
  test = await openTestJournal()
})
afterEach(() => test.remove())

async function confirmed() {
  const plan = planned({ prepared: prepared({ target: randomUUID() }) })
  await test.journal.append(entryOf(plan, 'planned', '', { plan }))
  await test.journal.append(entryOf(plan, 'confirmed', ''))
  return plan
}

describe('handing over', () => {
  it.each<[name: string, command: readonly string[]]>([
    ['a runner that is not there', ['/no/such/program']],
    ['a runner that ends at once', [process.execPath, '-e', '']],
  ])(
    '4, 31: %s has not started, and the journal lets it begin no more',
    async (_, command) => {
      const plan = await confirmed()
      const handed = await handOver(plan, join(test.folder, 'plan.json'), command, test.journal)
      expect(handed.kind).toBe('not-started')
      expect((await test.journal.append(entryOf(plan, 'intent', ''))).kind).toBe('refused')
    },
    20_000,
  )

  it('a runner that has written its intent has begun', async () => {
    const plan = await confirmed()
    const handing = handOver(plan, join(test.folder, 'plan.json'), [process.execPath, '-e', ''], test.journal)
    await test.journal.append(entryOf(plan, 'intent', ''))
    expect(await handing).toEqual({ kind: 'begun' })
  }, 20_000)
})

describe('19: forcing a lock', () => {
  it('ends no process but the one that wrote the entries of that very action', async () => {
    const plan = await confirmed()
    await test.journal.append(entryOf(plan, 'intent', ''))
    const read = await test.journal.read()
    const lines = read.ok ? read.chain.lines : []
    // The entries were written by this process, which is no runner of that plan.
    expect(await endRunner(plan.id, lines)).toEqual({
      ok: false,
      reason: `the runner of ${plan.id} is gone already`,
    })
    expect(await endRunner('000000000000', lines)).toMatchObject({ ok: false })
  })
})
