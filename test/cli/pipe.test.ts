import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { argv, type Folder, NOWHERE, openFolder, profileOf, ROOT } from './program.ts'

let folder: Folder
let profile: string
beforeAll(async () => {
  folder = await openFolder()
  profile = await folder.write(
    'dead.yaml',
    profileOf(
      { prometheus: { kind: 'prometheus', url: NOWHERE } },
      { queue: { title: 'queue', source: 'prometheus', query: 'sum(queue)', unit: 'count' } },
      [{ id: 'queue', kind: 'stat', title: 'Queue', signal: 'queue' }],
    ),
  )
})
afterAll(() => folder.remove())

const commands: readonly (readonly [string, () => readonly string[]])[] = [
  ['snapshot', () => ['snapshot', '--profile', profile]],
  ['snapshot --json', () => ['snapshot', '--json', '--profile', profile]],
  ['doctor', () => ['doctor', '--profile', profile]],
  ['profile schema', () => ['profile', 'schema']],
  ['--help', () => ['--help']],
]

/** Runs it with standard output going where it says; returns the exit code and standard error. */
async function runInto(stdout: 'nobody' | 'a full disk', args: readonly string[]) {
  const full = await open('/dev/full', 'w')
  const child = spawn(process.execPath, argv(args), {
    cwd: ROOT,
    stdio: ['ignore', stdout === 'nobody' ? 'pipe' : full.fd, 'pipe'],
  })
  await full.close()
  child.stdout?.destroy()
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  await once(child, 'close')
  return { code: child.exitCode, stderr }
}

describe('a reader that has had enough, as head has', () => {
  it.each(commands)('52: %s ends without a word', async (_, args) => {
    expect(await runInto('nobody', args())).toEqual({ code: 141, stderr: '' })
  })
})

describe('a disk that is full', () => {
  it.each(commands)('%s says so in a sentence, exit 69', async (_, args) => {
    const { code, stderr } = await runInto('a full disk', args())
    expect(code).toBe(69)
    expect(stderr).toMatch(/^The output can't be written \(ENOSPC\).*\n$/)
  })
})
