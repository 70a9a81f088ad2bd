import type { Format } from '../../core/exposition/read.ts'
import type { Failure } from '../../core/failure.ts'
import type { Labels } from '../../core/sample.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { failure, quote } from '../http/classify.ts'
import { type Answer, createHttpClient } from '../http/client.ts'
import type { Deadline } from '../http/deadline.ts'
import { skewOf } from '../http/skew.ts'
import { statusFailure } from '../http/status.ts'
import type { Environment } from '../secret/read.ts'
import type { ScrapeConfig, TargetConfig } from './config.ts'
import type { Refusal, Scraped } from './ingest.ts'
import { targetLabels } from './labels.ts'

export type TargetAnswer =
  | { readonly ok: true; readonly scraped: Scraped; readonly skewMs: DurationMs | null }
  | { readonly ok: false; readonly failure: Failure; readonly at: EpochMs; readonly durationMs: DurationMs }

/** One exporter. Nothing here throws or rejects. */
export type Target = {
  readonly url: string
  readonly labels: Labels
  /** Asks for its metrics. */
  ask(deadline: Deadline): Promise<TargetAnswer>
  /** In words, why what it answered was refused. */
  refused(refusal: Refusal): Failure
  close(): Promise<void>
}

/** What Prometheus asks for, in its order of preference. */
const ACCEPT =
  'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1'

export function openTarget(
  target: TargetConfig,
  source: ScrapeConfig,
  { env, now }: { readonly env: Environment; readonly now: () => EpochMs },
): Target {
  const { pathname, search, origin } = new URL(target.url)
  const path = pathname === '/' ? '/metrics' : pathname
  const url = origin + path
  const client = createHttpClient({
    settings: {
      url: origin,
      maxBytes: source.maxBytes,
      headers: { accept: ACCEPT, ...source.headers, ...target.headers },
      auth: target.auth ?? source.auth,
      tls: target.tls ?? source.tls,
    },
    env,
    now,
  })
  return {
    url,
    labels: targetLabels(target),
    ask: async (deadline) => {
      const at = now()
      const result = await client.request({ path: path + search, deadline })
      const durationMs = now() - at
      if (!result.ok) return { ok: false, failure: result.failure, at, durationMs }
      const unfit = unusable(result.answer)
      if (unfit !== null) return { ok: false, failure: unfit, at, durationMs }
      const { body, contentType } = result.answer
      const scraped = { at, durationMs, body, format: formatOf(contentType) }
      return { ok: true, scraped, skewMs: skewOf(result.answer) }
    },
    refused: (refusal) => refusedFailure(url, refusal),
    close: client.close,
  }
}

/** Why an answer holds no metrics, before any of it is read. */
function unusable(answer: Answer): Failure | null {
  const { status, subject, body, contentType, isUtf8 } = answer
  const failed = statusFailure(answer)
  if (failed !== null) return failed
  if (status !== 200) return failure('garbage', `${subject} answered ${status}, not metrics`, METRICS_HINT)
  if (/^text\/html\b/i.test(contentType) || /^\s*</.test(body))
    return failure(
      'garbage',
      `${subject} answered something that is not metrics: ${quote(body.trim())}`,
      METRICS_HINT,
    )
  if (!isUtf8) return failure('garbage', `${subject} answered something that is not UTF-8`, MALFORMED_HINT)
  return null
}

function refusedFailure(url: string, refusal: Refusal): Failure {
  if (refusal.kind === 'malformed') {
    const { line, message, text } = refusal.mistake
    return failure('garbage', `line ${line} of ${url} is malformed: ${message}: "${text}"`, MALFORMED_HINT)
  }
  const { what, most } = refusal
  return what === 'in all'
    ? failure('too-large', `with ${url} there would be more than ${most} series in all`, IN_ALL_HINT)
    : failure('too-large', `${url} has more than ${most} series`, SERIES_HINT)
}

/** OpenMetrics only where the target says so, as Prometheus decides it. */
export const formatOf = (contentType: string): Format =>
  /^\s*application\/openmetrics-text\s*(;|$)/i.test(contentType) ? 'openmetrics' : 'prometheus'

const METRICS_HINT = 'is that the path of its metrics? a login page of a proxy looks like this too'
const MALFORMED_HINT = 'mend the exporter; Prometheus refuses it as well'
const SERIES_HINT = 'raise maxSeries, or let the exporter tell less'
const IN_ALL_HINT = 'raise maxSeriesInAll, or narrow the queries: only what they select is kept'
