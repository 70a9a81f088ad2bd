import { describe, expect, it } from 'vitest'
import { GUESS, rank } from '../../../src/core/prompt/rank.ts'

describe('how well a name fits what was typed', () => {
  it.each<[typed: string, name: string, title: string, rank: number | null]>([
    ['zoom', 'zoom', 'See the focused panel alone', 0],
    ['Scale-LLM', 'scale_llm', 'Scale worker-llm', 0],
    ['sca', 'scale_llm', 'Scale worker-llm', 1],
    ['llm', 'scale_llm', 'Scale worker-llm', 2],
    ['llm sc', 'scale_llm', 'Scale worker-llm', 2],
    ['ale', 'scale_llm', 'Scale worker-llm', 3],
    ['worker', 'scale_llm', 'Scale worker-llm', 4],
    ['scale work', 'scale_llm', 'Scale worker-llm', 4],
    ['orker', 'scale_llm', 'Scale worker-llm', 5],
    ['sllm', 'scale_llm', 'Scale worker-llm', GUESS],
    ['llms', 'scale_llm', 'Scale worker-llm', null],
    ['x', 'scale_llm', 'Scale worker-llm', null],
    ['遅延', 'latency', '遅延 p95', 4],
    ['ﬁlter', 'filter', 'Show only', 0],
  ])('%s fits %s as %i', (typed, name, title, expected) => expect(rank(typed, name, title)).toBe(expected))
})
