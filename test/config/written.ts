import { formatMistake } from '../../src/config/mistake.ts'
import type { Profile } from '../../src/config/profile.ts'
import { readProfile } from '../../src/config/read.ts'

/** A small profile without mistakes; the line numbers in the tests are those of this text. */
export const SMALL = `version: 1
name: shop
environment: production
sources:
  prom: { kind: prometheus, url: http://localhost:9090 }
  api:
    kind: health
    url: http://localhost:8001
  gpu: { kind: nvidia-smi }
signals:
  latency:
    source: prom
    query: histogram_quantile(0.95, sum by (le, mode) (rate(d_bucket[5m])))
    label: mode
    expect: [fast, slow]
    unit: seconds
    rules:
      - { where: { mode: fast }, atLeast: { warn: 2, crit: 3 }, for: 1m }
  health:
    source: api
    get: /health/{model}
    pick: status
    label: model
    expect: [a, b]
    rules: [{ differs: { crit: [healthy] } }]
  vram: { source: gpu, field: memory_free_ratio, label: gpu, unit: ratio }
panels:
  - { id: latency, kind: quantiles, title: Latency, signal: latency }
  - { id: vram, kind: stat, title: VRAM, signal: vram }
phases:
  - { id: early, from: 0h, to: 2h }
  - { id: late, from: 2h, to: 48h }
gates:
  done: { criteria: [{ id: latency, signal: latency }] }
  promote: { requires: [done] }
`

/** The text with a part of it replaced; the part must be there. */
export function edited(edits: readonly (readonly [from: string, to: string])[], text = SMALL): string {
  return edits.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`"${from}" is not in the text`)
    return before.replace(from, () => to)
  }, text)
}

type Over = {
  readonly overlays?: readonly string[]
  readonly sets?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const read = (text: string, { overlays = [], sets = [], env = {} }: Over) =>
  readProfile({
    texts: [text, ...overlays].map((each, index) => ({
      file: index === 0 ? 'p.yaml' : `over${index}.yaml`,
      text: each,
    })),
    sets,
    env,
  })

/** The mistakes as a person reads them. */
export function mistakesOf(text: string, over: Over = {}): string[] {
  const result = read(text, over)
  return result.ok ? [] : result.mistakes.map(formatMistake)
}

/** The profile; its mistakes fail the test. */
export function profileOf(text: string, over: Over = {}): Profile {
  const result = read(text, over)
  if (!result.ok) throw new Error(result.mistakes.map(formatMistake).join('\n'))
  return result.profile
}
