import { describe, expect, it } from 'vitest'
import { GUESS, rank, SLIP } from '../../../src/core/prompt/rank.ts'

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
    ['llms', 'scale_llm', 'Scale worker-llm', SLIP],
    ['mlls', 'scale_llm', 'Scale worker-llm', null],
    ['gatse', 'gates', 'How far the 48 hours are', SLIP],
    ['serivces', 'services', 'Every service', SLIP],
    ['latancy', 'latency_p95', 'p95', SLIP],
    ['alrets', 'alerts', 'All alerts', SLIP],
    ['filterr', 'filter', 'Show only', SLIP],
    ['jurnal', 'journal', 'What was done', GUESS],
    ['scale wrker', 'scale_worker', 'Scale', GUESS],
    ['workre', 'scale_worker', '', SLIP],
    ['serivecs', 'services', 'Every service', null],
    ['zo', 'go', '', null],
    ['지연', 'latency', 'p95', null],
    ['x', 'scale_llm', 'Scale worker-llm', null],
    ['遅延', 'latency', '遅延 p95', 4],
    ['ﬁlter', 'filter', 'Show only', 0],
  ])('%s fits %s as %i', (typed, name, title, expected) => expect(rank(typed, name, title)).toBe(expected))
})
