import { Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { StoredSeries } from '../../../../src/core/promql/storage.ts'
import type { EvaluationRange, Value } from '../../../../src/core/promql/value.ts'
import type { DurationMs, EpochMs } from '../../../../src/core/time.ts'
import { startPrometheus } from '../../../support/processes.ts'
import { remoteWrite } from '../../../support/remoteWrite.ts'

/** What the real Prometheus says to an expression; the message is its own where it refuses. */
export type Said<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string }

/** A real Prometheus that holds the series it was started with and nothing else. */
export type Oracle = {
  at(query: string, at: EpochMs): Promise<Said<Value>>
  over(query: string, range: EvaluationRange): Promise<Said<Value>>
  stop(): Promise<void>
}

const IN_FLIGHT = 8

export async function startOracle(series: readonly StoredSeries[], lookbackMs: DurationMs): Promise<Oracle> {
  const program = await startPrometheus([], {
    args: ['--web.enable-remote-write-receiver', `--query.lookback-delta=${lookbackMs}ms`],
  })
  try {
    await remoteWrite(program.url, series)
  } catch (error) {
    await program.stop()
    throw error
  }
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT })
  const ask = async (path: string, parameters: Readonly<Record<string, string>>): Promise<Said<Value>> => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request(`${program.url}/api/v1/${path}`, { agent, method: 'POST', headers })
        .on('response', resolve)
        .on('error', reject)
        .end(new URLSearchParams(parameters).toString())
    })
    return said(ANSWER.parse(JSON.parse(await text(answer))))
  }
  return {
    at: (query, at) => ask('query', { query, time: inSeconds(at) }),
    over: (query, { start, end, stepMs }) => {
      const range = { start: inSeconds(start), end: inSeconds(end), step: inSeconds(stepMs) }
      return ask('query_range', { query, ...range })
    },
    stop: async () => {
      agent.destroy()
      await program.stop()
    },
  }
}

/** Text, so that no digit is lost to division. */
function inSeconds(ms: number): string {
  const digits = String(Math.abs(ms)).padStart(4, '0')
  return `${ms < 0 ? '-' : ''}${digits.slice(0, -3)}.${digits.slice(-3)}`
}

const point = z.tuple([z.number(), z.string()])
const labels = z.record(z.string(), z.string())
const DATA = z.discriminatedUnion('resultType', [
  z.object({ resultType: z.literal('scalar'), result: point }),
  z.object({ resultType: z.literal('string'), result: point }),
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: point })),
  }),
  z.object({
    resultType: z.literal('matrix'),
    // A series without any value, as `absent_over_time` makes one of a subquery without any step, comes without `values`.
    result: z
      .array(z.object({ metric: labels, values: z.array(point).default([]) }))
      .transform((all) => all.filter(({ values }) => values.length > 0)),
  }),
])
const ANSWER = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: DATA }),
  // Anything else, a timeout above all, is no word on the expression.
  z.object({ status: z.literal('error'), errorType: z.enum(['bad_data', 'execution']), error: z.string() }),
])

function said(answer: z.infer<typeof ANSWER>): Said<Value> {
  return answer.status === 'error'
    ? { ok: false, message: answer.error }
    : { ok: true, value: readValue(answer.data) }
}

function readValue(data: z.infer<typeof DATA>): Value {
  switch (data.resultType) {
    case 'scalar':
      return { kind: 'scalar', value: numberOf(data.result[1]) }
    case 'string':
      return { kind: 'string', value: data.result[1] }
    case 'vector':
      return {
        kind: 'vector',
        elements: data.result.map(({ metric, value }) => ({ labels: metric, value: numberOf(value[1]) })),
      }
    case 'matrix':
      return {
        kind: 'matrix',
        series: data.result.map(({ metric, values }) => ({
          labels: metric,
          times: Float64Array.from(values, ([seconds]) => Math.round(seconds * 1000)),
          values: Float64Array.from(values, ([, value]) => numberOf(value)),
        })),
      }
  }
}

/** As Go writes numbers. */
function numberOf(text: string): number {
  const value = Number(text.replace('Inf', 'Infinity'))
  if (Number.isNaN(value) && text !== 'NaN') throw new Error(`"${text}" is no number`)
  return value
}
