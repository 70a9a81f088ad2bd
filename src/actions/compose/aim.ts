import * as z from 'zod'
import { parseJson } from '../program/json.ts'
import { container } from './container.ts'

const counts = z.record(z.string(), z.int())

/** What a change wants to see afterwards, and what was there before. It travels in `Prepared.before` as JSON. */
const aim = z.strictObject({
  kind: z.enum(['scale', 'version', 'restart', 'stop', 'start']),
  /** Replicas that are to run, by service; for a stop none. */
  wanted: counts,
  /** Of a version: the image each service is to run, by its id. */
  images: z.record(z.string(), z.string()),
  /** Of a version: docker-compose's hash of each service, by which a container that is right already is known. */
  hashes: z.record(z.string(), z.string()),
  /** Every container of the project, others' too. */
  before: z.array(container),
})
export type Aim = z.output<typeof aim>

export const writeAim = (value: Aim): Readonly<Record<string, string>> => ({ aim: JSON.stringify(value) })

/** Throws where it is none: it was written by this program. */
export const readAim = (before: Readonly<Record<string, string>>): Aim =>
  aim.parse(parseJson(before.aim ?? ''))
