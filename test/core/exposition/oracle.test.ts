import { isUtf8 } from 'node:buffer'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { METRIC_NAME } from '../../../src/core/promql/labels.ts'
import { createScrapedStore } from '../../../src/core/scraped/store.ts'
import { createPlatform } from '../../../src/demo/platform.ts'
import { createIngest } from '../../../src/sources/scrape/ingest.ts'
import { formatOf } from '../../../src/sources/scrape/target.ts'
import { isMissing, startNodeExporter, startPrometheus } from '../../support/processes.ts'
import { BODIES, OPEN, TEXT } from './oracle/bodies.ts'
import {
  type Body,
  type Ingested,
  type IngestedSeries,
  type Ingestion,
  ingest,
  nameOf,
  OF_THE_SCRAPE,
  textOf,
} from './oracle/ingest.ts'
import { MUTATIONS } from './oracle/mutations.ts'

const EVERYTHING = {
  label: METRIC_NAME,
  op: '!=',
  value: '',
  matches: (name: string) => name !== '',
} as const
const AT = Date.now()

/** What we make of a body. */
function ours({ body, type }: Body): Ingested {
  // What is not UTF-8 the source refuses before it is read as text.
  if (!isUtf8(Buffer.from(body))) return null
  const store = createScrapedStore()
  const refusal = createIngest({
    store,
    labels: { job: 'ours', instance: 'here' },
    keepFor: () => 7_200_000,
    maxSeries: 10_000,
    maxSeriesInAll: 10_000,
  }).take({ at: AT, durationMs: 1, body: body.toString(), format: formatOf(type) })
  if (refusal !== null) return null
  return Object.fromEntries(
    store
      .select([EVERYTHING], 0, Number.POSITIVE_INFINITY)
      .filter(({ labels }) => !OF_THE_SCRAPE.test(labels[METRIC_NAME] ?? ''))
      .map(({ labels, samples }): [string, IngestedSeries] => {
        const { job: _, instance: __, ...rest } = labels
        const points = Array.from(samples.times, (time, i) => ({
          time,
          text: textOf(samples.values[i] ?? 0),
        }))
        return [
          nameOf(rest),
          {
            scraped: points.find(({ time }) => time === AT)?.text ?? null,
            own: points.filter(({ time }) => time !== AT).map(({ time, text }) => `${time} ${text}`),
          },
        ]
      }),
  )
}

/** The same program in both formats. */
async function expositionsOf(url: string): Promise<Body[]> {
  const answers = [TEXT, OPEN].map((accept) => fetch(`${url}/metrics`, { headers: { accept } }))
  return Promise.all(
    (await Promise.all(answers)).map(async (answer) => ({
      body: await answer.text(),
      type: answer.headers.get('content-type') ?? '',
    })),
  )
}

async function realExpositions(): Promise<Body[]> {
  const programs = await Promise.all([startNodeExporter(), startPrometheus([])])
  const bodies = await Promise.all(programs.map(({ url }) => expositionsOf(url)))
  await Promise.all(programs.map((program) => program.stop()))
  const { metrics } = createPlatform({
    seed: 1,
    scenario: 'calm',
    speed: 1,
    startAgeSeconds: 600,
    now: Date.now,
  })
  return [...bodies.flat(), { body: await metrics.expose(), type: metrics.contentType }]
}

describe.skipIf(isMissing('prometheus', 'nodeExporter'))(
  'what the real Prometheus makes of an exposition',
  () => {
    const groups: Record<string, readonly Body[]> = { tables: BODIES, mutations: MUTATIONS, exporters: [] }
    let ingestion: Ingestion
    let bodies: readonly Body[] = []

    beforeAll(async () => {
      groups.exporters = await realExpositions()
      bodies = Object.values(groups).flat()
      ingestion = await ingest(bodies)
    }, 120_000)
    afterAll(() => ingestion.stop())

    it.each(['tables', 'mutations', 'exporters'])('we make of it: %s', async (group) => {
      const mine = (groups[group] ?? []).map((body) => ({ body, made: ours(body) }))
      expect(mine.filter(({ made }) => made !== null).length).toBeGreaterThan(4)
      await vi.waitFor(
        async () => {
          const theirs = await ingestion.ingested()
          const differing = mine.filter(({ body, made }) => !isSame(made, theirs[bodies.indexOf(body)]))
          const told = differing.slice(0, 5).map(({ body, made }) => ({
            type: body.type,
            body: body.body.toString().slice(0, 500),
            mine: made,
            theirs: theirs[bodies.indexOf(body)],
          }))
          expect(told).toEqual([])
        },
        { timeout: 20_000, interval: 1_000 },
      )
    })
  },
)

const isSame = (one: Ingested, other: Ingested | undefined): boolean => text(one) === text(other)
const text = (ingested: Ingested | undefined): string =>
  JSON.stringify(
    ingested === null ? null : Object.entries(ingested ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
  )
