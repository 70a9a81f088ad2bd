import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import * as z from 'zod'

/** An expression as a person reads it in a profile. */
export type Written = {
  readonly id: string
  readonly query: string
  readonly label: string | undefined
  readonly expected: readonly string[]
}

const signal = z.object({
  query: z.string().optional(),
  label: z.string().optional(),
  expect: z.array(z.coerce.string()).optional(),
})
const profile = z.object({ signals: z.record(z.string(), signal) })

/** Every expression of a profile and an overlay, read without the code under test. */
export async function expressionsOf(file: string, overlay: string): Promise<readonly Written[]> {
  const base = profile.parse(parse(await readFile(file, 'utf8')))
  const over = profile.parse(parse(await readFile(overlay, 'utf8')))
  const ids = new Set([...Object.keys(base.signals), ...Object.keys(over.signals)])
  return [...ids].flatMap((id): Written[] => {
    const { query, label, expect = [] } = { ...base.signals[id], ...over.signals[id] }
    return query === undefined ? [] : [{ id, query, label, expected: expect }]
  })
}
