import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { serveWeb, type Web } from '../support/web.ts'
import { type Folder, NOWHERE, openFolder, PROFILE, run, sets } from './program.ts'

let folder: Folder
let web: Web
let status = 'healthy'
beforeAll(async () => {
  folder = await openFolder()
  web = await serveWeb(() => ({ body: JSON.stringify({ status, workers: { llm: 4, rl: 0 } }) }))
})
afterAll(async () => {
  await Promise.all([folder.remove(), web.close()])
})

/** Three gates: one of words and a number, one that requires it, and one of what is not there. */
const profileText = () =>
  JSON.stringify({
    version: 1,
    name: 'shop',
    environment: 'test',
    sources: { api: { kind: 'health', url: web.url }, gone: { kind: 'health', url: NOWHERE } },
    signals: {
      health: { source: 'api', get: '/health', pick: 'status', unit: 'state' },
      workers: {
        source: 'api',
        get: '/health',
        pick: 'workers.*',
        label: 'kind',
        expect: ['llm', 'rl'],
        unit: 'count',
      },
      lost: { source: 'gone', get: '/health', pick: 'status', unit: 'state' },
    },
    panels: [{ id: 'a', kind: 'stat', title: 'A', signal: 'health' }],
    gates: {
      guards: {
        title: 'Guards',
        criteria: [{ id: 'health', title: 'API healthy', signal: 'health', condition: '= healthy' }],
      },
      workers: { criteria: [{ id: 'any', title: 'a worker each', signal: 'workers', condition: '>= 1' }] },
      promote: {
        title: 'Safe',
        requires: ['guards'],
        criteria: [{ id: 'lost', signal: 'lost', condition: '= healthy' }],
      },
    },
  })

const check = async (gate: string, args: readonly string[] = []) =>
  run(['check', gate, '--profile', await folder.write('shop.yaml', profileText()), ...args], {
    LC_ALL: 'C.UTF-8',
  })

const report = z.object({
  format: z.literal('hypercare.check/1'),
  gate: z.string(),
  outcome: z.enum(['passed', 'failed', 'unknown']),
  since: z.iso.datetime(),
  criteria: z.array(
    z.object({
      gate: z.string(),
      id: z.string(),
      outcome: z.enum(['passed', 'failed', 'unknown']),
      reason: z.string(),
      evidence: z.array(
        z.object({
          id: z.string(),
          outcome: z.string(),
          value: z.union([z.string(), z.number(), z.null()]),
          unit: z.string(),
          ageMs: z.number().nullable(),
        }),
      ),
    }),
  ),
})

describe('hypercare check: the exit code is what the gate says', () => {
  it('0 passed, a line for every criterion and one for the gate', async () => {
    status = 'healthy'
    const { code, stdout, stderr } = await check('guards')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(
      /^● passed {3}guards\.health {2}API healthy: healthy \(healthy\), for at least \d s, read \d s ago\n● passed {3}guards {9}Guards: passed for at least \d s\n$/,
    )
  })

  it('1 failed, with what is lacking', async () => {
    status = 'degraded'
    const { code, stdout } = await check('guards')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^✖ failed {3}guards\.health {2}API healthy: degraded, must be healthy \(healthy\)/,
    )
  })

  it('1 where one series of several fails, which is named', async () => {
    const { code, stdout } = await check('workers')
    expect(code).toBe(1)
    expect(stdout).toContain('a worker each: rl workers 0, 1 too little (≥ 1)')
  })

  it('2 unknown, with the reason; a gate it requires has its lines too', async () => {
    status = 'healthy'
    const { code, stdout } = await check('promote')
    expect(code).toBe(2)
    expect(stdout).toMatch(/^● passed {3}guards\.health /)
    expect(stdout).toContain(`? unknown  promote.lost   lost: ${NOWHERE} refused the connection`)
  })

  it('1 rather than 2 where something is known to be wrong', async () => {
    status = 'degraded'
    expect((await check('promote')).code).toBe(1)
  })

  it('says the same as data', async () => {
    status = 'healthy'
    const { code, stdout } = await check('promote', ['--json'])
    const told = report.parse(JSON.parse(stdout))
    expect(code).toBe(2)
    expect(told).toMatchObject({ gate: 'promote', outcome: 'unknown' })
    expect(told.criteria.map(({ gate, id, outcome }) => [gate, id, outcome])).toEqual([
      ['guards', 'health', 'passed'],
      ['promote', 'lost', 'unknown'],
    ])
    expect(told.criteria.map(({ evidence }) => evidence.map(({ id, value }) => [id, value]))).toEqual([
      [['health', 'healthy']],
      [['lost', null]],
    ])
  })

  it('speaks ASCII where the locale is not UTF-8', async () => {
    const file = await folder.write('shop.yaml', profileText())
    const { stdout } = await run(['check', 'workers', '--profile', file], { LC_ALL: 'C' })
    expect(stdout).toMatch(/^X failed/)
    expect(stdout).not.toMatch(/[^\x20-\x7e\n]/)
  })
})

describe('what is no answer of a gate ends with 64, and says nothing on standard output', () => {
  it.each<[what: string, args: readonly string[], sentence: RegExp]>([
    ['no gate named', ['--profile', PROFILE], /missing required argument 'gate'/],
    ['no profile', ['tuning'], /--profile/],
    ['an unknown option', ['tuning', '--profile', PROFILE, '--frob'], /unknown option '--frob'/],
    ['a time nobody writes', ['tuning', '--profile', PROFILE, '--deployed-at', 'noon'], /not a time/],
    [
      'an unknown gate',
      ['tunin', '--profile', PROFILE],
      /has no gate "tunin"; it has: tuning, stability, guards, promote/,
    ],
    ['a profile that is not there', ['tuning', '--profile', '/nowhere.yaml'], /there is no such file/],
    ['a mistake in the profile', ['tuning', '--profile', PROFILE, ...sets({ name: '1' })], /--set name/],
  ])('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await run(['check', ...args])
    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).toMatch(sentence)
  })

  it('help is no mistake', async () => {
    expect((await run(['check', '--help'])).code).toBe(0)
  })
})
