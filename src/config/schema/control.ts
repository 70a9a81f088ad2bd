import * as z from 'zod'
import { composeControl } from '../../actions/compose/config.ts'
import { kubectlControl } from '../../actions/kubectl/config.ts'

/** What operates services, of any kind. */
export const authoredControl = z.discriminatedUnion('kind', [composeControl, kubectlControl])
export type AuthoredControl = z.output<typeof authoredControl>
