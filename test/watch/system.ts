import { vi } from 'vitest'
import * as z from 'zod'
import { GPU_OVERLAY, PROFILE, type Running, serveDemo, sets } from '../cli/program.ts'
import {
  type RunningProgram,
  startAlertmanager,
  startNodeExporter,
  startPrometheus,
} from '../support/processes.ts'

/** A system under watch: all of it real but the backend, which is simulated. */
export type System = {
  readonly demo: Running & { readonly url: string }
  readonly prometheus: RunningProgram
  readonly alertmanager: RunningProgram
  /** What Prometheus itself says of an expression at a moment, by the value of a label. */
  ask(query: string, at: number, label?: string): Promise<ReadonlyMap<string, number>>
  /** The arguments that point hypercare at it. */
  readonly args: readonly string[]
  stop(): Promise<void>
}

/** Starts it, and waits until rates have something to say. */
export async function startSystem(demoArgs: readonly string[]): Promise<System> {
  const [demo, alertmanager, exporter] = await Promise.all([
    serveDemo(demoArgs),
    startAlertmanager(),
    startNodeExporter(),
  ])
  const targets = [
    { job: 'app', address: new URL(demo.url).host },
    { job: 'node', address: new URL(exporter.url).host },
  ]
  const prometheus = await startPrometheus(targets)
  const system: System = {
    demo,
    prometheus,
    alertmanager,
    ask: (query, at, label) => ask(prometheus.url, query, at, label),
    args: [
      ...['--profile', PROFILE, '--overlay', GPU_OVERLAY],
      ...sets({
        'sources.prometheus.url': prometheus.url,
        'sources.backend.url': demo.url,
        'sources.alertmanager.url': alertmanager.url,
        'sources.scrape.targets': `[{ job: app, url: "${demo.url}/metrics" }]`,
      }),
    ],
    stop: async () => {
      await Promise.all([demo.stop('SIGKILL'), prometheus.stop(), alertmanager.stop(), exporter.stop()])
    },
  }
  const scraped = async (): Promise<void> => {
    const series = await system.ask('min(count_over_time(http_requests_total[5m])) >= 4', Date.now())
    if (series.size === 0) throw new Error('not scraped four times yet')
  }
  await vi.waitFor(scraped, { timeout: 30_000, interval: 200 })
  return system
}

const answer = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(
      z.object({ metric: z.record(z.string(), z.string()), value: z.tuple([z.number(), z.string()]) }),
    ),
  }),
})

async function ask(
  url: string,
  query: string,
  at: number,
  label?: string,
): Promise<ReadonlyMap<string, number>> {
  const asked = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query, time: String(at / 1000) })}`)
  const { data } = answer.parse(await asked.json())
  return new Map(
    data.result.map(({ metric, value: [, text] }) => [
      label === undefined ? '' : (metric[label] ?? ''),
      Number(text),
    ]),
  )
}
