import * as z from 'zod'
import { sanitise } from '../../core/sanitise.ts'
import type { Finding } from '../../core/source.ts'
import type { EpochMs } from '../../core/time.ts'
import type { HttpClient } from '../http/client.ts'
import { type Deadline, openDeadline } from '../http/deadline.ts'
import { parseJson } from '../http/json.ts'
import { statusFailure } from '../http/status.ts'
import { examineReadings, failed, ok } from '../query/findings.ts'
import type { Question } from '../query/question.ts'
import { ask } from './api.ts'
import type { PrometheusConfig } from './config.ts'
import { freshMemory, poll } from './poll.ts'

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
  return examineReadings(question, result.readings, {
    now: now(),
    selectsNothing: (selector) => selectsNothing(client, selector, deadline),
    staleHint: 'is its target still scraped? see /targets there',
    noValueHint: 'try the query in the page of Prometheus',
  })
}

/** Whether the server says so; where it gives no answer, nothing is claimed. */
async function selectsNothing(client: HttpClient, selector: string, deadline: Deadline): Promise<boolean> {
  const answer = await ask(client, `count(${selector})`, { kind: 'now' }, deadline)
  return answer.kind === 'data' && answer.data.series.length === 0
}
