import type { Reading } from '../../core/sample.ts'
import { sanitise } from '../../core/sanitise.ts'
import { instanceId } from '../../core/signal.ts'
import type { Finding } from '../../core/source.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { formatValue } from '../../core/units.ts'
import type { HttpClient } from '../http/client.ts'
import { openDeadline } from '../http/deadline.ts'
import type { Endpoint, Reader } from './endpoint.ts'
import { fetchEndpoint, readAnswer, refusalOf } from './read.ts'

/** GETs each endpoint by itself, with the whole deadline, and says what every signal finds in its answer. */
export async function examine(
  client: HttpClient,
  deadlineMs: DurationMs,
  endpoints: readonly Endpoint[],
  now: () => EpochMs,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  for (const endpoint of endpoints) {
    const deadline = openDeadline(deadlineMs, signal)
    const result = await fetchEndpoint(client, endpoint, deadline)
    deadline.close()
    const subject = sanitise(endpoint.path, 80)
    if (!result.ok) {
      const { message, hint } = result.failure
      findings.push({ subject, outcome: 'failed', message, hint })
      continue
    }
    const tookMs = result.timing.receivedAt - result.timing.sentAt
    const status = result.refusal === null ? '' : `, with status ${result.status}`
    findings.push({
      subject,
      outcome: 'ok',
      message: `answers in ${Math.round(tookMs)} ms${status}`,
      hint: '',
    })
    for (const reader of endpoint.readers) {
      const readings = readAnswer(reader, result.json, now())
      const refusal = refusalOf(result, readings)
      if (refusal !== null) {
        const { message, hint } = refusal
        findings.push({ subject: subjectOf(reader), outcome: 'failed', message, hint })
        continue
      }
      findings.push(...readings.map((reading) => findingOf(reader, reading)), ...missingOf(reader, readings))
    }
  }
  return findings
}

const subjectOf = ({ signal, key }: Reader): string => instanceId(signal.id, key ?? '')

function findingOf({ signal, pick }: Reader, { labels, sample }: Reading): Finding {
  const key = signal.label === null ? '' : (labels[signal.label] ?? '')
  const subject = instanceId(signal.id, key)
  if (sample.kind !== 'value') {
    return { subject, outcome: 'failed', message: sample.reason, hint: `correct pick: ${sanitise(pick, 80)}` }
  }
  const value = typeof sample.value === 'number' ? formatValue(sample.value, signal.unit) : sample.value
  return { subject, outcome: 'ok', message: value, hint: '' }
}

function missingOf({ signal, key }: Reader, readings: readonly Reading[]): Finding[] {
  const { label } = signal
  if (label === null || key !== null) return []
  const there = new Set(readings.map(({ labels }) => labels[label]))
  return signal.expect
    .filter((value) => !there.has(value))
    .map((value) => ({
      subject: instanceId(signal.id, value),
      outcome: 'warn',
      message: `the answer has no ${label} ${value}`,
      hint: 'correct expect, or look why it is not there',
    }))
}
