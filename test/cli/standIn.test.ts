import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { GPU_OVERLAY, NOWHERE, PROFILE, type Running, run, serveDemo, sets } from './program.ts'

let demo: Running & { readonly url: string }
beforeAll(async () => {
  demo = await serveDemo()
})
afterAll(async () => {
  await demo.stop('SIGKILL')
})

/** Prometheus is down, and the metrics are read here for the first time: no window is filled. */
const args = () => [
  ...['--profile', PROFILE, '--overlay', GPU_OVERLAY],
  ...sets({
    'sources.prometheus.url': NOWHERE,
    'sources.backend.url': demo.url,
    'sources.alertmanager.enabled': 'false',
    'sources.scrape.targets': `[{ job: app, url: "${demo.url}/metrics" }]`,
  }),
]

const snapshot = z.object({
  sources: z.array(
    z.object({ id: z.string(), state: z.string(), onDuty: z.object({ for: z.string() }).nullable() }),
  ),
  gates: z.array(z.object({ id: z.string(), outcome: z.string() })),
  signals: z.array(z.object({ id: z.string(), level: z.string(), source: z.string() })),
})
const report = z.object({
  outcome: z.enum(['passed', 'failed', 'unknown']),
  criteria: z.array(
    z.object({
      id: z.string(),
      outcome: z.string(),
      evidence: z.array(z.object({ id: z.string(), outcome: z.string(), lack: z.string() })),
    }),
  ),
})
const EXIT = { passed: 0, failed: 1, unknown: 2 }

describe('while Prometheus is down and a stand-in has only begun to read', () => {
  it('a snapshot has the stand-in speak, and knows what needs no past', async () => {
    const { stdout } = await run(['snapshot', '--json', ...args()])
    const { sources, signals } = snapshot.parse(JSON.parse(stdout))
    const levels = new Map(signals.map(({ id, level }) => [id, level]))
    expect(sources.find(({ id }) => id === 'scrape')).toMatchObject({
      state: 'ok',
      onDuty: { for: 'prometheus' },
    })
    expect(sources.find(({ id }) => id === 'prometheus')?.state).toBe('failing')
    expect(levels.get('breaker.qwen')).toBe('ok')
    expect(levels.get('errors_5xx')).toBe('unknown')
  })

  it.each(['tuning', 'stability', 'guards', 'promote', 'rollback'])(
    'check %s says what the snapshot says, and a window that is filling never passes',
    async (gate) => {
      const [checked, seen] = await Promise.all([
        run(['check', gate, '--json', ...args()]),
        run(['snapshot', '--json', ...args()]),
      ])
      const { outcome, criteria } = report.parse(JSON.parse(checked.stdout))
      const { gates } = snapshot.parse(JSON.parse(seen.stdout))
      expect(gates.find(({ id }) => id === gate)?.outcome).toBe(outcome)
      expect(outcome).not.toBe('passed')
      expect(checked.code).toBe(EXIT[outcome])
      const filling = criteria.filter(({ evidence }) =>
        evidence.some(({ lack }) => lack.startsWith('filling')),
      )
      expect(filling.map((each) => each.outcome)).toEqual(filling.map(() => 'unknown'))
      expect(filling).not.toEqual([])
    },
  )

  it('is unknown where all else is well', async () => {
    const { code, stdout } = await run(['check', 'guards', ...args()])
    expect(stdout).toMatch(/\? unknown {2}guards\.json +JSON guard: filling, /)
    expect(stdout).toMatch(/● passed {3}guards\.breakers/)
    expect(code).toBe(2)
  })
})
