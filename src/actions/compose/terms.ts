import type { DurationMs } from '../../core/time.ts'
import type { Project } from './invocation.ts'

/** How long the wanted number must run before it counts: a worker that can't start mostly dies within seconds. */
export const STABLE_MS: DurationMs = 30_000

/** How long it may take: an image of many gigabytes is unpacked already, but a model still has to be loaded. */
export const WITHIN_MS: DurationMs = 300_000

/**
 * One change at a time for a whole project: two `up` at once read each other's half-done work, whatever their services.
 */
export const targetOf = ({ project }: Project): string => `compose ${project}`
