import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { ScaleChange } from '../../src/actions/change.ts'
import { recordsOf } from '../../src/actions/entry.ts'
import { countsBetween } from '../../src/actions/scale.ts'
import type { Sight } from '../../src/runner/evidence.ts'
import { goOn } from '../../src/runner/gradual.ts'
import { planned, prepared } from '../actions/given.ts'
import { openStand, type Script, type Stand } from './given.ts'

let stand: Stand | null = null
afterEach(async () => {
  await stand?.remove()
  stand = null
})

const to = (count: number): ScaleChange => ({ kind: 'scale', by: 'stack', to: { app: count } })
const OK: Sight = { title: 'p95', kind: 'reached', words: 'ok' }
const BAD: Sight = { title: 'p95', kind: 'not-yet', words: 'still 3.3 s' }
const BLIND: Sight = { title: 'p95', kind: 'no-evidence', words: 'no data' }

describe('a gradual way down', () => {
  it.each<[from: number, to: number, counts: readonly number[]]>([
    [5, 2, [4, 3, 2]],
    [2, 1, [1]],
    [2, 4, [4]],
  ])('from %i to %i goes by %j', (from, target, counts) =>
    expect(countsBetween(from, target)).toEqual(counts),
  )

  it.each<[name: string, sights: readonly Sight[], ends: readonly string[], commits: number]>([
    ['goes on while its signals are level', [OK], ['verified', 'verified'], 2],
    ['stops by itself when one is not', [BAD], ['declined'], 0],
    ['stops by itself when one can not be read', [BLIND], ['declined'], 0],
  ])('%s', async (_, sights, ends, commits) => {
    const script: Script = { sights: [sights] }
    stand = await openStand(script)
    const { means } = stand
    const target = `api ${randomUUID()}`
    const executor = {
      ...means.executor,
      prepare: () => ({ ok: true, prepared: prepared({ target }) }) as const,
    }
    const plan = planned({
      prepared: prepared({ target }),
      verify: [{ signal: 'p95', only: [], within: 60_000, for: 0 }],
      afterwards: { changes: [to(3), to(2)], pauseMs: 60_000 },
    })
    await goOn(plan, { ...means, executor, executorOf: () => executor })
    const read = await stand.journal.read()
    const records = read.ok ? recordsOf(read.chain.lines) : []
    expect(records.map(({ stage }) => stage)).toEqual(ends)
    expect(stand.commits()).toBe(commits)
  })
})
