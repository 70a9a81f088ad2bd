import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { prettifyError } from 'zod'

/** A body as asked for, or the status and the sentence to refuse it with. */
type Body<T> =
  | { readonly kind: 'valid'; readonly value: T }
  | { readonly kind: 'refused'; readonly status: 400 | 413; readonly reason: string }

const MAX_BODY_BYTES = 16 * 1024

/** Reads a JSON body of at most 16 KiB and checks it. Throws only if the connection breaks. */
export async function readBody<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<Body<T>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk)
    bytes += buffer.length
    // Read on to the end, so that the answer reaches a client that is still sending; keep nothing.
    if (bytes <= MAX_BODY_BYTES) chunks.push(buffer)
  }
  if (bytes > MAX_BODY_BYTES) {
    return { kind: 'refused', status: 413, reason: `the body is over ${MAX_BODY_BYTES} bytes` }
  }
  const json = parseJson(Buffer.concat(chunks).toString('utf8'))
  if (json === undefined) return { kind: 'refused', status: 400, reason: 'the body is no valid JSON' }
  const parsed = schema.safeParse(json.value)
  return parsed.success
    ? { kind: 'valid', value: parsed.data }
    : { kind: 'refused', status: 400, reason: prettifyError(parsed.error) }
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    // The caller says so to the client; the parser's own words would not help them.
    return undefined
  }
}
