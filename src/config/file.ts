import { type FileHandle, open } from 'node:fs/promises'
import { errorCode } from '../core/failure.ts'
import { type Mistake, mistakeAt } from './mistake.ts'
import type { Place } from './tree.ts'

/** No profile comes near it; what does is another file. */
const MOST_BYTES = 1_048_576

export type FileText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly mistake: Mistake }

/** The text of a file or pipe, at most 1 MiB of UTF-8. Throws: never. */
export async function readText(file: string): Promise<FileText> {
  const refuse = (message: string, line = 1, column = 1): FileText => {
    const place: Place = { origin: { kind: 'file', name: file }, line, column }
    return { ok: false, mistake: mistakeAt(place, [], message) }
  }
  try {
    const handle = await open(file)
    try {
      const bytes = await readCapped(handle)
      if (bytes === null) return refuse(`larger than ${MOST_BYTES / 1024} KiB; is it the right file?`)
      const text = decode(bytes)
      if (text !== null) return { ok: true, text }
      const { line, column } = firstBadByte(bytes)
      return refuse('not UTF-8; save the file in this encoding', line, column)
    } finally {
      await handle.close()
    }
  } catch (error) {
    return refuse(`can't be read: ${reasonOf(error)}`)
  }
}

async function readCapped(handle: FileHandle): Promise<Buffer | null> {
  const buffer = Buffer.alloc(MOST_BYTES + 1)
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null)
    if (bytesRead === 0) return buffer.subarray(0, length)
    length += bytesRead
  }
  return null
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** No byte of a longer UTF-8 sequence is a line feed, so that lines can be tried one by one. */
function firstBadByte(bytes: Buffer): { line: number; column: number } {
  let line = 1
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from)
    const part = bytes.subarray(from, end === -1 ? bytes.length : end)
    if (decode(part) === null) return { line, column: part.toString('utf8').indexOf('\ufffd') + 1 }
    from = end === -1 ? bytes.length : end + 1
  }
  return { line: 1, column: 1 }
}

function reasonOf(error: unknown): string {
  const code = errorCode(error)
  switch (code) {
    case 'ENOENT':
      return 'there is no such file'
    case 'EISDIR':
      return 'it is a directory'
    case 'EACCES':
      return 'this user may not read it'
    default:
      return code
  }
}
