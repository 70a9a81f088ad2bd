import * as z from 'zod'
import type { Alert, Silence } from '../../core/alert.ts'
import type { Labels } from '../../core/sample.ts'
import { sanitise } from '../../core/sanitise.ts'

const texts = z.record(z.string(), z.string())

/** `GET /api/v2/alerts`: a bare list without an envelope. */
const schema = z.array(
  z.object({
    fingerprint: z.string(),
    startsAt: z.iso.datetime({ offset: true }),
    labels: texts,
    annotations: texts.default({}),
    status: z.object({
      state: z.enum(['active', 'suppressed', 'unprocessed']),
      silencedBy: z.array(z.string()).default([]),
      inhibitedBy: z.array(z.string()).default([]),
    }),
  }),
)
type RawAlert = z.infer<typeof schema>[number]

/** `GET /api/v2/silences` */
const silencesSchema = z.array(
  z.object({
    id: z.string(),
    createdBy: z.string().default(''),
    comment: z.string().default(''),
    endsAt: z.iso.datetime({ offset: true }),
  }),
)

/** The alerts of an answer with those silences that hold them back, all text sanitised; null where it is no list of alerts. */
export function readAlerts(json: unknown, silences: readonly Silence[] = []): readonly Alert[] | null {
  const parsed = schema.safeParse(json)
  if (!parsed.success) return null
  const names = new Map(parsed.data.map(({ fingerprint, labels }) => [fingerprint, nameIn(labels)]))
  return parsed.data.map((alert) => ({
    ...alertOf(alert),
    silences: silences.filter(({ id }) => alert.status.silencedBy.includes(id)),
    inhibitedBy: alert.status.inhibitedBy.flatMap((by) => names.get(by) ?? []),
  }))
}

/** The silences of an answer, all text sanitised; null where it is no list of silences. */
export function readSilences(json: unknown): readonly Silence[] | null {
  const parsed = silencesSchema.safeParse(json)
  if (!parsed.success) return null
  return parsed.data.map(({ id, createdBy, comment, endsAt }) => ({
    id: sanitise(id, 64),
    createdBy: sanitise(createdBy, 64),
    comment: sanitise(comment),
    endsAt: Date.parse(endsAt),
  }))
}

const nameIn = ({ alertname = '' }: RawAlert['labels']): string => sanitise(alertname) || 'without a name'

function alertOf({
  fingerprint,
  startsAt,
  labels,
  annotations,
  status,
}: RawAlert): Omit<Alert, 'silences' | 'inhibitedBy'> {
  const { severity = 'unknown' } = labels
  return {
    fingerprint: sanitise(fingerprint, 64),
    name: nameIn(labels),
    severity: sanitise(severity, 32),
    state: stateOf(status),
    startsAt: Date.parse(startsAt),
    summary: sanitise(annotations.summary ?? annotations.description ?? annotations.message ?? ''),
    runbookUrl: webAddress(annotations.runbook_url),
    labels: sanitisedTexts(labels),
    annotations: sanitisedTexts(annotations),
  }
}

/** Alertmanager calls silenced and inhibited alerts alike suppressed. */
function stateOf({ state, silencedBy }: RawAlert['status']): Alert['state'] {
  if (state !== 'suppressed') return state
  return silencedBy.length > 0 ? 'silenced' : 'inhibited'
}

function webAddress(text: string | undefined): string | null {
  if (text === undefined || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return null
  return sanitise(text, 512)
}

function sanitisedTexts(texts: Readonly<Record<string, string>>): Labels {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [sanitise(name), sanitise(value)]))
}
