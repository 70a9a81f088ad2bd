import { z } from 'zod'
import { ageOf, type Reading } from '../../core/sample.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { Finding } from '../../core/source.ts'
import { type EpochMs, formatRoughly } from '../../core/time.ts'
import { formatValue } from '../../core/units.ts'
import type { HttpClient } from '../http/client.ts'
import { type Deadline, openDeadline } from '../http/deadline.ts'
import { parseJson } from '../http/json.ts'
import { statusFailure } from '../http/status.ts'
import { ask } from './api.ts'
import type { PrometheusConfig } from './config.ts'
import { explainEmptiness } from './emptiness.ts'
import { freshMemory, poll } from './poll.ts'
import type { Question } from './question.ts'

/** Asks each question by itself and says what is wrong with it; a server that can't be reached is said once. */
export async function examine(
  client: HttpClient,
  config: PrometheusConfig,
  questions: readonly Question[],
  now: () => EpochMs,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const server = await within(config, signal, (deadline) => examineServer(client, config, deadline))
  if (server.outcome === 'failed') return [server]
  const findings = [server]
  for (const question of questions) {
    findings.push(
      await within(config, signal, (deadline) => examineQuestion(client, question, now, deadline)),
    )
  }
  return findings
}

async function within<T>(
  { deadline: totalMs }: PrometheusConfig,
  signal: AbortSignal,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  const deadline = openDeadline(totalMs, signal)
  try {
    return await work(deadline)
  } finally {
    deadline.close()
  }
}

const buildinfo = z.object({ data: z.object({ version: z.string() }) })

async function examineServer(
  client: HttpClient,
  { url }: PrometheusConfig,
  deadline: Deadline,
): Promise<Finding> {
  const subject = sanitise(new URL(url).origin)
  const result = await client.request({ path: '/api/v1/status/buildinfo', deadline })
  const failure = result.ok ? statusFailure(result.answer) : result.failure
  // Servers that merely speak the API may not have this page.
  if (failure !== null && failure.kind !== 'not-found') return failed(subject, failure.message, failure.hint)
  const time = await ask(client, 'vector(time())', { kind: 'now' }, deadline)
  if (time.kind === 'failed') return failed(subject, time.failure.message, time.failure.hint)
  const json = result.ok ? parseJson(result.answer) : null
  const info = buildinfo.safeParse(json?.ok ? json.json : null)
  const version = info.success
    ? `version ${sanitise(info.data.data.version, 40)}`
    : 'it does not tell its version'
  return ok(subject, `answers (${version})`)
}

async function examineQuestion(
  client: HttpClient,
  question: Question,
  now: () => EpochMs,
  deadline: Deadline,
): Promise<Finding> {
  const { signal, expression, query } = question
  if (expression.mistake !== null) {
    const { line, column, message } = expression.mistake
    const where = query.includes('\n') ? `line ${line}, column ${column}` : `column ${column}`
    const answer = await ask(client, query, { kind: 'now' }, deadline)
    // Dialects such as MetricsQL know more than PromQL: the server decides.
    if (answer.kind !== 'data') return failed(signal.id, `${where}: ${message}`, 'mend the query')
  }
  const result = await poll(client, [question], freshMemory(), deadline)
  if (!result.ok) return failed(signal.id, result.failure.message, result.failure.hint)
  const none = result.readings.find(({ sample }) => sample.kind !== 'value')
  if (none === undefined) return withValues(question, result.readings, now())
  if (none.sample.kind === 'absent' && signal.isOptional)
    return ok(signal.id, `${none.sample.reason}; it is optional`)
  if (none.sample.kind !== 'value' && none.sample.reason.includes('returned no series')) {
    return failed(signal.id, ...(await explainEmptiness(client, question, deadline)))
  }
  const reason = none.sample.kind === 'value' ? '' : none.sample.reason
  return result.readings.length > 1
    ? {
        subject: signal.id,
        outcome: 'warn',
        message: `${shown(none, question)}: ${reason}`,
        hint: 'a part has no value',
      }
    : failed(signal.id, reason, 'try the query in the page of Prometheus')
}

function withValues(question: Question, readings: readonly Reading[], now: EpochMs): Finding {
  const { signal } = question
  const { label } = signal
  const there = new Set(readings.map(({ labels }) => (label === null ? '' : labels[label])))
  const missing = signal.expect.filter((value) => !there.has(value))
  const values = readings
    .slice(0, 6)
    .map((reading) => shown(reading, question))
    .join(', ')
  if (missing.length > 0) {
    const message = `no series for ${label}=${missing.join(', ')}; there is ${values}`
    return {
      subject: signal.id,
      outcome: 'warn',
      message,
      hint: 'correct expect, or look why it does not report',
    }
  }
  const oldestMs = Math.max(...readings.map(({ sample }) => ageOf(sample, now)))
  if (oldestMs > signal.staleAfterMs) {
    const message = `${values}, but the newest sample is ${formatRoughly(oldestMs)} old`
    return {
      subject: signal.id,
      outcome: 'warn',
      message,
      hint: 'is its target still scraped? see /targets there',
    }
  }
  return ok(signal.id, readings.length > 6 ? `${values} and ${readings.length - 6} more` : values)
}

function shown({ labels, sample }: Reading, { signal }: Question): string {
  const key = signal.label === null ? '' : `${labels[signal.label] ?? '?'} `
  if (sample.kind !== 'value') return key.trim()
  return key + (typeof sample.value === 'number' ? formatValue(sample.value, signal.unit) : sample.value)
}

const ok = (subject: string, message: string): Finding => ({ subject, outcome: 'ok', message, hint: '' })
const failed = (subject: string, message: string, hint: string): Finding => ({
  subject,
  outcome: 'failed',
  message,
  hint,
})
