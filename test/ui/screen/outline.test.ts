import { describe, expect, it } from 'vitest'
import { type Row, span } from '../../../src/core/row.ts'
import { filterOutline } from '../../../src/ui/screen/outline.ts'
import { plainText } from '../../../src/widgets/fit.ts'

/** A line that begins with `#` is a title. */
const rows = (text: string): readonly Row[] =>
  text.split('\n').map((line) => [line.startsWith('#') ? span(line.replace('#', ''), 'title') : span(line)])

const PAGE = rows(`# Open
 14:02 scale worker-llm
       “the queue grows”
       unknown: its runner is gone

# Journal
 13:00 downshift by kim
       “qwen trips”
 12:00 downshift by ada
# 48-hour stability
   latency failed
     p95 3.4 s
   traffic passed
     deviation 0.01`)

const left = (filter: string): readonly string[] =>
  filterOutline(PAGE, filter).map((row) => plainText(row).trim())

describe('the rows of a page that fit a filter', () => {
  it.each<[string, readonly string[]]>([
    ['queue', ['Open', '14:02 scale worker-llm', '“the queue grows”', 'unknown: its runner is gone']],
    ['kim trips', ['Journal', '13:00 downshift by kim', '“qwen trips”']],
    ['ada trips', []],
    ['downshift', ['Journal', '13:00 downshift by kim', '“qwen trips”', '12:00 downshift by ada']],
    ['3.4', ['48-hour stability', 'latency failed', 'p95 3.4 s']],
    ['stability', ['48-hour stability', 'latency failed', 'p95 3.4 s', 'traffic passed', 'deviation 0.01']],
    ['zzz', []],
  ])('%s', (filter, expected) => expect(left(filter)).toEqual(expected))

  it('are all of them where there is none', () => expect(filterOutline(PAGE, ' ')).toBe(PAGE))
})
