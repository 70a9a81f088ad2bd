import { open } from 'node:fs/promises'
import { join } from 'node:path'

/** Of an output this much is looked at. */
const READ_BYTES = 262_144

/** The beginning of what a program printed to a file of its attempt; empty where there is none. */
export async function readOutput(folder: string, name: string): Promise<string> {
  try {
    await using file = await open(join(folder, name))
    const { buffer, bytesRead } = await file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } catch {
    // Whether it failed is told by its exit code; the output only says why.
    return ''
  }
}
