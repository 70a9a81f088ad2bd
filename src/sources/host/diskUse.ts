import { statfs } from 'node:fs/promises'
import type { DiskUse } from './machine.ts'

/** The use of the file system a path lies on, as df counts it. Rejects where there is no such path. */
export async function diskUse(path: string): Promise<DiskUse> {
  const { blocks, bfree, bavail, bsize } = await statfs(path)
  return { used: (blocks - bfree) * bsize, available: bavail * bsize }
}
