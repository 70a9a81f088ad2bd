import * as z from 'zod'
import { identifier } from '../../schema/fields.ts'

/** `160x45` */
const SIZE = /^(\d{1,4})x(\d{1,4})$/

const size = z
  .string('not a size; write it like 160x45')
  .meta({ pattern: SIZE.source })
  .transform((text, { issues }) => {
    const [, columns, rows] = SIZE.exec(text) ?? []
    if (columns !== undefined && rows !== undefined) return { columns: Number(columns), rows: Number(rows) }
    issues.push({ code: 'custom', input: text, message: 'not a size; write it like 160x45' })
    return z.NEVER
  })

const stack = z.strictObject({
  panels: z.array(identifier).min(1).describe('Above each other'),
  weight: z
    .number()
    .positive()
    .default(1)
    .describe('How wide it is, measured by the weights of those beside it'),
})

/** Where panels stand on large screens. */
export const authoredLayout = z.strictObject({
  from: size.describe(
    'The smallest screen it is meant for, as columns x rows; the largest that fits is used',
  ),
  rows: z
    .array(z.array(z.union([identifier, stack])).min(1))
    .min(1)
    .describe('Lines of panels, top to bottom; those left out stand below them with one line each'),
})
export type AuthoredLayout = z.output<typeof authoredLayout>

/** The stacks of a row: an id by itself is one of a single panel. */
export const stacksOf = (row: AuthoredLayout['rows'][number]): readonly z.output<typeof stack>[] =>
  row.map((each) => (typeof each === 'string' ? { panels: [each], weight: 1 } : each))
