import { expect, it } from 'vitest'
import { spoken } from '../../../src/ui/reader/spoken.ts'

it.each([
  [
    '✖ CRIT balanced p95 3.41 s ≥ 3.2 s for 3 m',
    'CRIT balanced p95 3.41 seconds, at or over 3.2 seconds for 3 minutes',
  ],
  ['balanced   3.41 s / 3.2    ✖ CRIT  ⣀⣀⣠⣤⣤⣄', 'balanced, 3.41 seconds / 3.2, CRIT'],
  [
    '│ qwen     ✖ OPEN          1m55s  health unhealthy  │',
    'qwen, critical OPEN, 1 minute 55 seconds, health unhealthy',
  ],
  ['✖ HighResponseTime  app  4 m', 'critical HighResponseTime, app, 4 minutes'],
  ['✖ traffic   failed for 4 m', 'traffic, failed for 4 minutes'],
  ['▲ last change 4 m ago', 'warning last change 4 minutes ago'],
  ['△ PEND', 'PEND'],
  ['? UNKNOWN no data', 'UNKNOWN no data'],
  ['◌ STALE 42s', 'STALE 42 seconds'],
  ['12h04m', '12 hours 4 minutes'],
  ['1 m', '1 minute'],
  ['250 ms', '250 milliseconds'],
  ['step  5 870 / 10 000   58.7 %', 'step, 5 870 of 10 000, 58.7 percent'],
  ['+5.8 pt  −4.3 pt', 'plus 5.8 points, minus 4.3 points'],
  ['fast 3.6 points (< 5 points from 60 %)', 'fast 3.6 points (under 5 points from 60 percent)'],
  ['0 (≤ 1)', '0 (at or under 1)'],
  ['warn → crit', 'warn to crit'],
  ['T+03:41', 'T plus 03:41'],
  ['regular 2–24 h', 'regular 2 to 24 hours'],
  ['entropy 1.20 / 0.5…2', 'entropy 1.20 of 0.5 to 2'],
  ['working the plan out …', 'working the plan out'],
  ['HighResponseTime is fir…', 'HighResponseTime is fir...'],
  [
    '╭─ Downshift to fast ───── plan 7f3a · expires in 58 s ─╮',
    'Downshift to fast plan 7f3a, expires in 58 seconds',
  ],
  ['  target 127.0.0.1:9090 s3://bucket', 'target 127.0.0.1:9090 s3://bucket'],
  ['╰──────╯', ''],
])('%s', (text, words) => expect(spoken(text)).toBe(words))
