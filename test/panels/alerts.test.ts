import { describe, expect, it } from 'vitest'
import type { SourceState } from '../../src/core/model.ts'
import type { AlertsConfig } from '../../src/panels/alerts/config.ts'
import { judgePanel } from '../../src/panels/panel.ts'
import { aFailure, aModel, anAlert, NOW } from '../support/model.ts'
import { drawnText, summaryText, textIn } from '../support/panel.ts'

const config: AlertsConfig = { id: 'alerts', kind: 'alerts', title: 'Alerts', source: 'am' }
const modelOf = (source: Partial<Omit<SourceState, 'config'>> & { enabled?: boolean }) =>
  aModel({ signals: [], sources: { am: source } })

const FIRING = [
  anAlert('QueueBacklog', { startsAt: NOW - 11 * 60_000, labels: { queue: 'llm', job: 'celery' } }),
  anAlert('HighResponseTime', {
    severity: 'critical',
    labels: { mode: 'balanced', job: 'app' },
    summary: 'p95 above 3.2 s',
  }),
  anAlert('HighResponseTime', {
    severity: 'critical',
    labels: { mode: 'fast', job: 'app' },
    startsAt: NOW - 30_000,
  }),
  anAlert('Deployed', { severity: 'info' }),
  anAlert('Quiet', { state: 'silenced' }),
  anAlert('Quieter', { state: 'inhibited' }),
]
const DOWN = {
  failure: aFailure('http://localhost:9093 refused the connection'),
  failingSince: NOW - 200_000,
}

describe('alerts', () => {
  it.each([
    ['none', { alerts: [] }, 'ok'],
    ['silenced ones', { alerts: [anAlert('a', { state: 'silenced' })] }, 'ok'],
    ['information', { alerts: [anAlert('a', { severity: 'info' })] }, 'ok'],
    ['a warning', { alerts: [anAlert('a')] }, 'warn'],
    ['an unknown severity', { alerts: [anAlert('a', { severity: 'purple' })] }, 'warn'],
    ['a critical one', { alerts: FIRING }, 'crit'],
    ['a source that is down', { ...DOWN, alerts: [], answeredAt: NOW - 205_000 }, 'stale'],
    ['a source that never answered', { ...DOWN, alerts: null, answeredAt: null }, 'unknown'],
    ['a source that was not asked', { alerts: null, answeredAt: null }, 'unknown'],
    ['a source that knows no alerts', { alerts: null }, 'unknown'],
    ['an answer of long ago', { alerts: [], answeredAt: NOW - 60_000 }, 'stale'],
    ['a source switched off', { alerts: null, enabled: false }, 'unknown'],
  ] as const)('%s', (_, source, level) => expect(judgePanel(config, modelOf(source)).level).toBe(level))

  it('shows the worst first, and what tells them apart', () => {
    const model = modelOf({ alerts: FIRING })
    expect(drawnText(config, model, 80)).toMatchInlineSnapshot(`
      "✖ HighResponseTime  fast       30 s
      ✖ HighResponseTime  balanced    4 m  p95 above 3.2 s
      ▲ QueueBacklog      llm        11 m
      ● Deployed                      4 m
      · 2 silenced"
    `)
    expect(drawnText(config, model, 40)).toMatchInlineSnapshot(`
      "✖ HighResponseTime  fast       30 s
      ✖ HighResponseTime  balanced    4 m
      ▲ QueueBacklog      llm        11 m
      ● Deployed                      4 m
      · 2 silenced"
    `)
    expect(drawnText(config, model, 24)).toMatchInlineSnapshot(`
      "✖ HighResponseTime
      ✖ HighResponseTime
      ▲ QueueBacklog
      ● Deployed
      · 2 silenced"
    `)
    expect(drawnText(config, model, 40, 2)).toMatchInlineSnapshot(`
      "✖ HighResponseTime  fast       30 s
      +3 more  ✖ 1  ▲ 1  ● 1"
    `)
    expect(summaryText(config, model, 60)).toMatchInlineSnapshot(`"HighResponseTime fast 30 s   +2 more"`)
  })

  it('says "no alerts" only where that is known', () => {
    expect(drawnText(config, modelOf({ alerts: [] }), 40)).toBe('no alerts firing')
    for (const source of [{ ...DOWN, alerts: [] }, { alerts: null, answeredAt: null }, { enabled: false }]) {
      expect(drawnText(config, modelOf(source), 80)).not.toContain('no alerts')
      expect(summaryText(config, modelOf(source), 80)).not.toContain('no alerts')
    }
  })

  it('keeps the alerts of the last answer, dimmed, while the source is down', () => {
    const model = modelOf({ ...DOWN, answeredAt: NOW - 205_000, alerts: FIRING.slice(0, 2) })
    expect(drawnText(config, model, 80)).toMatchInlineSnapshot(`
      "◌ STALE 3m25s  unknown since 13:59: http://localhost:9093 refused the connection
      ◌ HighResponseTime  balanced    4 m  p95 above 3.2 s
      ◌ QueueBacklog      llm        11 m
      · as of the last answer"
    `)
    expect(textIn(config, model, 'crit')).toEqual([])
    expect(textIn(config, model, 'stale')).toContain('HighResponseTime')
  })

  it('says what is switched off, and what is not there', () => {
    expect(drawnText(config, modelOf({ enabled: false }), 60)).toMatchInlineSnapshot(
      `"○ OFF  the source am is switched off in the profile"`,
    )
    expect(drawnText({ ...config, source: 'nosuch' }, modelOf({}), 60)).toMatchInlineSnapshot(
      `"? UNKNOWN  the profile has no source "nosuch""`,
    )
  })
})
