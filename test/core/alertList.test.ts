import { describe, expect, it } from 'vitest'
import { readMatcher } from '../../src/actions/order.ts'
import { silencingOf } from '../../src/core/acting/silence.ts'
import { listAlerts } from '../../src/core/alertList.ts'
import type { Model } from '../../src/core/model.ts'
import { update } from '../../src/core/update/update.ts'
import { aModel, anAlert, NOW } from '../support/model.ts'

const HOUR = 3_600_000
const action = {
  id: 'silence',
  title: 'Silence alerts',
  silences: 'alertmanager',
  inputs: [{ name: 'matchers', wanted: 'such as alertname=X', isList: true }],
}

function modelOf(alerts: readonly ReturnType<typeof anAlert>[], readOnly: string | null = null): Model {
  const model = aModel({ signals: [], sources: { alertmanager: { alerts } } })
  return {
    ...model,
    profile: { ...model.profile, actions: [action] },
    actions: { ...model.actions, readOnly },
    view: { ...model.view, page: 'alerts' },
  }
}

const press = (model: Model, key: string): Model =>
  update(model, { type: 'key', now: model.now, key, isBlind: false }).model

describe('the list of alerts', () => {
  it('has what fires by severity, newest first, then what is quiet, then what is over', () => {
    const model = aModel({
      signals: [],
      sources: {
        alertmanager: {
          alerts: [
            anAlert('quiet', { severity: 'critical', state: 'silenced' }),
            anAlert('old', { startsAt: NOW - HOUR }),
            anAlert('new'),
            anAlert('worst', { severity: 'critical', startsAt: NOW - HOUR }),
          ],
          resolved: [{ alert: anAlert('over', { severity: 'critical' }), goneAt: NOW - 1 }],
        },
      },
    })
    expect(listAlerts(model).map(({ alert }) => alert.name)).toEqual(['worst', 'new', 'old', 'quiet', 'over'])
  })
})

describe('Enter on the page of alerts', () => {
  const alert = anAlert('HighResponseTime', {
    labels: { service: 'app', alertname: 'HighResponseTime', path: 'a "b" c.d' },
  })

  it('asks why the alert in focus is to be silenced, with its matchers in place', () => {
    const { dialog } = press(modelOf([anAlert('Other', { severity: 'critical' }), alert]), 'down')
    expect(dialog).toBeNull()
    const asked = press(press(modelOf([anAlert('Other', { severity: 'critical' }), alert]), 'down'), 'enter')
    expect(asked.dialog).toMatchObject({
      kind: 'asking',
      subject: { kind: 'action', action: 'silence' },
      at: 1,
      fields: [
        { name: 'matchers', field: { text: 'alertname=HighResponseTime service=app path=~a..b..c\\.d' } },
        { name: 'note' },
      ],
    })
    expect(asked.view.zoom).toBeNull()
  })

  it('writes matchers that are read as they are meant', () => {
    const matchers =
      silencingOf(modelOf([alert]))
        ?.matchers.split(' ')
        .map(readMatcher) ?? []
    expect(matchers).toHaveLength(3)
    for (const matcher of matchers) {
      if (matcher === null) throw new Error('not a matcher')
      const text = alert.labels[matcher.name] ?? ''
      const fits = matcher.isRegex ? new RegExp(`^(?:${matcher.value})$`).test(text) : matcher.value === text
      expect(fits).toBe(true)
    }
  })

  it.each([
    ['what is quiet already', [anAlert('A', { state: 'silenced' })]],
    ['nothing', []],
  ])('does nothing about %s', (_, alerts) => {
    const model = modelOf(alerts)
    expect(press(model, 'enter')).toEqual(model)
  })

  it('says why where nothing may be changed', () => {
    expect(press(modelOf([alert], 'read-only'), 'enter').dialog).toMatchObject({
      kind: 'refused',
      reason: 'read-only',
    })
  })
})
