import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { askHolder, takeLock } from '../../src/lock/lock.ts'

const HOLDER = join(import.meta.dirname, 'fixture/holder.ts')
const ME = { id: 'b2', who: 'lee on here', pid: process.pid, since: 0 }

/** Another process that holds the lock. */
async function hold(name: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [HOLDER, name], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [text] = await once(child.stdout, 'data')
  expect(String(text)).toBe('held\n')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

describe('a lock', () => {
  it('17: is refused to a second process, which learns who has it', async () => {
    const name = randomUUID()
    const child = await hold(name)
    expect(await takeLock(name, ME)).toMatchObject({
      kind: 'busy',
      holder: { id: 'a1', who: 'kim on there', pid: child.pid },
    })
    await kill(child)
  })

  it('18: of a process that was killed is free at once', async () => {
    const name = randomUUID()
    await kill(await hold(name))
    const taken = await takeLock(name, ME)
    expect(taken.kind).toBe('held')
    if (taken.kind === 'held') await taken.lock.release()
    expect(await askHolder(name)).toBeNull()
  })

  it('20: stays taken while its process stands still, even where that says nothing', async () => {
    const name = randomUUID()
    const child = await hold(name)
    child.kill('SIGSTOP')
    expect(await takeLock(name, ME)).toEqual({ kind: 'busy', holder: null })
    await kill(child)
  })

  it('is nobody’s where nobody took it, and is given to one of many at once', async () => {
    const name = randomUUID()
    expect(await askHolder(name)).toBeNull()
    const taken = await Promise.all(Array.from({ length: 5 }, () => takeLock(name, ME)))
    const held = taken.flatMap((each) => (each.kind === 'held' ? [each.lock] : []))
    expect(held).toHaveLength(1)
    await Promise.all(held.map((lock) => lock.release()))
  })
})
