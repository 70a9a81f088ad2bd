import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal } from '../../src/journal/journal.ts'
import { entryOf } from '../../src/runner/act.ts'
import { planned } from '../actions/given.ts'
import { entry, KIM, openTestJournal, type TestJournal } from './given.ts'

let test: TestJournal
beforeEach(async () => {
  test = await openTestJournal()
})
afterEach(() => test.remove())

const WRITER = join(import.meta.dirname, 'fixture/writer.ts')

describe('the journal', () => {
  it('keeps who, where, when and a chain', async () => {
    const written = await test.journal.append(entry('a'))
    expect(written).toMatchObject({ kind: 'written', line: { seq: 1, id: 'a', user: 'kim', host: 'here' } })
    const { mode } = await stat(test.journal.path)
    expect((mode & 0o777).toString(8)).toBe('600')
  })

  it('30: takes each stage of an action once, and in its order', async () => {
    const { journal } = test
    const stages = ['planned', 'planned', 'intent', 'confirmed', 'intent', 'intent', 'sent', 'sent'] as const
    const kinds = []
    for (const stage of stages) kinds.push((await journal.append(entry('a', stage))).kind)
    const [yes, no] = ['written', 'refused']
    expect(kinds).toEqual([yes, no, no, yes, yes, no, yes, no])
  })

  it('30: of many that send at once, one does', async () => {
    const { journal, folder } = test
    for (const stage of ['planned', 'confirmed', 'intent'] as const) await journal.append(entry('a', stage))
    const others = Array.from({ length: 8 }, () => openJournal(join(folder, 'journal.jsonl'), KIM, Date.now))
    const results = await Promise.all(others.map((other) => other.append(entry('a', 'sent'))))
    expect(results.filter(({ kind }) => kind === 'written')).toHaveLength(1)
  })

  it('28: has an action of two people confirmed by another one than asked for it', async () => {
    const { journal } = test
    const lee = openJournal(journal.path, { ...KIM, user: 'lee' }, Date.now)
    const plan = planned({ secondPerson: true })
    const kinds = []
    await journal.append(entryOf(plan, 'planned', '', { plan }))
    for (const [by, stage] of [
      [lee, 'confirmed'],
      [journal, 'awaiting'],
      [journal, 'confirmed'],
      [lee, 'intent'],
      [lee, 'confirmed'],
      [lee, 'confirmed'],
    ] as const)
      kinds.push((await by.append(entryOf(plan, stage, ''))).kind)
    const [yes, no] = ['written', 'refused']
    expect(kinds).toEqual([no, yes, no, no, yes, no])
  })

  it('78: several processes lose nothing', async () => {
    const processes = ['p', 'q', 'r', 's'].map((name) =>
      spawn(process.execPath, [WRITER, test.journal.path, name, '12'], { stdio: 'inherit' }),
    )
    const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0]))
    expect(codes).toEqual([0, 0, 0, 0])
    const read = await test.journal.read()
    expect(read).toMatchObject({ ok: true, chain: { damage: null, torn: [] } })
    if (read.ok) expect(new Set(read.chain.lines.map(({ id }) => id)).size).toBe(48)
  }, 60_000)

  it('77: a torn last line is closed, and what follows is whole', async () => {
    const { journal } = test
    await journal.append(entry('a'))
    await appendFile(journal.path, '{"seq":2,"prev":"')
    expect((await journal.append(entry('b'))).kind).toBe('written')
    const read = await journal.read()
    expect(read).toMatchObject({ ok: true, chain: { damage: null, torn: [2] } })
    if (read.ok) expect(read.chain.lines.map(({ id }) => id)).toEqual(['a', 'b'])
  })

  it('20: takes nothing more once it was edited', async () => {
    const { journal } = test
    await journal.append(entry('a'))
    await journal.append(entry('b'))
    await test.rewrite((await test.text()).replace('"kim"', '"lee"'))
    const written = await journal.append(entry('c'))
    expect(written).toMatchObject({ kind: 'failed', reason: expect.stringContaining('damaged at line 1') })
  })

  it('20: takes nothing where its head can not be read', async () => {
    const { journal } = test
    await journal.append(entry('a'))
    await writeFile(`${journal.path}.head`, 'gone')
    expect((await journal.append(entry('b'))).kind).toBe('failed')
  })

  it('20, 76: can not be written where there is no folder to be made', async () => {
    const journal = openJournal(join(test.folder, 'file', 'journal.jsonl'), KIM, Date.now)
    await writeFile(join(test.folder, 'file'), '')
    expect((await journal.append(entry('a'))).kind).toBe('failed')
  })
})

/** A file system of 64 kB; null where this user may mount none. */
function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch (error) {
    if (process.env.CI !== undefined) throw error
    process.stderr.write('skipped: no tmpfs can be mounted here\n')
    return false
  }
}

describe('76: a full disk', () => {
  it('makes an entry fail, and the next one whole once there is room', async ({ skip }) => {
    const folder = await mkdtemp(join(tmpdir(), 'hypercare-full-'))
    const isMounted = mountSmall(folder)
    if (!isMounted) return skip()
    try {
      await chmod(folder, 0o700)
      const journal = openJournal(join(folder, 'journal.jsonl'), KIM, Date.now)
      expect((await journal.append(entry('a'))).kind).toBe('written')
      await writeFile(join(folder, 'ballast'), Buffer.alloc(200_000)).catch(() => undefined)
      const full = await journal.append(entry('b', 'planned', 'x'.repeat(20_000)))
      expect(full).toMatchObject({ kind: 'failed', reason: expect.stringContaining('ENOSPC') })
      await rm(join(folder, 'ballast'))
      expect((await journal.append(entry('c'))).kind).toBe('written')
      const read = await journal.read()
      expect(read).toMatchObject({ ok: true, chain: { damage: null } })
      if (read.ok) expect(read.chain.lines.map(({ id }) => id)).toEqual(['a', 'c'])
    } finally {
      execFileSync('umount', [folder])
      await rm(folder, { recursive: true })
    }
  })
})
