import * as z from 'zod'
import { parseDuration } from '../core/time.ts'

const NOT_A_DURATION = 'not a duration; write it like 30s, 5m or 1h30m'

/** A duration as Prometheus writes it (`30s`, `1h30m`), in milliseconds. */
export const duration = z
  .string(NOT_A_DURATION)
  .meta({ pattern: '^([0-9]+(\\.[0-9]+)?(ms|s|m|h|d|w))+$' })
  .refine((text) => parseDuration(text) !== null, NOT_A_DURATION)
  .transform((text) => parseDuration(text) ?? 0)
  .meta({ description: 'A duration as Prometheus writes it: 30s, 5m, 1h30m' })

/** A moment with its offset from UTC, in Unix milliseconds. */
export const moment = z.iso
  .datetime({ offset: true, error: 'not a time; write it like 2025-10-14T09:30:00Z' })
  .transform((text) => Date.parse(text))

/** A name other parts of the profile refer to. */
export const identifier = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*$/, 'not an id; use lower-case letters, digits, "_" and "-", a letter first')

/** The value of a label. YAML reads `0` and `true` as no strings; labels have nothing else. */
export const word = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)])

/** What is said of every secret that stands in a profile. */
export const SECRET_IN_PLAIN =
  'a secret does not belong in a profile; say where it is instead: { env: NAME }, { file: PATH } or { command: [PROGRAM, ...] }'

/** An http or https address without a password in it. */
export const httpUrl = z
  .url({ protocol: /^https?$/, error: 'not an http(s) URL; write it like http://localhost:9090' })
  .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), `${SECRET_IN_PLAIN} (under "auth", not in the URL)`)

/**
 * Where a secret is read from; the secret itself never stands in a profile.
 * `file` must be readable by its owner alone, `command` is argv and prints the secret.
 */
export const secret = z.union(
  [
    z.strictObject({ env: z.string().min(1) }),
    z.strictObject({ file: z.string().min(1) }),
    z.strictObject({ command: z.array(z.string()).min(1) }),
  ],
  { error: ({ input }) => (typeof input === 'object' ? undefined : SECRET_IN_PLAIN) },
)
export type SecretReference = z.infer<typeof secret>
