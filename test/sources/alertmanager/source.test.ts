import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { alertLevel } from '../../../src/core/alert.ts'
import type { SignalConfig } from '../../../src/core/signal.ts'
import type { Source } from '../../../src/core/source.ts'
import { readAlerts } from '../../../src/sources/alertmanager/answer.ts'
import { alertmanagerConfig } from '../../../src/sources/alertmanager/config.ts'
import { createAlertmanagerSource } from '../../../src/sources/alertmanager/source.ts'
import { eventually } from '../../support/eventually.ts'
import { isMissing, type RunningProgram, startAlertmanager } from '../../support/processes.ts'
import { signalOf } from '../../support/signals.ts'
import { serveWeb } from '../../support/web.ts'

const never = new AbortController().signal
const read = (name: string): string =>
  readFileSync(new URL(`../../fixtures/alertmanager/${name}.json`, import.meta.url), 'utf8')
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const field = (name: string, part: Partial<SignalConfig> = {}): SignalConfig =>
  signalOf(name, { read: { by: 'field', field: name }, ...part })
const SIGNALS = [
  field('active'),
  field('silenced'),
  field('active_by_severity', { label: 'severity', expect: ['critical', 'warning'] }),
]

function sourceAt(
  url: string,
  filter: readonly string[] = [],
  signals: readonly SignalConfig[] = SIGNALS,
): Source {
  const config = alertmanagerConfig.parse({ kind: 'alertmanager', url, filter })
  const source = createAlertmanagerSource({ id: 'am', config, signals, now: Date.now, env: {} })
  closers.push(source.close)
  return source
}

async function valuesOf(source: Source): Promise<Record<string, unknown>> {
  const result = await source.poll(never)
  if (!result.ok) return { [result.failure.kind]: result.failure.message }
  return Object.fromEntries(
    result.readings.map(({ signal, labels, sample }) => [
      [signal, ...Object.values(labels)].join(' '),
      sample.kind === 'value' ? sample.value : sample.reason,
    ]),
  )
}

describe('alerts as captured', () => {
  it('are counted', async () => {
    const web = await serveWeb(() => ({ body: read('alerts-silenced') }))
    closers.push(web.close)
    expect(await valuesOf(sourceAt(web.url))).toEqual({
      active: 3,
      silenced: 1,
      'active_by_severity critical': 0,
      'active_by_severity warning': 1,
      'active_by_severity info': 2,
    })
  })

  it('without a severity are warnings, not harmless', () => {
    const [
      {
        labels: { severity: _, ...labels },
        ...raw
      },
    ] = JSON.parse(read('alerts-silenced'))
    const [alert] = readAlerts([{ ...raw, labels }]) ?? []
    expect(alert && [alert.severity, alertLevel(alert)]).toEqual(['unknown', 'warn'])
  })

  it('are told with state, summary and runbook', () => {
    const alerts = readAlerts(JSON.parse(read('alerts-silenced')))
    expect(alerts?.map(({ name, severity, state }) => `${name} ${severity} ${state}`)).toEqual([
      'HighTTFT warning active',
      'HostileAnnotations info active',
      'TargetDown critical silenced',
      'HostileAnnotations info active',
    ])
    expect(alerts?.[0]).toMatchObject({
      summary: 'p95 TTFT is 1.81s',
      startsAt: Date.UTC(2026, 10, 23, 7, 13, 58, 258),
    })
    expect(alerts?.[2]?.runbookUrl).toBe('http://localhost/runbooks/target-down')
  })

  it('come out harmless', () => {
    const raw = JSON.parse(read('alerts'))
    raw[0].labels.alertname = '\u001b]0;owned\u0007'
    raw[0].annotations = { summary: 'a\nb', runbook_url: 'javascript:alert(1)' }
    const alert = readAlerts(raw)?.[0]
    expect(alert?.name).toBe('\\x1b]0;owned\\x07')
    expect([alert?.summary, alert?.runbookUrl]).toEqual(['a\\nb', null])
  })

  it.each([
    ['no list', { data: [] }],
    ['a list of something else', [{ hello: 1 }]],
    [
      'an alert without a date',
      [{ fingerprint: 'a', startsAt: 'soon', labels: {}, status: { state: 'active' } }],
    ],
  ])('are not made of %s', (_what, json) => {
    expect(readAlerts(json)).toBeNull()
  })
})

describe('an Alertmanager that', () => {
  it('has no alerts has none active', async () => {
    const web = await serveWeb(() => ({ body: '[]' }))
    closers.push(web.close)
    const signals = [
      ...SIGNALS.slice(0, 2),
      field('active_by_severity', { label: 'severity' }),
      field('nonsense'),
    ]
    expect(await valuesOf(sourceAt(web.url, [], signals))).toEqual({
      active: 0,
      silenced: 0,
      active_by_severity: 'no data: no alert is active, so there is no severity',
      nonsense: 'no data: an alertmanager has no field "nonsense"',
    })
  })

  it('forgets a severity tells 0 of it', async () => {
    let body = read('alerts')
    const web = await serveWeb(() => ({ body }))
    closers.push(web.close)
    const source = sourceAt(web.url)
    expect(await valuesOf(source)).toMatchObject({ 'active_by_severity info': 2 })
    body = '[]'
    expect(await valuesOf(source)).toMatchObject({ 'active_by_severity info': 0 })
  })

  it('rejects the filter says so', async () => {
    const web = await serveWeb(() => ({ status: 400, body: read('error-400-bad-filter') }))
    closers.push(web.close)
    const result = await sourceAt(web.url, ['{{']).poll(never)
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: 'bad-request',
        message: expect.stringContaining('bad matcher format'),
        hint: 'check filter in the profile: {{',
      },
    })
    expect(web.requests[0]?.query.getAll('filter')).toEqual(['{{'])
  })

  it('is another server is found out', async () => {
    const web = await serveWeb(() => ({ body: '{"status":"success"}' }))
    closers.push(web.close)
    expect(await valuesOf(sourceAt(web.url))).toEqual({
      garbage: `${web.url}/api/v2/alerts gave no list of alerts`,
    })
  })
})

describe.skipIf(isMissing('alertmanager'))('a real Alertmanager', () => {
  let program: RunningProgram
  beforeAll(async () => {
    program = await startAlertmanager()
    const alert = (name: string, severity: string) => ({
      labels: { alertname: name, severity },
      annotations: { summary: `${name} is up` },
    })
    const post = (path: string, body: unknown) =>
      fetch(program.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    await post('/api/v2/alerts', [alert('A', 'critical'), alert('B', 'warning'), alert('C', 'critical')])
    await post('/api/v2/silences', {
      matchers: [{ name: 'alertname', value: 'B', isRegex: false }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 600_000).toISOString(),
      createdBy: 'test',
      comment: 'test',
    })
  })
  afterAll(() => program.stop())

  it('is counted', async () => {
    const source = sourceAt(program.url)
    const expected = {
      active: 2,
      silenced: 1,
      'active_by_severity critical': 2,
      'active_by_severity warning': 0,
    }
    await eventually(async () => expect(await valuesOf(source)).toEqual(expected))
    const result = await source.poll(never)
    expect(result.ok && result.alerts?.find(({ name }) => name === 'B')).toMatchObject({ state: 'silenced' })
    expect(result.ok && Math.abs(result.skewMs ?? 9e9)).toBeLessThan(1_500)
  })

  it('filters', async () => {
    expect(await valuesOf(sourceAt(program.url, ['severity="warning"']))).toMatchObject({
      active: 0,
      silenced: 1,
    })
    expect(await valuesOf(sourceAt(program.url, ['{{']))).toMatchObject({
      'bad-request': expect.stringContaining('400'),
    })
  })

  it('is examined', async () => {
    const findings = await sourceAt(program.url).examine(never)
    expect(findings[0]?.message).toMatch(/^answers \(version 0\.\d+\.\d+\S*\), 3 alerts, 2 of them active$/)
    expect(findings.map(({ subject }) => subject)).toContain('active_by_severity.critical')
  })
})

describe('silences', () => {
  const silences = JSON.stringify([
    {
      id: 'aa400967-134a-419a-a504-77c2bb273f05',
      createdBy: 'kim\u001b[8m',
      comment: 'maintenance',
      endsAt: '2026-11-23T09:25:01.000Z',
    },
  ])
  const silencedIn = async (source: Source) => {
    const result = await source.poll(never)
    if (!result.ok) throw new Error(result.failure.message)
    const silenced = result.alerts?.find(({ state }) => state === 'silenced')
    return { silences: silenced?.silences, warnings: result.warnings }
  }

  it('are told with the alerts they hold back', async () => {
    const web = await serveWeb(({ path }) => ({
      body: path.startsWith('/api/v2/silences') ? silences : read('alerts-silenced'),
    }))
    closers.push(web.close)
    const { silences: told, warnings } = await silencedIn(sourceAt(web.url))
    expect(warnings).toEqual([])
    expect(told).toMatchObject([{ comment: 'maintenance', endsAt: Date.parse('2026-11-23T09:25:01Z') }])
    expect(told?.[0]?.createdBy).not.toContain('\u001b')
  })

  it('are not asked for where nothing is silenced', async () => {
    const asked: string[] = []
    const web = await serveWeb(({ path }) => {
      asked.push(path)
      return { body: read('alerts-active-only') }
    })
    closers.push(web.close)
    await sourceAt(web.url).poll(never)
    expect(asked).toHaveLength(1)
  })

  it('leave the answer PARTIAL where they are not told', async () => {
    const web = await serveWeb(({ path }) =>
      path.startsWith('/api/v2/silences') ? { status: 500, body: '' } : { body: read('alerts-silenced') },
    )
    closers.push(web.close)
    const { silences: told, warnings } = await silencedIn(sourceAt(web.url))
    expect(told).toEqual([])
    expect(warnings[0]).toMatch(/^who silenced what is not known: /)
  })
})
