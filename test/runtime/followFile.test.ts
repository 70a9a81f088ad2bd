import { writeFileSync } from 'node:fs'
import { appendFile, mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { followFile } from '../../src/runtime/followFile.ts'
import { eventually } from '../support/eventually.ts'

let folder = ''
let file = ''
let end = () => {}
let changes = 0

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypercare-follow-'))
  file = join(folder, 'theme.yaml')
  await writeFile(file, 'one')
  changes = 0
})
afterEach(async () => {
  end()
  await rm(folder, { recursive: true })
})

async function follow(path = file): Promise<void> {
  end = followFile(path, async () => {
    changes += 1
  })
  await eventually(() => expect(changes).toBe(1))
}

/** Until one more change is told than before what is done. */
async function told(act: () => Promise<unknown>): Promise<void> {
  const before = changes
  await act()
  await eventually(() => expect(changes).toBeGreaterThan(before))
}

it('tells what was written, appended, put in its place, removed and put back', async () => {
  await follow()
  await told(() => writeFile(file, 'two'))
  await told(() => appendFile(file, 'three'))
  const other = join(folder, '.theme.yaml.swp')
  await told(async () => {
    await writeFile(other, 'four')
    await rename(other, file)
  })
  await told(() => writeFile(file, 'five, into the file that was put there'))
  await told(() => unlink(file))
  await told(() => writeFile(file, 'six'))
})

it('tells changes of what a link leads to, and that it leads elsewhere', async () => {
  const there = join(folder, 'there')
  await mkdir(there)
  const [first, second] = [join(there, 'first.yaml'), join(there, 'second.yaml')]
  const link = join(folder, 'link.yaml')
  await writeFile(first, '1')
  await writeFile(second, '2')
  await symlink(first, link)
  await follow(link)
  await told(() => writeFile(first, '1.1'))
  const next = join(folder, 'next')
  await told(async () => {
    await symlink(second, next)
    await rename(next, link)
  })
  await told(() => writeFile(second, '2.1'))
})

it('tells what is written the moment it is told that a link leads elsewhere', async () => {
  const there = join(folder, 'there')
  await mkdir(there)
  const target = join(there, 'target.yaml')
  const [link, next] = [join(folder, 'link.yaml'), join(folder, 'next')]
  await writeFile(target, '1')
  await writeFile(link, 'a file at first')
  await symlink(target, next)
  end = followFile(link, async () => {
    changes += 1
    if (changes === 2) writeFileSync(target, '2')
  })
  await eventually(() => expect(changes).toBe(1))
  await rename(next, link)
  await eventually(() => expect(changes).toBe(3))
})

it('tells many changes at once as few, and nothing of other files', async () => {
  await follow()
  await writeFile(join(folder, 'other.yaml'), 'x')
  await told(async () => {
    for (let i = 0; i < 20; i += 1) await appendFile(file, String(i))
  })
  expect(changes).toBeLessThan(10)
})

it('is never told twice at a time, and not once it has ended', async () => {
  let running = 0
  let most = 0
  const gates: (() => void)[] = []
  const endFirst = followFile(file, async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((resolve) => gates.push(resolve))
    running -= 1
  })
  // What another one is told, this one would be told too.
  await follow()
  await eventually(() => expect(gates).toHaveLength(1))
  await told(() => writeFile(file, 'two'))
  await told(() => writeFile(file, 'three'))
  expect(gates).toHaveLength(1)
  await eventually(() => {
    gates.at(-1)?.()
    expect({ running, isTold: gates.length > 1 }).toEqual({ running: 0, isTold: true })
  })
  const before = gates.length
  endFirst()
  await told(() => writeFile(file, 'four'))
  expect({ most, since: gates.length - before }).toEqual({ most: 1, since: 0 })
})

it('a folder that is not there is looked at once, and not followed', () =>
  follow('/no/such/folder/theme.yaml'))
