import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSecret } from '../../../src/sources/secret/read.ts'

const CANARY = 'canary-4711-do-not-show'
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypercare-secret-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function fileWith(text: string, mode: number): Promise<string> {
  const path = join(folder, `secret-${mode.toString(8)}-${text.length}`)
  await writeFile(path, text)
  await chmod(path, mode)
  return path
}

describe('readSecret', () => {
  it('72: takes a variable, trimmed', async () => {
    expect(await readSecret({ env: 'TOKEN' }, { TOKEN: ` ${CANARY}\n` })).toEqual({ ok: true, value: CANARY })
  })

  it('takes a file of its owner', async () => {
    const path = await fileWith(`${CANARY}\n`, 0o600)
    expect(await readSecret({ file: path }, {})).toEqual({ ok: true, value: CANARY })
  })

  it('takes the output of a command and hands its environment down', async () => {
    const command = ['/bin/sh', '-c', 'echo "$TOKEN"; echo noise >&2']
    expect(await readSecret({ command }, { TOKEN: CANARY })).toEqual({ ok: true, value: CANARY })
  })

  it.each([0o640, 0o604, 0o660])('73: refuses a file of mode %o and says chmod 600', async (mode) => {
    const path = await fileWith(CANARY, mode)
    const result = await readSecret({ file: path }, {})
    expect(result).toMatchObject({ ok: false, failure: { kind: 'secret', hint: `chmod 600 ${path}` } })
    expect(JSON.stringify(result)).not.toContain(CANARY)
  })

  it.each([
    ['a variable that is not set', { env: 'NOPE' }, 'the environment variable NOPE is not set'],
    ['an empty variable', { env: 'EMPTY' }, 'gives an empty secret'],
    ['two lines', { env: 'LINES' }, 'line breaks'],
    ['a file that is not there', { file: '/nonexistent/token' }, '(ENOENT)'],
    ['a folder', { file: '/' }, 'is not a regular file'],
    [
      'a program that is not there',
      { command: ['/nonexistent/program'] },
      'is not installed on this machine',
    ],
    ['an argument no program can get', { command: ['echo', 'a\0b'] }, 'holds a NUL character'],
    [
      'a program that fails',
      { command: ['/bin/sh', '-c', `echo ${CANARY}; exit 3`] },
      'failed (exit code 3)',
    ],
    ['endless output', { command: ['/bin/sh', '-c', 'yes'] }, 'printed more than 66 kB and was stopped'],
  ])('says what is wrong with %s', async (_what, reference, sentence) => {
    const result = await readSecret(reference, { EMPTY: '  ', LINES: 'a\nx-forged: b' })
    expect(result).toMatchObject({ ok: false, failure: { kind: 'secret' } })
    expect(result.ok ? '' : result.failure.message).toContain(sentence)
    expect(JSON.stringify(result)).not.toContain(CANARY)
  })

  it('ends a command that hangs, and its children', async () => {
    const result = await readSecret({ command: ['/bin/sh', '-c', 'sleep 60 & wait'] }, {}, 200)
    expect(result.ok ? '' : result.failure.message).toContain('gave no answer and was stopped after 0.2 s')
  })
})
