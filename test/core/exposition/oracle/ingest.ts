import { createServer } from 'node:http'
import { type RunningProgram, startPrometheus } from '../../../support/processes.ts'

export type Body = { readonly body: string | Buffer; readonly type: string }

/** What Prometheus made of a body: the samples it keeps, or null where it refused the scrape. */
export type Ingested = ReadonlyMap<string, readonly (readonly [at: number, value: string])[]> | null

export type Ingestion = {
  ingested(index: number): Promise<Ingested>
  stop(): Promise<void>
}

const LAST_PATH = '/last'

/** A real Prometheus that has scraped every body once or more; each is a job of its own. */
export async function ingest(bodies: readonly Body[]): Promise<Ingestion> {
  const server = createServer((request, response) => {
    const one = bodies[Number(request.url?.slice(1))]
    response.setHeader('content-type', one?.type ?? 'text/plain')
    response.end(one?.body ?? 'last 1\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('not listening on a port')
  const address = `127.0.0.1:${at.port}`
  const targets = bodies.map((_, i) => ({ job: `b${i}`, address, path: `/${i}` }))
  const prometheus = await startPrometheus([...targets, { job: 'last', address, path: LAST_PATH }])
  await untilScraped(prometheus, targets.length + 1)
  return {
    ingested: (index) => readBack(prometheus, `b${index}`),
    stop: async () => {
      await prometheus.stop()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

type Answer = {
  readonly data: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>
      readonly value?: readonly [number, string]
      readonly values?: readonly (readonly [number, string])[]
    }[]
  }
}

async function query(prometheus: RunningProgram, text: string): Promise<Answer> {
  const answer = await fetch(`${prometheus.url}/api/v1/query?query=${encodeURIComponent(text)}`)
  // The answers of the real program, in the form its API documents.
  return (await answer.json()) as Answer
}

async function untilScraped(prometheus: RunningProgram, count: number): Promise<void> {
  const until = Date.now() + 30_000
  while (Date.now() < until) {
    const [first] = (await query(prometheus, 'count(up)')).data.result
    if (first?.value?.[1] === String(count)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Prometheus has not scraped every body within 30 s')
}

const OWN = /^(up|scrape_(duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added))$/

async function readBack(prometheus: RunningProgram, job: string): Promise<Ingested> {
  const up = await query(prometheus, `up{job="${job}"}`)
  if (up.data.result[0]?.value?.[1] === '0') return null
  const all = await query(prometheus, `{job="${job}"}[1h]`)
  const samples = new Map<string, readonly (readonly [number, string])[]>()
  for (const { metric, values = [] } of all.data.result) {
    const { job: _, instance: __, ...labels } = metric
    if (OWN.test(labels.__name__ ?? '')) continue
    samples.set(JSON.stringify(Object.entries(labels).sort()), values)
  }
  return samples
}
