import type { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

export class BodyTooLarge extends Error {
  readonly maxBytes: number
  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`)
    this.maxBytes = maxBytes
  }
}

export class UnknownEncoding extends Error {}

/** What has come of a body so far, for saying how far it got. */
export type Progress = { bytes: number }

/**
 * Reads a body to its end, decoded. Throws {@link BodyTooLarge} as soon as the decoded bytes exceed the cap, so that
 * a small bomb never unfolds; the connection is closed then.
 */
export async function readBody(
  body: Readable,
  encoding: string,
  maxBytes: number,
  progress: Progress,
): Promise<string> {
  const chunks: Buffer[] = []
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      progress.bytes += chunk.length
      if (progress.bytes > maxBytes) throw new BodyTooLarge(maxBytes)
      chunks.push(chunk)
    }
  }
  const decoder = decoderFor(encoding)
  if (decoder === null) await collect(body)
  else await pipeline(body, decoder, collect)
  return Buffer.concat(chunks).toString('utf8')
}

function decoderFor(encoding: string): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'deflate':
      return createInflate()
    case 'br':
      return createBrotliDecompress()
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
