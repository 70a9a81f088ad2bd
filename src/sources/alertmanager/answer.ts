import * as z from 'zod'
import type { Alert } from '../../core/alert.ts'
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
    }),
  }),
)
type RawAlert = z.infer<typeof schema>[number]

/** The alerts of an answer, all text sanitised; null where it is no list of alerts. */
export function readAlerts(json: unknown): readonly Alert[] | null {
  const parsed = schema.safeParse(json)
  return parsed.success ? parsed.data.map(alertOf) : null
}

function alertOf({ fingerprint, startsAt, labels, annotations, status }: RawAlert): Alert {
  const { alertname = '', severity = 'unknown' } = labels
  return {
    fingerprint: sanitise(fingerprint, 64),
    name: sanitise(alertname) || 'without a name',
    severity: sanitise(severity, 32),
    state: stateOf(status),
    startsAt: Date.parse(startsAt),
    summary: sanitise(annotations.summary ?? annotations.description ?? annotations.message ?? ''),
    runbookUrl: webAddress(annotations.runbook_url),
    labels: sanitisedLabels(labels),
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

function sanitisedLabels(labels: Readonly<Record<string, string>>): Labels {
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [sanitise(name), sanitise(value)]))
}
