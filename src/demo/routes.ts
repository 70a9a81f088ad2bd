import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import {
  cacheStats,
  downshiftStats,
  health,
  llmHealth,
  modelHealth,
  PREVIOUS_VERSION,
  VERSION,
} from './answers.ts'
import { readBody } from './body.ts'
import { MODELS, MODES } from './model/names.ts'
import { rollbackCheckpoint, setCacheTtl, setServingMode } from './model/operate.ts'
import { trainingStep } from './model/training.ts'
import type { Platform } from './platform.ts'

/** What one request is answered with: a status and a JSON value. */
export interface Answer {
  readonly status: number
  readonly json: unknown
}

type Handler = (
  platform: Platform,
  request: IncomingMessage,
  query: URLSearchParams,
) => Answer | Promise<Answer>

const modeBody = z.strictObject({ mode: z.enum(MODES) })
const ttlBody = z.strictObject({ mode: z.enum(MODES), ttl_seconds: z.int().min(1).max(86_400) })

const ok = (json: unknown): Answer => ({ status: 200, json })
export const refuse = (status: number, reason: string): Answer => ({ status, json: { error: reason } })

const getLlmHealth: Handler = (platform, _request, query) => {
  const asked = query.get('model') ?? 'all'
  const world = platform.catchUp()
  if (asked === 'all') return ok(llmHealth(world))
  const model = MODELS.find((known) => known === asked)
  if (!model) return refuse(404, `unknown model "${asked}"; known are ${MODELS.join(', ')} and all`)
  return ok({ model, ...modelHealth(world, model) })
}

const postMode: Handler = async (platform, request) => {
  const body = await readBody(request, modeBody)
  if (body.kind === 'refused') return refuse(body.status, body.reason)
  const previous = platform.world().serving
  const world = platform.change((now) => setServingMode(now, body.value.mode))
  return ok({
    mode: world.serving,
    previous_mode: previous,
    changed_at: platform.timeOf(world.ageSeconds).toISOString(),
  })
}

const postTtl: Handler = async (platform, request) => {
  const body = await readBody(request, ttlBody)
  if (body.kind === 'refused') return refuse(body.status, body.reason)
  const { mode, ttl_seconds } = body.value
  const previous = platform.world().caches[mode].ttlSeconds
  platform.change((now) => setCacheTtl(now, mode, ttl_seconds))
  return ok({ mode, ttl_seconds, previous_ttl_seconds: previous })
}

const postRollback: Handler = (platform, request) => {
  // Nothing is asked of the body; what comes is let go.
  request.resume()
  const before = platform.catchUp()
  const rolledBack = rollbackCheckpoint(before)
  if (!rolledBack) return refuse(409, 'no checkpoint has been saved yet')
  const after = platform.change(() => rolledBack.world)
  const { rollbacks } = after.training
  return ok({
    rolled_back_to: {
      step: rolledBack.checkpoint.step,
      saved_at: platform.timeOf(rolledBack.checkpoint.savedAtAgeSeconds).toISOString(),
    },
    from_step: trainingStep(before.training),
    rollbacks_total: rollbacks.loss_spike + rollbacks.reward_drop + rollbacks.manual,
  })
}

/** Every JSON endpoint of the platform, by path and method. */
export const ROUTES: ReadonlyMap<string, Readonly<Partial<Record<string, Handler>>>> = new Map([
  [
    '/health',
    {
      GET: (platform) => {
        const world = platform.catchUp()
        return ok(health(world, platform.timeOf(world.ageSeconds)))
      },
    },
  ],
  ['/health/llm', { GET: getLlmHealth }],
  [
    '/version',
    {
      GET: (platform) =>
        ok({
          version: VERSION,
          previous_version: PREVIOUS_VERSION,
          deployed_at: platform.deployedAt.toISOString(),
        }),
    },
  ],
  ['/admin/downshift/stats', { GET: (platform) => ok(downshiftStats(platform.catchUp(), platform.timeOf)) }],
  ['/admin/set-mode', { POST: postMode }],
  ['/admin/cache/stats', { GET: (platform) => ok(cacheStats(platform.catchUp())) }],
  ['/admin/cache/ttl', { POST: postTtl }],
  ['/admin/checkpoint/rollback', { POST: postRollback }],
] satisfies readonly (readonly [string, Readonly<Record<string, Handler>>])[])
