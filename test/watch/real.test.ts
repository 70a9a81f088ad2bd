import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import {
  type Ended,
  type Folder,
  GPU_OVERLAY,
  NOWHERE,
  openFolder,
  PROFILE,
  run,
  sets,
} from '../cli/program.ts'
import { readSnapshot, type SnapshotAnswer, seriesOf } from '../cli/snapshotFormat.ts'
import { eventually } from '../support/eventually.ts'
import { isMissing } from '../support/processes.ts'
import { serveWeb } from '../support/web.ts'
import { expressionsOf } from './expressions.ts'
import { type Forward, forwardTo } from './forward.ts'
import { type System, startSystem } from './system.ts'

const isUnable = isMissing('prometheus', 'alertmanager', 'nodeExporter')
let system: System
let folder: Folder

beforeAll(async () => {
  if (isUnable) return
  folder = await openFolder()
  // A minute a second, and all of it gets worse.
  system = await startSystem(['--scenario', 'all-at-once', '--speed', '60', '--seed', '5'])
})
afterAll(async () => {
  if (isUnable) return
  await system.stop()
  await folder.remove()
})

async function snapshotWith(args: readonly string[]): Promise<SnapshotAnswer> {
  const { code, stdout, stderr } = await run(['snapshot', '--json', ...system.args, ...args])
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return readSnapshot(stdout)
}

const doctorWith = (args: readonly string[]): Promise<Ended> => run(['doctor', ...system.args, ...args])

const post = (path: string, body: unknown): Promise<Response> =>
  fetch(system.alertmanager.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

const alerts = z.array(
  z.object({
    fingerprint: z.string(),
    labels: z.looseObject({ alertname: z.string(), severity: z.string() }),
    annotations: z.object({ summary: z.string(), runbook_url: z.string() }),
    startsAt: z.string(),
    status: z.object({ state: z.string() }),
  }),
)

describe.skipIf(isUnable)('every value is the one the system itself tells', () => {
  it('of Prometheus, every series of every expression, at the same moment', async () => {
    // Scrapes of this moment are all stored, so whoever asks for it gets the same answer.
    const at = Date.now() - 2_000
    const pinned = await forwardTo(system.prometheus.url, (path, form) => {
      if (path === '/api/v1/query' && !form.has('time')) form.set('time', String(at / 1000))
    })
    // So long ago that `$since_deployment` is the whole window.
    const deployed = ['--deployed-at', '2020-01-01T00:00:00Z']
    const snapshot = await snapshotWith([...deployed, ...sets({ 'sources.prometheus.url': pinned.url })])
    await pinned.close()
    expect(snapshot.sources.find(({ id }) => id === 'prometheus')).toMatchObject({
      state: 'ok',
      failure: null,
    })

    let numbers = 0
    for (const { id, query, label, expected } of await expressionsOf(PROFILE, GPU_OVERLAY)) {
      const series = await system.ask(
        query.replaceAll('$since_deployment', '172800s').replaceAll('$before_deployment', '2d'),
        at,
        label,
      )
      const shown = seriesOf(snapshot, id)
      const finite = new Map([...series].filter(([, value]) => Number.isFinite(value)))
      for (const [key, { level, reason, value, ageMs }] of shown) {
        const told = finite.get(key)
        expect(value, `${id} ${key}`).toBe(told ?? null)
        if (told === undefined) expect(`${level}: ${reason}`, id).toMatch(/^unknown: no data/)
        else {
          numbers += 1
          expect(ageMs, id).toBeLessThan(30_000)
        }
      }
      expect([...shown.keys()].sort(), id).toEqual(
        [...new Set([...series.keys(), ...expected])]
          .sort()
          .concat(series.size + expected.length === 0 ? [''] : []),
      )
    }
    expect(numbers).toBeGreaterThan(50)
  })

  it('of the endpoints', async () => {
    const backend = await forwardTo(system.demo.url)
    const snapshot = await snapshotWith(sets({ 'sources.backend.url': backend.url }))
    await backend.close()
    const told = (path: string, ...keys: readonly string[]): unknown =>
      keys.reduce<unknown>(
        (json, key) => z.looseObject({}).parse(json)[key],
        JSON.parse(lastBody(backend, path)),
      )
    const expected = {
      health: told('/health', 'status'),
      database: told('/health', 'services', 'database'),
      redis: told('/health', 'services', 'redis'),
      workers_llm: told('/health', 'services', 'workers', 'llm'),
      workers_rl: told('/health', 'services', 'workers', 'rl'),
      version: told('/version', 'version'),
      'llm_health.qwen': told('/health/llm?model=qwen', 'status'),
      'llm_health.mistral': told('/health/llm?model=mistral', 'status'),
      'llm_health.llama': told('/health/llm?model=llama', 'status'),
      llm_health_all: told('/health/llm?model=all', 'status'),
      'cache_ttl.fast': told('/admin/cache/stats', 'fast', 'ttl_seconds'),
      'cache_ttl.balanced': told('/admin/cache/stats', 'balanced', 'ttl_seconds'),
      'cache_ttl.creative': told('/admin/cache/stats', 'creative', 'ttl_seconds'),
      serving_mode: told('/admin/downshift/stats', 'mode'),
      downshifts: told('/admin/downshift/stats', 'active_downshifts'),
    }
    const shown = snapshot.signals.filter(({ source }) => source === 'backend')
    expect(Object.fromEntries(shown.map(({ id, value }) => [id, value]))).toEqual(expected)
  })

  it('of Alertmanager: alerts, severities, silences', async () => {
    const alert = (alertname: string, severity: string) => ({
      labels: { alertname, severity, team: 'ml' },
      annotations: { summary: `${alertname} of a test`, runbook_url: 'https://example.test/runbook' },
      startsAt: new Date(Date.now() - 90_000).toISOString(),
    })
    await post('/api/v2/alerts', [
      alert('QueueHigh', 'warning'),
      alert('ApiDown', 'critical'),
      alert('Noise', 'critical'),
    ])
    await post('/api/v2/silences', {
      matchers: [{ name: 'alertname', value: 'Noise', isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'ann',
      comment: 'known',
    })
    const own = await eventually(async () => {
      const told = alerts.parse(await (await fetch(`${system.alertmanager.url}/api/v2/alerts`)).json())
      expect(told.map(({ status }) => status.state).sort()).toEqual(['active', 'active', 'suppressed'])
      return told
    })
    const snapshot = await snapshotWith([])
    const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name)
    expect([...snapshot.alerts].sort(byName)).toEqual(
      own
        .map(({ fingerprint, labels, annotations, startsAt, status }) => ({
          fingerprint,
          name: labels.alertname,
          severity: labels.severity,
          state: status.state === 'suppressed' ? 'silenced' : 'active',
          startsAt: new Date(startsAt).toISOString(),
          source: 'alertmanager',
          labels,
          summary: annotations.summary,
          runbookUrl: annotations.runbook_url,
        }))
        .sort(byName),
    )
    const values = new Map(snapshot.signals.map(({ id, value }) => [id, value]))
    expect(values.get('alerts_active')).toBe(2)
    expect(values.get('alerts_silenced')).toBe(1)
    expect([...snapshot.headline.clauses]).not.toContainEqual(expect.stringContaining('Noise'))
  })
})

const lastBody = ({ passed }: Forward, path: string): string =>
  passed.findLast((each) => each.path === path)?.body ?? `{"never asked": ${JSON.stringify(path)}}`

const problems = ({ stdout }: Ended): string[] => stdout.split('\n').filter((line) => /^ {2}[▲✖]/.test(line))

describe.skipIf(isUnable)('the doctor', () => {
  it('finds nothing wrong with what is right, exit 0', async () => {
    // Steps of a minute have nothing to say in the first minute of a Prometheus.
    const query =
      'ceil(changes((max by (model) (circuit_breaker_state) == bool 1)[$since_deployment:1s]) / 2)'
    const ended = await doctorWith([...sets({ 'signals.breaker_trips.query': query })])
    expect(problems(ended)).toEqual([])
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' })
    expect(ended.stdout).toMatch(/Nothing is wrong\.\n$/)
    expect(ended.stdout).toContain('● latency_p95: ')
  })

  it('tells each thing that is wrong in its own words, exit 1', async () => {
    const refusing = await serveWeb(() => ({ status: 401, body: 'no token, no alerts' }))
    const ended = await doctorWith(
      sets({
        'signals.queue.query': 'sum(celery_queue_lenght)',
        'signals.breaker.label': 'modell',
        'signals.training_loss.query': 'max(ppo_loss{algorithm="DQN"})',
        'signals.serving_mode.pick': 'modus',
        'signals.downshifts.get': '/admin/downshifts',
        'sources.alertmanager.url': refusing.url,
      }),
    )
    await refusing.close()
    expect(ended.stderr).toBe('')
    const wrong = problems(ended).join('\n')
    expect(wrong).toMatch(/✖ queue: there is no metric celery_queue_lenght/)
    expect(wrong).toMatch(/✖ training_loss: ppo_loss exists, but no series with algorithm="DQN"/)
    expect(wrong).toMatch(/[▲✖] breaker.*modell/)
    expect(wrong).toMatch(/serving_mode.*modus/)
    expect(wrong).toMatch(/\/admin\/downshifts.*404/)
    expect(wrong).toMatch(/answered 401: "no token, no alerts"/)
    expect(ended.code).toBe(1)
  })

  it('says of a server that is not there so once, and goes on to the others', async () => {
    const ended = await doctorWith([...sets({ 'sources.prometheus.url': NOWHERE })])
    expect(problems(ended)).toEqual([expect.stringContaining(`${NOWHERE} refused the connection`)])
    expect(ended.stdout).toContain('→ is it running')
    expect(ended.stdout).toContain('● /health')
    expect(ended.code).toBe(1)
  })
})

/** After six seconds without anything new a value is stale. */
const IMPATIENT = `
defaults: { staleAfter: 6s }
sources:
  prometheus: { interval: 1s }
  backend: { interval: 1s }
  host: { interval: 1s }
signals:
  breaker: { staleAfter: 6s }
`

/** Last, since it kills the backend. */
describe.skipIf(isUnable)('a target that dies', () => {
  it('leaves values that grow old, none that look alive', async () => {
    const overlay = await folder.write('impatient.yaml', IMPATIENT)
    const args = ['--overlay', overlay]
    await eventually(async () => {
      const before = await snapshotWith(args)
      expect(seriesOf(before, 'traffic_share').get('fast')?.level).not.toMatch(/stale|unknown/)
    })
    // Ages of what only a range still knows are found in steps of 10 s: a series must have lived longer than one.
    await vi.waitFor(
      async () => {
        const lived = await system.ask('time() - min(min_over_time(timestamp(up)[5m:1s]))', Date.now())
        expect(lived.get('')).toBeGreaterThan(20)
      },
      { timeout: 40_000, interval: 500 },
    )
    const killedAt = Date.now()
    await system.demo.stop('SIGKILL')
    await eventually(async () => {
      const series = await system.ask('count(up == 0)', Date.now())
      expect(series.get('')).toBe(1)
      expect(Date.now() - killedAt).toBeGreaterThan(6_500)
    })
    const first = await snapshotWith(args)
    const second = await snapshotWith(args)

    const dead = first.signals.filter(
      ({ id, source }) => source === 'prometheus' && !id.startsWith('scraped'),
    )
    expect(dead.length).toBeGreaterThan(50)
    for (const { id, level } of dead) expect(['stale', 'unknown'], id).toContain(level)
    const stale = dead.filter(({ level }) => level === 'stale')
    // What is made of rates goes on for minutes; what is a gauge is gone at once.
    for (const id of ['latency_p95', 'traffic_share', 'errors_5xx', 'cache_hit_rate'])
      expect(
        stale.some((signal) => signal.id.startsWith(id)),
        id,
      ).toBe(true)
    const passed = Date.parse(second.at) - Date.parse(first.at)
    const later = new Map(second.signals.map((signal) => [signal.id, signal]))
    for (const { id, ageMs, reason } of stale) {
      expect(reason, id).toMatch(/ is \d+ s old: /)
      const age = ageMs ?? 0
      expect(age, id).toBeGreaterThan(6_000)
      // Prometheus is asked for samples in steps of 10 s: an age may be that much too long, never too short.
      expect(age, id).toBeLessThan(Date.parse(first.at) - killedAt + 12_000)
      // Half a second for the time that passes between asking and telling the time.
      expect(Math.abs((later.get(id)?.ageMs ?? 0) - age - passed), id).toBeLessThan(500)
    }
    const down = first.signals.filter(({ id, level }) => id.startsWith('scraped') && level === 'crit')
    expect(down.map(({ id, value }) => [id, value])).toEqual([
      [`scraped.${new URL(system.demo.url).host}`, 0],
    ])
  }, 120_000)
})
