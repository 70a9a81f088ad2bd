import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'

/** A docker-compose project that actions may change. */
export const composeControl = z.strictObject({
  kind: z.literal('compose'),
  program: z
    .array(z.string().min(1))
    .min(1)
    .default(['docker-compose'])
    .describe('[docker-compose] for v1, [docker, compose] for v2'),
  project: identifier.describe('The name of the project (-p); never guessed from a folder'),
  files: z.array(z.string().min(1)).min(1).describe('The compose files (-f), in their order'),
  directory: z.string().min(1).optional().describe('Where the programs run; where hypercare runs if absent'),
  host: z.string().min(1).optional().describe('DOCKER_HOST; as in the environment where absent'),
  versionVariable: z
    .string()
    .min(1)
    .default('VERSION')
    .describe('The variable of the files that holds the version'),
})
export type ComposeControl = z.output<typeof composeControl>
