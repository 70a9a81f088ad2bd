import * as z from 'zod'
import { authoredProfile } from './profile.ts'

/** The JSON Schema (draft 2020-12) of a profile as its author writes it, for editors. */
export function profileJsonSchema(): unknown {
  return {
    ...z.toJSONSchema(authoredProfile, { target: 'draft-2020-12', io: 'input' }),
    title: 'hypercare profile',
  }
}
