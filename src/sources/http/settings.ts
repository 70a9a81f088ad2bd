import * as z from 'zod'
import { httpFields } from '../../schema/source.ts'

const schema = z.strictObject(httpFields)

/** How to reach one HTTP server, as the profile has it. */
export type HttpSettings = z.infer<typeof schema>
