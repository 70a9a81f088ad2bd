import * as z from 'zod'
import type { StandIn } from '../core/profile.ts'
import { duration, httpUrl, identifier, SECRET_IN_PLAIN, secret } from './fields.ts'

const SECRET_HEADER = /^(authorization|proxy-authorization|cookie|.*(token|api-?key|secret|password).*)$/i

/** What every source has, whatever its kind. */
export const sourceFields = {
  short: z.string().min(1).max(8).optional().describe('A few letters for the header; the id where absent'),
  enabled: z.boolean().default(true),
  interval: duration.prefault('5s').describe('Time between two polls'),
  deadline: duration.prefault('4s').describe('One deadline for a whole poll'),
}

/** What a source has that can read the signals of another one. */
export const standInFields = {
  standsIn: z
    .strictObject({
      for: identifier.describe(
        'The source whose signals it reads while that one gives no answer, or is not in the profile',
      ),
      after: z
        .int()
        .min(1)
        .default(2)
        .describe('Failed polls in a row of the other one before this one takes over'),
      back: duration
        .prefault('5m')
        .describe(
          'The other one speaks again when it has answered as long as it was away, at most this long',
        ),
      warm: z
        .boolean()
        .default(true)
        .describe(
          'Read all the time, so that no window is to be filled when it takes over; false: only when needed',
        ),
    })
    .optional()
    .transform((terms): StandIn | null =>
      terms === undefined
        ? null
        : { for: terms.for, afterFailures: terms.after, backAfterMs: terms.back, isWarm: terms.warm },
    ),
}

const AUTH_FORMS =
  'write it like { bearer: { env: NAME } } or { basic: { user: NAME, password: { file: PATH } } }'

/** Where there is a key at all, what is wrong with it says more than the forms do. */
const hasKeys = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length > 0

/** What every source that speaks HTTP has. */
export const httpFields = {
  url: httpUrl,
  headers: z
    .record(z.string(), z.string('expected a text; put it in quotes'))
    .superRefine((headers, { addIssue }) => {
      for (const name of Object.keys(headers).filter((name) => SECRET_HEADER.test(name))) {
        addIssue({ code: 'custom', path: [name], message: `${SECRET_IN_PLAIN} (under "auth")` })
      }
    })
    .default({})
    .describe('Sent with every request; no secrets here'),
  auth: z
    .union(
      [
        z.strictObject({ bearer: secret }),
        z.strictObject({ basic: z.strictObject({ user: z.string(), password: secret }) }),
      ],
      { error: ({ input }) => (hasKeys(input) ? undefined : AUTH_FORMS) },
    )
    .optional(),
  tls: z
    .strictObject({
      ca: z.string().optional().describe('PEM file of the authority to trust'),
      cert: z.string().optional().describe('PEM file of the client certificate'),
      key: z.string().optional().describe('PEM file of its key'),
      serverName: z.string().optional().describe('The name to expect in the server certificate'),
    })
    .optional(),
  maxBytes: z.int().positive().default(8_000_000).describe('Cap on the decoded bytes of one answer'),
}
