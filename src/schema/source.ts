import { z } from 'zod'
import { duration, httpUrl, SECRET_IN_PLAIN, secret } from './fields.ts'

const SECRET_HEADER = /^(authorization|proxy-authorization|cookie|.*(token|api-?key|secret|password).*)$/i

/** What every source has, whatever its kind. */
export const sourceFields = {
  short: z.string().min(1).max(8).optional().describe('A few letters for the header; the id where absent'),
  enabled: z.boolean().default(true),
  interval: duration.prefault('5s').describe('Time between two polls'),
  deadline: duration.prefault('4s').describe('One deadline for a whole poll'),
}

/** What every source that speaks HTTP has. */
export const httpFields = {
  url: httpUrl,
  headers: z
    .record(z.string(), z.string())
    .superRefine((headers, { addIssue }) => {
      for (const name of Object.keys(headers).filter((name) => SECRET_HEADER.test(name))) {
        addIssue({ code: 'custom', path: [name], message: `${SECRET_IN_PLAIN} (under "auth")` })
      }
    })
    .default({})
    .describe('Sent with every request; no secrets here'),
  auth: z
    .union([
      z.strictObject({ bearer: secret }),
      z.strictObject({ basic: z.strictObject({ user: z.string(), password: secret }) }),
    ])
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
