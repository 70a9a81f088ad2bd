import { describe, expect, it } from 'vitest'
import { wrapWords } from '../../../src/ui/screen/spread.ts'

describe('wrapWords', () => {
  it.each<[text: string, width: number, lines: number, wrapped: readonly string[]]>([
    ['p95 3.41 s is slow', 30, 2, ['p95 3.41 s is slow']],
    ['p95 3.41 s is slow', 12, 2, ['p95 3.41 s', 'is slow']],
    ['p95 3.41 s is slow', 9, 3, ['p95', '3.41 s is', 'slow']],
    ['p95 is slow · 7 more', 15, 2, ['p95 is slow ·', '7 more']],
    ['p95 is slow · 7 more', 15, 1, ['p95 is slow · …']],
    ['p95 is slow · 7 more', 13, 1, ['p95 is slow …']],
    ['for 4 metres', 5, 3, ['for 4', 'metres']],
    ['one', 3, 1, ['one']],
  ])('%s in %i cells and %i lines', (text, width, lines, wrapped) =>
    expect(wrapWords(text, width, lines)).toEqual(wrapped),
  )
})
