import { createServer } from 'node:http'
import { type RunningProgram, startPrometheus } from '../../../support/processes.ts'

/** An exposition as it goes over the wire, and what its server says it is. */
export type Body = { readonly body: string | Buffer; readonly type: string }

/** What became of one series: the value it has at the time of the scrape, and samples at times of its own. */
export type IngestedSeries = { readonly scraped: string | null; readonly own: readonly string[] }

/** What became of a body by the labels of its series, or null where the whole scrape was refused. */
export type Ingested = Readonly<Record<string, IngestedSeries>> | null

/** What Prometheus adds of its own to every scrape. */
export const OF_THE_SCRAPE =
  /^(up|scrape_(duration_seconds|samples_scraped|samples_post_metric_relabeling|series_added))$/

export type Ingestion = {
  /** What the real Prometheus has made of each body by now, in their order. */
  ingested(): Promise<readonly Ingested[]>
  stop(): Promise<void>
}

/** Lets a real Prometheus scrape every body, each as a job of its own. */
export async function ingest(bodies: readonly Body[]): Promise<Ingestion> {
  const server = createServer((request, response) => {
    const one = bodies[Number(request.url?.slice(1))]
    response.setHeader('content-type', one?.type ?? '')
    response.end(one?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('not listening on a port')
  const targets = bodies.map((_, i) => ({ job: `b${i}`, address: `127.0.0.1:${at.port}`, path: `/${i}` }))
  const prometheus = await startPrometheus(targets, { intervalMs: 5_000 })
  const stop = async (): Promise<void> => {
    await prometheus.stop()
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  try {
    await untilScraped(prometheus, targets.length)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    ingested: async () => {
      const all = Map.groupBy(await query(prometheus, '{job!=""}[2h]', Date.now() + AHEAD_MS), jobOf)
      return targets.map(({ job }) => ingestedOf(all.get(job) ?? []))
    },
    stop,
  }
}

type Series = {
  readonly metric: Readonly<Record<string, string>>
  readonly value?: readonly [number, string]
  readonly values?: readonly (readonly [number, string])[]
}

async function query(prometheus: RunningProgram, text: string, at = Date.now()): Promise<readonly Series[]> {
  const form = new URLSearchParams({ query: text, time: String(at / 1000) })
  const answer = await fetch(`${prometheus.url}/api/v1/query?${form}`)
  // The real program answers in the form its API documents.
  const { data } = (await answer.json()) as { data: { result: readonly Series[] } }
  return data.result
}

async function untilScraped(prometheus: RunningProgram, count: number): Promise<void> {
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    const [first] = await query(prometheus, 'count(up)')
    if (first?.value?.[1] === String(count)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Prometheus has not scraped ${count} bodies within 60 s`)
}

const AHEAD_MS = 1_200_000

const jobOf = ({ metric }: Series): string => metric.job ?? ''

/** Of a loaded machine a scrape may come too late: refused is what was never accepted. */
function ingestedOf(all: readonly Series[]): Ingested {
  const up = all.find(({ metric }) => metric.__name__ === 'up')?.values ?? []
  if (up.every(([, value]) => value === '0')) return null
  const scrapes = new Set(up.map(([seconds]) => seconds))
  return Object.fromEntries(
    all
      .filter(({ metric }) => !OF_THE_SCRAPE.test(metric.__name__ ?? ''))
      .map(({ metric, values = [] }) => {
        const scraped = values.find(([seconds]) => scrapes.has(seconds))?.[1] ?? null
        const own = values.filter(([seconds]) => !scrapes.has(seconds))
        const { job: _, instance: __, ...labels } = metric
        return [
          nameOf(labels),
          {
            scraped: scraped === null ? null : numberText(scraped),
            own: own.map(([seconds, value]) => `${Math.round(seconds * 1000)} ${numberText(value)}`),
          },
        ]
      }),
  )
}

/** The same for the same labels in whatever order. */
export const nameOf = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))

/** As JavaScript writes the number, with its sign. */
const numberText = (text: string): string =>
  textOf(text.endsWith('Inf') ? Number(text.replace('Inf', 'Infinity')) : Number(text))
export const textOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))
