import * as z from 'zod'

const level = z.enum(['ok', 'warn', 'crit', 'stale', 'unknown'])
const value = z.union([z.number(), z.string()]).nullable()
const sentence = z.string().min(1)

/** What `hypercare snapshot --json` promises to scripts. */
const snapshot = z.object({
  format: z.literal('hypercare.snapshot/1'),
  at: z.iso.datetime(),
  profile: z.object({ name: z.string(), title: z.string(), environment: z.string() }),
  deployment: z.object({
    at: z.iso.datetime().nullable(),
    ageMs: z.number().nullable(),
    version: z.string().nullable(),
  }),
  headline: z.object({ level, clauses: z.array(sentence).min(1), more: z.int().min(0) }),
  sources: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      state: z.enum(['ok', 'partial', 'failing', 'off', 'unread']),
      failure: sentence.nullable(),
      hint: sentence.nullable(),
      warnings: z.array(sentence),
      skewMs: z.number().nullable(),
      onDuty: z.object({ for: z.string(), since: z.iso.datetime(), doing: sentence }).nullable(),
    }),
  ),
  signals: z.array(
    z.object({
      id: z.string(),
      level,
      reason: sentence,
      value,
      unit: z.string(),
      limit: z.union([z.number(), z.string(), z.tuple([z.number(), z.number()])]).nullable(),
      ageMs: z.number().min(0).nullable(),
      source: z.string(),
      labels: z.record(z.string(), z.string()),
      since: z.iso.datetime(),
    }),
  ),
  alerts: z.array(
    z.object({
      fingerprint: z.string(),
      name: z.string(),
      severity: z.string(),
      state: z.string(),
      startsAt: z.iso.datetime(),
      source: z.string(),
      labels: z.record(z.string(), z.string()),
      summary: z.string(),
      runbookUrl: z.string().nullable(),
    }),
  ),
})
export type SnapshotAnswer = z.infer<typeof snapshot>
export type SignalAnswer = SnapshotAnswer['signals'][number]

/** Reads a snapshot and fails where it is not what was promised. */
export function readSnapshot(stdout: string): SnapshotAnswer {
  const json: unknown = JSON.parse(stdout)
  return snapshot.parse(json)
}

/** The signal's series, by label value (or ''). */
export function seriesOf({ signals }: SnapshotAnswer, id: string): ReadonlyMap<string, SignalAnswer> {
  const own = signals.filter((each) => each.id === id || each.id.startsWith(`${id}.`))
  return new Map(own.map((each) => [each.id.slice(id.length + 1), each]))
}
