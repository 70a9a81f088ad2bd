import type { Failure } from '../../core/failure.ts'
import type { Labels, Reading } from '../../core/sample.ts'
import type { EpochMs } from '../../core/time.ts'
import type { HttpClient } from '../http/client.ts'
import { type Deadline, shareOf } from '../http/deadline.ts'
import { parseJson } from '../http/json.ts'
import type { Timing } from '../http/skew.ts'
import { statusFailure } from '../http/status.ts'
import type { Endpoint, Reader } from './endpoint.ts'
import { pick } from './pick.ts'
import { sampleOf } from './sample.ts'

export type EndpointResult =
  | {
      readonly ok: true
      readonly json: unknown
      readonly timing: Timing
      readonly status: number
      /** What holds for readers that find no value in it: the failure that its status stands for, if any. */
      readonly refusal: Failure | null
    }
  | { readonly ok: false; readonly failure: Failure }

/** Statuses that tell of the request and not of the server's health, whatever their body says. */
const OF_THE_REQUEST: readonly number[] = [401, 403, 404, 405, 407, 429]

/**
 * GETs one endpoint; whatever is not a good status with JSON in it is a failure. Only a server that tells of its own
 * ill health does so by a bad status, mostly 503: JSON in which a reader finds its value is an answer all the same.
 */
export async function fetchEndpoint(
  client: HttpClient,
  { path, readers }: Endpoint,
  deadline: Deadline,
): Promise<EndpointResult> {
  const exchange = await client.request({ path, deadline })
  if (!exchange.ok) return exchange
  const { answer } = exchange
  const refusal = statusFailure(answer)
  if (refusal !== null && OF_THE_REQUEST.includes(answer.status)) return { ok: false, failure: refusal }
  const json = parseJson(answer)
  if (!json.ok) return refusal === null ? json : { ok: false, failure: refusal }
  const result: EndpointResult = { ok: true, json: json.json, timing: answer, status: answer.status, refusal }
  if (refusal === null) return result
  const isRead = readers.some((reader) => refusalOf(result, readAnswer(reader, json.json, 0)) === null)
  return isRead ? result : { ok: false, failure: refusal }
}

/** Failures of the way there: they hold for every endpoint of the server. */
const OF_THE_SERVER: readonly Failure['kind'][] = [
  ...(['refused', 'name-not-found', 'unreachable', 'secret', 'config'] as const),
  ...(['tls-untrusted', 'tls-name', 'tls-client-certificate', 'tls-scheme'] as const),
]

/**
 * GETs all endpoints one after the other. Each may use an equal share of the time that is left, so that one that
 * hangs does not hide the others; what a quick one leaves over goes to the rest.
 */
export async function fetchAll(
  client: HttpClient,
  endpoints: readonly Endpoint[],
  deadline: Deadline,
): Promise<readonly EndpointResult[]> {
  const results: EndpointResult[] = []
  for (const endpoint of endpoints) {
    const last = results.at(-1)
    if (last?.ok === false && OF_THE_SERVER.includes(last.failure.kind)) {
      results.push(last)
      continue
    }
    const share = shareOf(deadline, endpoints.length - results.length)
    results.push(await fetchEndpoint(client, endpoint, share))
    share.close()
  }
  return results
}

/** The failure that the status stands for, where a reader found no value in the answer; else null. */
export function refusalOf(
  { refusal }: { readonly refusal: Failure | null },
  readings: readonly Reading[],
): Failure | null {
  return readings.some(({ sample }) => sample.kind === 'value') ? null : refusal
}

/** What a reader finds in an answer. */
export function readAnswer(reader: Reader, json: unknown, at: EpochMs): readonly Reading[] {
  const { signal } = reader
  const found = pick(json, reader.pick)
  const absent = (reason: string, labels: Labels = {}): Reading => ({
    signal: signal.id,
    labels,
    sample: { kind: 'absent', reason, measuredAt: at },
  })
  const wrong = mislabelled(reader)
  if (wrong !== null) return [absent(wrong, fixedLabels(reader))]
  if (found.length === 0) return [absent('no data: there is nothing under the * of pick')]
  return found.map((picked): Reading => {
    const labels = labelsOf(reader, picked.key)
    if (picked.kind === 'missing') return absent(picked.reason, labels)
    return { signal: signal.id, labels, sample: sampleOf(picked.value, signal.unit, at) }
  })
}

/** Failed readings for every series that is known to belong to the endpoint: expected, or in its last good answer. */
export function readFailure(
  reader: Reader,
  failure: Failure,
  last: readonly Reading[],
  at: EpochMs,
): readonly Reading[] {
  const { signal, key } = reader
  const expected = key === null ? signal.expect.map((value) => labelsOf(reader, value)) : []
  const known = [
    ...expected,
    ...last.filter(({ sample }) => sample.kind === 'value').map(({ labels }) => labels),
  ]
  const distinct = new Map(known.map((labels) => [Object.values(labels).join(), labels]))
  return (distinct.size === 0 ? [fixedLabels(reader)] : [...distinct.values()]).map((labels) => ({
    signal: signal.id,
    labels,
    sample: { kind: 'failed', reason: failure.message, measuredAt: at },
  }))
}

/** A label must come from exactly one place: a `{label}` in the path, or a `*` in pick. */
function mislabelled({ signal, key, pick: path }: Reader): string | null {
  const hasStar = path.split('.').includes('*')
  if (signal.label === null) return hasStar ? 'no data: pick has a *, but the signal has no label' : null
  if (key !== null) return hasStar ? `no data: both get and pick give the label ${signal.label}` : null
  if (hasStar) return null
  return `no data: nothing gives the label ${signal.label}; write {${signal.label}} into get or * into pick`
}

const fixedLabels = (reader: Reader): Labels => labelsOf(reader, reader.key)

function labelsOf({ signal, key }: Reader, starKey: string | null): Labels {
  const value = key ?? starKey
  return signal.label === null || value === null ? {} : { [signal.label]: value }
}
