import * as z from 'zod'
import type { Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { DurationMs, EpochMs } from '../../core/time.ts'
import { failure } from '../../sources/http/classify.ts'
import { createHttpClient, type HttpClient } from '../../sources/http/client.ts'
import { type Deadline, openDeadline } from '../../sources/http/deadline.ts'
import { parseJson } from '../../sources/http/json.ts'
import type { HttpSettings } from '../../sources/http/settings.ts'
import { statusFailure } from '../../sources/http/status.ts'
import type { Environment } from '../../sources/secret/read.ts'
import type { SilenceChange } from '../change.ts'
import { describeMatcher, sameMatchers } from './matchers.ts'

/** What an Alertmanager knows that bears on one silence. */
export type Silencing = {
  /** The silence with these matchers and this comment that is in force; null where there is none. */
  readonly silence: { readonly id: string; readonly endsAt: string } | null
  /** The alerts that the matchers hide, each as a person names it. */
  readonly hidden: readonly string[]
  /** All alerts that are active. */
  readonly total: number
  readonly readAt: EpochMs
}

export type SilencingResult =
  | { readonly ok: true; readonly silencing: Silencing }
  | { readonly ok: false; readonly failure: Failure }

type Asked = {
  readonly settings: HttpSettings
  readonly env: Environment
  readonly now: () => EpochMs
  readonly deadlineMs: DurationMs
  readonly signal: AbortSignal
}

const matcherSchema = z.object({
  name: z.string(),
  value: z.string(),
  isRegex: z.boolean(),
  // Before 0.22 there was no such field, and all matchers were equalities.
  isEqual: z.boolean().default(true),
})
const silencesSchema = z.array(
  z.object({
    id: z.string(),
    endsAt: z.string(),
    comment: z.string(),
    matchers: z.array(matcherSchema),
    status: z.object({ state: z.string() }),
  }),
)
const alertsSchema = z.array(z.object({ labels: z.record(z.string(), z.string()) }))
const silencingSchema = z.object({
  silence: z.object({ id: z.string(), endsAt: z.string() }).nullable(),
  hidden: z.array(z.string()),
  total: z.number(),
  readAt: z.number(),
})

/** Asks for the silence and for the alerts; the server itself says which of them the matchers fit. Rejects: never. */
export async function readSilencing(change: SilenceChange, asked: Asked): Promise<SilencingResult> {
  const client = createHttpClient(asked)
  const deadline = openDeadline(asked.deadlineMs, asked.signal)
  const filter = new URLSearchParams()
  for (const matcher of change.matchers) filter.append('filter', describeMatcher(matcher))
  const active = 'active=true&silenced=false&inhibited=false'
  try {
    const silences = await get(client, deadline, '/api/v2/silences', silencesSchema)
    if (!silences.ok) return silences
    const hidden = await get(client, deadline, `/api/v2/alerts?${active}&${filter}`, alertsSchema)
    if (!hidden.ok) return hidden
    const all = await get(client, deadline, `/api/v2/alerts?${active}`, alertsSchema)
    if (!all.ok) return all
    const silence = silences.value.find(
      ({ status, comment, matchers }) =>
        status.state !== 'expired' && comment === change.comment && sameMatchers(matchers, change.matchers),
    )
    return {
      ok: true,
      silencing: {
        silence:
          silence === undefined
            ? null
            : { id: sanitise(silence.id, 64), endsAt: sanitise(silence.endsAt, 40) },
        hidden: hidden.value.map(({ labels }) => nameOf(labels)),
        total: all.value.length,
        readAt: asked.now(),
      },
    }
  } finally {
    deadline.close()
    await client.close()
  }
}

/** The silencing that an observation carries. Throws where it carries none: that is a defect. */
export const stateIn = (state: string): Silencing => silencingSchema.parse(JSON.parse(state))

type Got<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure }

async function get<T>(
  client: HttpClient,
  deadline: Deadline,
  path: string,
  schema: z.ZodType<T>,
): Promise<Got<T>> {
  const result = await client.request({ path, deadline })
  if (!result.ok) return result
  const refused = statusFailure(result.answer)
  if (refused !== null) return { ok: false, failure: refused }
  const json = parseJson(result.answer)
  if (!json.ok) return json
  const parsed = schema.safeParse(json.json)
  if (parsed.success) return { ok: true, value: parsed.data }
  const message = `${result.answer.subject} does not answer as an Alertmanager`
  return { ok: false, failure: failure('garbage', message, 'is that its address? the v2 API is needed') }
}

function nameOf(labels: Readonly<Record<string, string>>): string {
  const { alertname = 'without a name', ...rest } = labels
  const others = Object.entries(rest).map(([name, value]) => `${name}=${value}`)
  return sanitise([alertname, ...others].join(' '), 120)
}
