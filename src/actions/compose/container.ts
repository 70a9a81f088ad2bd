import * as z from 'zod'
import { sanitise } from '../../core/sanitise.ts'
import type { EpochMs } from '../../core/time.ts'
import { parseJson } from '../program/json.ts'

/** Written by docker-compose, v1 and v2 alike. */
const LABEL = 'com.docker.compose'

export const PROJECT_LABEL = `${LABEL}.project`

export type Container = z.output<typeof container>

/** One container of a project, as actions see it. All texts are sanitised. */
export const container = z.strictObject({
  id: z.string(),
  name: z.string(),
  service: z.string(),
  /** Its number in the service, from 1. */
  number: z.int(),
  /** The image as it was asked for: `app:v2`. */
  image: z.string(),
  imageId: z.string(),
  /** docker-compose's hash of what the file said when it was made; '' where it has none. */
  configHash: z.string(),
  status: z.enum(['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']),
  exitCode: z.int(),
  /** By the engine's clock; 0 where it never started. */
  startedAt: z.number(),
  /** How often the engine has started it again by itself. */
  restarts: z.int(),
  /** Null where the image has no health check. */
  health: z.enum(['starting', 'healthy', 'unhealthy']).nullable(),
})

const inspected = z.array(
  z.object({
    Id: z.string(),
    Name: z.string(),
    Image: z.string(),
    RestartCount: z.int().default(0),
    State: z.object({
      Status: container.shape.status,
      ExitCode: z.int(),
      StartedAt: z.string(),
      Health: z.object({ Status: z.string() }).nullish(),
    }),
    Config: z.object({ Image: z.string(), Labels: z.record(z.string(), z.string()).nullable() }),
  }),
)

/**
 * Reads what `docker inspect` printed. One-off containers (`docker-compose run`) are left out: they belong to no count.
 * Null where it is no such answer.
 */
export function parseInspect(text: string): readonly Container[] | null {
  const answer = inspected.safeParse(parseJson(text))
  if (!answer.success) return null
  return answer.data.flatMap(({ Id, Name, Image, RestartCount, State, Config }) => {
    const label = (name: string): string => sanitise(Config.Labels?.[`${LABEL}.${name}`] ?? '', 128)
    const service = label('service')
    if (service === '' || /^true$/i.test(label('oneoff'))) return []
    return [
      {
        id: sanitise(Id, 80),
        name: sanitise(Name.replace(/^\//, ''), 128),
        service,
        number: Number.parseInt(label('container-number'), 10) || 0,
        image: sanitise(Config.Image, 256),
        imageId: sanitise(Image, 80),
        configHash: label('config-hash'),
        status: State.Status,
        exitCode: State.ExitCode,
        startedAt: timeOf(State.StartedAt),
        restarts: RestartCount,
        health: container.shape.health.safeParse(State.Health?.Status).data ?? null,
      },
    ]
  })
}

/** `0001-01-01T00:00:00Z` is Go's way of saying never. */
const timeOf = (text: string): EpochMs => {
  const at = Date.parse(text)
  return at > 0 ? at : 0
}
