import * as z from 'zod'
import type { Alert, Silence } from '../../core/alert.ts'
import type { Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { Finding, PollResult, Source } from '../../core/source.ts'
import type { EpochMs } from '../../core/time.ts'
import { failure } from '../http/classify.ts'
import { createHttpClient } from '../http/client.ts'
import { type Deadline, openDeadline } from '../http/deadline.ts'
import { parseJson } from '../http/json.ts'
import { skewOf, type Timing } from '../http/skew.ts'
import { statusFailure } from '../http/status.ts'
import type { Environment } from '../secret/read.ts'
import { readAlerts, readSilences } from './answer.ts'
import { ALERTMANAGER_FIELDS, type AlertmanagerConfig } from './config.ts'
import { countAlerts } from './readings.ts'

export type AlertmanagerSourceOptions = {
  readonly id: string
  readonly config: AlertmanagerConfig
  readonly signals: readonly SignalConfig[]
  readonly now: () => EpochMs
  readonly env: Environment
}

/** Severities are a handful of words; a bound for those who put something else into the label. */
const MOST_SEVERITIES = 32

type AlertsResult =
  | {
      readonly ok: true
      readonly alerts: readonly Alert[]
      /** Why it is not known who silenced what; empty where it is, or nothing is silenced. */
      readonly warnings: readonly string[]
      readonly timing: Timing
    }
  | { readonly ok: false; readonly failure: Failure }

/** The alerts of an Alertmanager that its filter lets through, and counts of them. */
export function createAlertmanagerSource({
  id,
  config,
  signals,
  now,
  env,
}: AlertmanagerSourceOptions): Source {
  const client = createHttpClient({ settings: config, env, now })
  const query = new URLSearchParams({
    active: 'true',
    silenced: 'true',
    inhibited: 'true',
    unprocessed: 'true',
  })
  for (const matcher of config.filter) query.append('filter', matcher)
  const severities = new Set<string>()

  async function fetchAlerts(signal: AbortSignal): Promise<AlertsResult> {
    const deadline = openDeadline(config.deadline, signal)
    const result = await fetchUnder(deadline)
    deadline.close()
    return result
  }

  async function fetchUnder(deadline: Deadline): Promise<AlertsResult> {
    const result = await client.request({ path: `/api/v2/alerts?${query}`, deadline })
    if (!result.ok) return result
    const refusal = statusFailure(result.answer)
    if (refusal !== null) return { ok: false, failure: explained(refusal) }
    const json = parseJson(result.answer)
    if (!json.ok) return json
    const alerts = readAlerts(json.json)
    if (alerts !== null) {
      const timing = result.answer
      if (!alerts.some(({ state }) => state === 'silenced')) return { ok: true, alerts, warnings: [], timing }
      const silences = await fetchSilences(deadline)
      if (typeof silences === 'string') return { ok: true, alerts, warnings: [silences], timing }
      return { ok: true, alerts: readAlerts(json.json, silences) ?? alerts, warnings: [], timing }
    }
    const message = `${result.answer.subject} gave no list of alerts`
    return {
      ok: false,
      failure: failure('garbage', message, 'is that the address of an Alertmanager with the v2 API?'),
    }
  }

  /** The silences, or why they are not known: who is quiet is known without them. */
  async function fetchSilences(deadline: Deadline): Promise<readonly Silence[] | string> {
    const unknown = 'who silenced what is not known: '
    const result = await client.request({ path: '/api/v2/silences', deadline })
    if (!result.ok) return `${unknown}${result.failure.message}`
    const refusal = statusFailure(result.answer)
    if (refusal !== null) return `${unknown}${refusal.message}`
    const json = parseJson(result.answer)
    if (!json.ok) return `${unknown}${json.failure.message}`
    return readSilences(json.json) ?? `${unknown}${result.answer.subject} gave no list of silences`
  }

  /** What Alertmanager calls a bad request is a bad filter: nothing else of the request is ours to choose. */
  function explained(refusal: Failure): Failure {
    if (refusal.kind !== 'bad-request') return refusal
    return { ...refusal, hint: `check filter in the profile: ${sanitise(config.filter.join(' '), 120)}` }
  }

  async function poll(signal: AbortSignal): Promise<PollResult> {
    const result = await fetchAlerts(signal)
    if (!result.ok) return result
    const { alerts, warnings, timing } = result
    const measuredAt = timing.receivedAt - timing.cachedMs
    const readings = signals.flatMap((each) => countAlerts(each, alerts, severities, measuredAt))
    for (const { severity } of alerts) if (severities.size < MOST_SEVERITIES) severities.add(severity)
    return { ok: true, readings, alerts, warnings, skewMs: skewOf(timing) }
  }

  async function examine(signal: AbortSignal): Promise<readonly Finding[]> {
    const subject = new URL(config.url).origin
    const result = await fetchAlerts(signal)
    if (!result.ok) {
      const { message, hint } = result.failure
      return [{ subject, outcome: 'failed', message, hint }]
    }
    const { alerts } = result
    const active = alerts.filter(({ state }) => state === 'active').length
    const server: Finding = {
      subject,
      outcome: 'ok',
      message: `answers (${await version(signal)}), ${alerts.length} alerts, ${active} of them active`,
      hint: '',
    }
    return [server, ...signals.flatMap((each) => examineSignal(each, alerts, now()))]
  }

  async function version(signal: AbortSignal): Promise<string> {
    const deadline = openDeadline(config.deadline, signal)
    const result = await client.request({ path: '/api/v2/status', deadline })
    deadline.close()
    const json = result.ok ? parseJson(result.answer) : null
    const status = statusSchema.safeParse(json?.ok ? json.json : null)
    return status.success
      ? `version ${sanitise(status.data.versionInfo.version, 40)}`
      : 'it does not tell its version'
  }

  return { id, kind: config.kind, poll, fill: null, examine, close: client.close }
}

const statusSchema = z.object({ versionInfo: z.object({ version: z.string() }) })

function examineSignal(signal: SignalConfig, alerts: readonly Alert[], now: EpochMs): Finding[] {
  return countAlerts(signal, alerts, new Set(), now).map(({ labels, sample }): Finding => {
    const subject = [signal.id, ...Object.values(labels)].join('.')
    if (sample.kind === 'value') return { subject, outcome: 'ok', message: String(sample.value), hint: '' }
    // Severities of which no alert is active are nothing to mend.
    if (signal.label === 'severity') return { subject, outcome: 'ok', message: sample.reason, hint: '' }
    return { subject, outcome: 'failed', message: sample.reason, hint: FIELDS_HINT }
  })
}

const FIELDS_HINT = `the fields are ${ALERTMANAGER_FIELDS.join(', ')}`
