import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Matcher, SilenceChange } from '../../src/actions/change.ts'
import type { Executor, Prepared } from '../../src/actions/executor.ts'
import { readMatcher } from '../../src/actions/order.ts'
import { createSilenceExecutor } from '../../src/actions/silence/executor.ts'
import { sameMatchers, whyTooWide } from '../../src/actions/silence/matchers.ts'
import { alertmanagerConfig } from '../../src/sources/alertmanager/config.ts'
import { isMissing, type RunningProgram, startAlertmanager } from '../support/processes.ts'

const NEVER = new AbortController().signal
const ATTEMPT = { key: 'k', folder: '/nowhere' }

const matchers = (...texts: string[]): Matcher[] =>
  texts.map((text) => {
    const matcher = readMatcher(text)
    if (matcher === null) throw new Error(text)
    return matcher
  })

describe('matchers', () => {
  it.each<[texts: string[], isTooWide: boolean]>([
    [['alertname=Slow'], false],
    [['service=~"worker-.*"'], false],
    [['alertname=~"Slow|Fast"'], false],
    [['alertname=~".*"'], true],
    [['alertname=~".+"'], true],
    [['alertname!="Slow"'], true],
    [['alertname!~"Slow"'], true],
    [['alertname=~"[^x]*"'], true],
    [['alertname=""'], true],
    [['alertname=~"("'], true],
    [['alertname=~".+"', 'service=app'], false],
    [[], true],
  ])('%j would silence everything: %s', (texts, isTooWide) => {
    expect(whyTooWide(matchers(...texts)) !== null).toBe(isTooWide)
  })

  it('are the same in whatever order', () => {
    expect(sameMatchers(matchers('a=1', 'b=2'), matchers('b=2', 'a=1'))).toBe(true)
    expect(sameMatchers(matchers('a=1'), matchers('a=~1'))).toBe(false)
  })
})

describe.skipIf(isMissing('alertmanager'))('silences of a real Alertmanager', () => {
  let alertmanager: RunningProgram
  beforeAll(async () => {
    alertmanager = await startAlertmanager()
    const alert = (alertname: string, service: string) => ({ labels: { alertname, service } })
    await fetch(`${alertmanager.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([alert('Slow', 'app'), alert('Slow', 'rl'), alert('Queue', 'llm')]),
    })
  }, 60_000)
  afterAll(() => alertmanager.stop())

  const changeOf = (over: Partial<SilenceChange>): SilenceChange => ({
    kind: 'silence',
    source: 'am',
    matchers: matchers('alertname=Slow'),
    durationMs: 3_600_000,
    comment: 'deploying',
    createdBy: 'kim',
    ...over,
  })
  const executorOf = (over: Partial<SilenceChange> = {}): Executor =>
    createSilenceExecutor({
      change: changeOf(over),
      settings: alertmanagerConfig.parse({ kind: 'alertmanager', url: alertmanager.url }),
      deadlineMs: 5_000,
      env: {},
      now: Date.now,
    })
  async function prepareOf(executor: Executor): Promise<Prepared | string> {
    const seen = await executor.observe(NEVER)
    if (!seen.ok) throw new Error(seen.failure.message)
    const result = executor.prepare(seen.observed)
    return result.ok ? result.prepared : result.refusal.reason
  }
  async function whole(executor: Executor): Promise<Prepared> {
    const prepared = await prepareOf(executor)
    if (typeof prepared === 'string') throw new Error(prepared)
    return prepared
  }
  const silences = async (): Promise<readonly { status: { state: string } }[]> =>
    (await fetch(`${alertmanager.url}/api/v2/silences`)).json() as Promise<[]>
  const active = async () => (await silences()).filter(({ status }) => status.state !== 'expired').length

  it('2: begin once, are found again, and end: each proved by reading', async () => {
    const begin = executorOf()
    const prepared = await whole(begin)
    expect(prepared).toMatchObject({
      affected: [expect.stringContaining('Slow'), expect.stringContaining('Slow')],
      cost: [{ name: 'alerts hidden now', value: '2 of 3' }],
    })
    expect((await begin.reconcile(prepared, ATTEMPT, NEVER)).kind).toBe('not-applied')
    expect((await begin.commit(prepared, ATTEMPT, NEVER)).kind).toBe('accepted')
    expect((await begin.reconcile(prepared, ATTEMPT, NEVER)).kind).toBe('applied')
    expect((await begin.check(prepared, NEVER)).kind).toBe('reached')
    expect(await active()).toBe(1)

    expect(await prepareOf(begin)).toMatch(/silenced already/)

    const end = executorOf({ kind: 'unsilence' })
    const ending = await whole(end)
    expect((await end.commit(ending, ATTEMPT, NEVER)).kind).toBe('accepted')
    expect((await end.check(ending, NEVER)).kind).toBe('reached')
    expect(await active()).toBe(0)
    expect(await prepareOf(end)).toMatch(/no silence says/)
  })

  it('never silence everything, and say so where all of today is hidden', async () => {
    expect(await prepareOf(executorOf({ matchers: matchers('alertname=~".+"') }))).toMatch(/everything/)
    const all = await whole(executorOf({ matchers: matchers('alertname=~"Slow|Queue"') }))
    expect(all.warnings).toEqual(['it hides every alert that there is now'])
  })

  it('3: are another target state once somebody else began the same', async () => {
    const comment = 'twice'
    const first = executorOf({ comment })
    const before = await first.observe(NEVER)
    await first.commit(await whole(first), ATTEMPT, NEVER)
    const after = await first.observe(NEVER)
    if (!before.ok || !after.ok) throw new Error('not read')
    expect(after.observed.fingerprint).not.toBe(before.observed.fingerprint)
  })

  it('a mistake of ours is told in the server’s own words', async () => {
    const broken = executorOf({ matchers: matchers('alertname=~"Slow("', 'service=app') })
    const seen = await broken.observe(NEVER)
    expect(seen).toMatchObject({ ok: false, failure: { kind: 'bad-request' } })
  })
})
