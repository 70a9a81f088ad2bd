import * as z from 'zod'
import { parseJson } from '../program/json.ts'
import { container } from './container.ts'

const names = z.record(z.string(), z.string())

/** What was read of a project for one change. It travels from `observe` to `prepare` as JSON. */
const state = z.strictObject({
  containers: z.array(container),
  /** The image of every service in the files, `PLACEHOLDER` where a version stands. */
  template: names,
  /** The versions that the services of the change run. */
  running: z.array(z.string()),
  /** The version the files are read with: the wanted one, else the running one. Null where there is none. */
  version: z.string().nullable(),
  /** docker-compose's hash of every service, read with `version`. */
  hashes: names,
  /** Services whose hash differs from one version to another. */
  versioned: z.array(z.string()),
  /** The images with `version` that are on the engine's machine, by name. */
  images: names,
  /** Variables that nobody set. */
  unset: z.array(z.string()),
  /** What a container takes, by its short id. */
  usage: z.record(z.string(), z.strictObject({ cores: z.number(), bytes: z.number() })),
})
export type ProjectState = z.output<typeof state>

export const writeState = (value: ProjectState): string => JSON.stringify(value)

/** Throws where it is none: it was written by this program. */
export const readState = (text: string): ProjectState => state.parse(parseJson(text))
