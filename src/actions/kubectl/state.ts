import * as z from 'zod'
import { parseJson } from '../program/json.ts'

const pod = z.strictObject({ name: z.string(), uid: z.string(), owner: z.string() })

/** What was read for one change. It travels from `observe` to `prepare`, and on in `Prepared.before`, as JSON. */
const state = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('deployment'),
    name: z.string(),
    generation: z.int(),
    revision: z.string(),
    replicas: z.int(),
    available: z.int(),
    paused: z.boolean(),
    template: z.string(),
    restartedAt: z.string(),
    images: z.array(z.string()),
    revisions: z.array(
      z.strictObject({ revision: z.string(), template: z.string(), images: z.array(z.string()) }),
    ),
    pods: z.array(pod),
    autoscaler: z.strictObject({ name: z.string(), min: z.int(), max: z.int() }).nullable(),
  }),
  z.strictObject({ of: z.literal('pod'), name: z.string(), pod: pod.nullable() }),
])
export type State = z.output<typeof state>
export type DeploymentState = Extract<State, { of: 'deployment' }>
export type PodState = Extract<State, { of: 'pod' }>

export const writeState = (value: State): string => JSON.stringify(value)

/** Throws where it is none: it was written by this program. */
export const readState = (text: string): State => state.parse(parseJson(text))
