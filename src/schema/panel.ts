import * as z from 'zod'
import { identifier } from './fields.ts'

/** What every panel has, whatever its kind. */
export const panelFields = { id: identifier, title: z.string().min(1) }
