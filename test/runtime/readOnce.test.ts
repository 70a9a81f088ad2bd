import { describe, expect, it } from 'vitest'
import { readOnce } from '../../src/runtime/readOnce.ts'
import { answer, failure, LATENCY, M, profile, reading, S, signal, source, T0 } from '../core/given.ts'
import { type Puppet, prompt, puppet } from './given.ts'

const clock = { now: () => T0, monotonic: () => 0 }
const read = (sources: readonly Puppet[], override = null as { at: number; from: string } | null) =>
  readOnce(
    profile(
      [
        signal({ id: 'p95', source: 'a', rules: [LATENCY] }),
        signal({ id: 'load', source: 'b', title: 'load' }),
      ],
      [source({ id: 'a' }), source({ id: 'b' }), source({ id: 'off', enabled: false })],
    ),
    new Map(sources.map((each) => [each.id, each])),
    clock,
    override,
  )

describe('a snapshot', () => {
  it('reads every source once; the past makes "for" true in a single reading', async () => {
    const points = Array.from({ length: 20 }, (_, i) => ({ at: T0 - (20 - i) * 15 * S, value: 3.5 }))
    const past = puppet('a', {
      poll: async () => answer([reading(3.5, T0, {}, 'p95')]),
      fill: async () => ({ ok: true, histories: [{ signal: 'p95', labels: {}, points }] }),
    })
    const model = await read([past, prompt('b', () => answer([reading(1, T0, {}, 'load')])), puppet('off')])
    const verdictOf = (id: string) => model.signals.get(id)?.instances.get('')?.verdict
    expect(verdictOf('p95')).toMatchObject({
      level: 'crit',
      since: T0 - 5 * M,
      reason: 'p95 3.50 s ≥ 3.2 s for 5 m',
    })
    expect(verdictOf('load')).toMatchObject({ level: 'ok', value: 1 })
  })

  it('says what could not be read, and shows the rest', async () => {
    const model = await read([
      prompt('a', () => failure({ message: 'refused' })),
      puppet('b', { poll: () => Promise.reject(new Error('no')) }),
    ])
    expect(model.sources.get('a')?.failure?.message).toBe('refused')
    expect(model.sources.get('b')?.failure?.kind).toBe('garbage')
    expect(model.signals.get('p95')?.instances.get('')?.verdict).toMatchObject({
      level: 'unknown',
      reason: 'refused',
    })
  })

  it('is read from what stands in where a source gives no answer', async () => {
    const standsIn = { for: 'a', afterFailures: 3, backAfterMs: 5 * M, isWarm: false }
    const model = await readOnce(
      profile([signal({ source: 'a' })], [source({ id: 'a' }), source({ id: 'b', standsIn })]),
      new Map([
        ['a', prompt('a', () => failure({ message: 'refused' }))],
        ['b', prompt('b', () => answer([reading(2, T0)]))],
      ]),
      clock,
      null,
    )
    expect(model.signals.get('latency')?.instances.get('')?.verdict).toMatchObject({ level: 'ok', value: 2 })
  })

  it('knows the deployment that the command line names', async () => {
    const model = await read([prompt('a'), prompt('b')], { at: T0 - 5 * M, from: '--deployed-at' })
    expect(model.deployment).toMatchObject({ at: T0 - 5 * M, atFrom: '--deployed-at' })
  })
})
