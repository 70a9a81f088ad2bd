import { beforeAll, describe, expect, it } from 'vitest'
import { DEAD } from './dead.ts'
import { type Ended, NOWHERE, run } from './program.ts'
import { readSnapshot, type SnapshotAnswer } from './snapshotFormat.ts'

const REFUSED = `${NOWHERE} refused the connection`

describe('a snapshot of servers that are all dead', () => {
  let ended: Ended
  let snapshot: SnapshotAnswer
  beforeAll(async () => {
    ended = await run(['snapshot', '--json', '--deployed-at', '2026-01-02T03:04:05Z', ...DEAD])
    snapshot = readSnapshot(ended.stdout)
  })

  it('could be taken: exit 0, not a word on standard error', () => {
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('names for every source what failed and what to do', () => {
    const remote = snapshot.sources.filter(({ kind, state }) => kind !== 'host' && state !== 'off')
    expect(remote.map(({ id }) => id)).toEqual(['prometheus', 'backend', 'alertmanager'])
    for (const source of remote) expect(source).toMatchObject({ state: 'failing', failure: REFUSED })
    for (const source of remote) expect(source.hint).toMatch(/is it running/)
  })

  it('claims nothing of any signal of theirs, and says why', () => {
    const dead = snapshot.signals.filter(({ source }) => source !== 'host')
    expect(dead.length).toBeGreaterThan(60)
    for (const signal of dead) {
      // Where the profile says that no answer is an answer, it is critical at the first.
      expect(['unknown', 'crit'], signal.id).toContain(signal.level)
      expect(signal.reason, signal.id).toContain(REFUSED)
      expect(signal, signal.id).toMatchObject({ value: null, ageMs: null })
    }
    expect(dead.filter(({ level }) => level === 'crit').map(({ id }) => id)).toEqual(['database', 'redis'])
  })

  it('reads this machine all the same, its CPU too', () => {
    const own = snapshot.signals.filter(({ source }) => source === 'host')
    expect(own.map(({ id }) => id)).toEqual(['host_cpu', 'host_memory', 'host_disk./', 'host_load'])
    for (const { id, value } of own) expect(value, id).toEqual(expect.any(Number))
  })

  it('is not ok at the top, and knows how old the deployment is', () => {
    expect(snapshot.headline.level).toBe('crit')
    expect(snapshot.deployment.at).toBe('2026-01-02T03:04:05.000Z')
    expect(snapshot.deployment.ageMs).toBe(Date.parse(snapshot.at) - Date.parse('2026-01-02T03:04:05Z'))
  })

  it('says the same as text: every panel, every verdict, no escapes', async () => {
    const { code, stdout, stderr } = await run(['snapshot', ...DEAD], { LC_ALL: 'C.UTF-8' })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const { id } of snapshot.signals) expect(stdout).toContain(` ${id} `)
    expect(stdout).toContain('✖ CRIT')
    expect(stdout).toContain(`prometheus     failing: ${REFUSED}`)
    expect(stdout).not.toMatch(/[^\P{C}\n]/u)
  })

  it('says it in ASCII where the locale is not UTF-8', async () => {
    const { code, stdout, stderr } = await run(['snapshot', ...DEAD], { LC_ALL: 'C' })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('X CRIT')
    expect(stdout).not.toMatch(/[^\x20-\x7e\n]/)
  })
})
