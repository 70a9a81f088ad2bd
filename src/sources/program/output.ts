/** What a program printed, up to a cap in bytes. */
export type Output = {
  /** Keeps what still fits; false once something did not. */
  add(chunk: Buffer): boolean
  /** As UTF-8; what is none of it becomes U+FFFD. */
  text(): string
}

export function createOutput(maxBytes: number): Output {
  const chunks: Buffer[] = []
  let bytes = 0
  return {
    add: (chunk) => {
      const kept = chunk.subarray(0, maxBytes - bytes)
      bytes += kept.length
      if (kept.length > 0) chunks.push(kept)
      return kept.length === chunk.length
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  }
}
