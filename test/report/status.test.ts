import { describe, expect, it } from 'vitest'
import { cellWidth } from '../../src/core/width.ts'
import { plainLine, type Status, statusLine, statusOf, tmuxLine } from '../../src/report/status.ts'
import { aModel, aSignal, given, rule } from '../support/model.ts'

const status = (over: Partial<Status> = {}): Status => ({
  format: 'hypercare.status/1',
  at: '2026-03-14T14:02:31.000Z',
  profile: 'test',
  environment: 'production',
  version: '0.2.0',
  ageMs: 13_260_000,
  level: 'crit',
  clauses: ['balanced p95 3.41 s ≥ 3.2 s for 3 m', 'qwen breaker OPEN'],
  more: 5,
  ...over,
})
const WIDE = Number.POSITIVE_INFINITY

describe('the line of a status', () => {
  it.each([
    [WIDE, '✖ CRIT balanced p95 3.41 s ≥ 3.2 s for 3 m · 6 more · T+03:41'],
    [61, '✖ CRIT balanced p95 3.41 s ≥ 3.2 s for 3 m · 6 more · T+03:41'],
    [60, '✖ CRIT balanced p95 3.41 s ≥ 3.2 s for 3 m · 6 more'],
    [51, '✖ CRIT balanced p95 3.41 s ≥ 3.2 s for 3 m · 6 more'],
    [42, '✖ CRIT balanced p95 3.41 s ≥ 3.2 s for 3 m'],
    [30, '✖ CRIT balanced p95 3.41 s ≥…'],
    [24, '✖ CRIT balanced p95…'],
    [6, '✖ CRIT'],
    [1, '✖'],
  ])('in %d cells is %s', (width, line) => {
    expect(plainLine(statusLine(status(), width))).toBe(line)
  })

  it('is never wider than it may be', () => {
    for (let width = 1; width < 80; width += 1)
      expect(cellWidth(plainLine(statusLine(status(), width)))).toBeLessThanOrEqual(width)
  })

  it.each([
    [{ level: 'ok', clauses: ['All 9 signals ok'], more: 0 }, '● OK All 9 signals ok · T+03:41'],
    [
      { level: 'stale', clauses: ['prom gives no answer'], more: 0, ageMs: null },
      '◌ STALE prom gives no answer',
    ],
  ] as const)('says no more than there is: %j', (over, line) => {
    expect(plainLine(statusLine(status(over), WIDE))).toBe(line)
  })
})

describe('the same for tmux', () => {
  it.each([
    ['crit', '#[fg=white,bg=red,bold] ✖ CRIT #[default] p95 slow'],
    ['warn', '#[fg=black,bg=yellow] ▲ WARN #[default] p95 slow'],
    ['stale', '#[fg=black,bg=white] ◌ STALE #[default] p95 slow'],
    ['unknown', '#[fg=white,bg=magenta] ? UNKNOWN #[default] p95 slow'],
    ['ok', '● OK p95 slow'],
  ] as const)('has a badge of both colours where something is wrong (%s)', (level, line) => {
    const told = status({ level, clauses: ['p95 slow'], more: 0, ageMs: null })
    expect(tmuxLine(statusLine(told, WIDE))).toBe(line)
  })

  it.each([
    ['#[fg=red]', '##[fg=red]'],
    ['#(reboot)', '##(reboot)'],
    ['#{pane_id}', '##{pane_id}'],
    ['##', '####'],
  ])('takes no order from the text: %s', (text, escaped) => {
    const told = status({ level: 'ok', clauses: [text], more: 0, ageMs: null })
    expect(tmuxLine(statusLine(told, WIDE))).toBe(`● OK ${escaped}`)
  })
})

it('the status of a model is its headline with who and when', () => {
  const model = aModel({
    signals: [
      given(aSignal('heat', { unit: 'celsius', rules: [rule({ op: 'atLeast', warn: 70, crit: 80 })] }), {
        '': { value: 85 },
      }),
    ],
  })
  expect(statusOf(model)).toMatchObject({
    format: 'hypercare.status/1',
    at: new Date(model.now).toISOString(),
    profile: model.profile.name,
    level: 'crit',
    clauses: [expect.stringMatching(/^heat 85 °C/)],
    more: 0,
  })
})
