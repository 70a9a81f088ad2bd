import type { Readable } from 'node:stream'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'

export class BodyTooLarge extends Error {
  readonly maxBytes: number
  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`)
    this.maxBytes = maxBytes
  }
}

export class UnknownEncoding extends Error {}

/** The connection was closed before the end of a body, and nothing said why. */
class BrokenOff extends Error {
  readonly code = 'ECONNRESET'
}

/** Bytes that have come of a body so far, for saying how far it got. */
export type Progress = { bytes: number }

/**
 * Reads a body to its end, decoded. Throws {@link BodyTooLarge} as soon as the bytes, or what they unfold to, exceed the
 * cap, so that a small bomb never unfolds; the connection is closed then. Decoded at once, not as a stream: answers of
 * some kilobytes every second cost a seventh so.
 */
export async function readBody(
  body: Readable,
  encoding: string,
  maxBytes: number,
  progress: Progress,
): Promise<Buffer> {
  const bytes = await bytesOf(body, maxBytes, progress)
  const decode = decoderFor(encoding)
  if (decode === null || bytes.length === 0) return bytes
  try {
    return decode(bytes, { maxOutputLength: maxBytes })
  } catch (error) {
    throw isTooLarge(error) ? new BodyTooLarge(maxBytes) : error
  }
}

/** By its events: to iterate over what mostly comes in one piece costs as much as the rest of reading it. */
function bytesOf(body: Readable, maxBytes: number, progress: Progress): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    body.on('data', (chunk: Buffer) => {
      progress.bytes += chunk.length
      if (progress.bytes > maxBytes) body.destroy(new BodyTooLarge(maxBytes))
      else chunks.push(chunk)
    })
    body.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    body.on('error', reject)
    // The last that comes, whatever came before.
    body.on('close', () => reject(new BrokenOff('closed before its end')))
  })
}

type Decoder = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Buffer

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

function decoderFor(encoding: string): Decoder | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null
    case 'gzip':
    case 'x-gzip':
      return gunzipSync
    case 'deflate':
      return inflateSync
    case 'br':
      return brotliDecompressSync
    default:
      throw new UnknownEncoding(encoding)
  }
}

/** Reads to the end of a body that nobody wants, so that its connection can be kept; a longer one is cut off. */
export function skipBody(body: Readable, maxBytes: number): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > maxBytes) body.destroy()
    })
    // What breaks off here is not missed.
    body.on('error', () => undefined)
    body.on('close', resolve)
  })
}
