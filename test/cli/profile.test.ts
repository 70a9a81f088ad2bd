import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Folder, openFolder, PROFILE, ROOT, run } from './program.ts'

let folder: Folder
beforeAll(async () => {
  folder = await openFolder()
})
afterAll(() => folder.remove())

/** Four lines are wrong, each in another way. */
const WRONG = `version: 1
name: shop
title: Shop
environment: test
sources:
  prom: { kind: prometheus, url: localhost:9090 }
signals:
  queue: { title: queue, source: porm, query: sum(queue), unit: count }
  load: { title: load, source: prom, query: sum(load, unit: count }
panels:
  - { id: queue, kind: stat, title: Queue, signal: queu }
`

const SMALL = `version: 1
name: shop
title: Shop
environment: test
sources:
  prom: { kind: prometheus, url: 'http://localhost:9090' }
signals:
  queue: { title: queue, source: prom, query: sum(queue), unit: count }
  load: { title: load, source: prom, query: sum(load), unit: count }
panels:
  - { id: queue, kind: stat, title: Queue, signal: queue }
`

describe('profile check', () => {
  it('counts what is in a profile', async () => {
    const { stdout } = await run(['profile', 'check', await folder.write('small.yaml', SMALL)])
    expect(stdout.trim()).toMatch(/: no mistakes; 1 source, 2 signals, 1 panel$/)
  })

  it('has nothing to say about the profile that comes with it but what is in it', async () => {
    const { code, stdout, stderr } = await run(['profile', 'check', PROFILE])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/no mistakes; \d+ sources, \d+ signals, \d+ panels/)
  })

  it('tells every mistake at once, each with file, line and column', async () => {
    const file = await folder.write('wrong.yaml', WRONG)
    const { code, stdout, stderr } = await run(['profile', 'check', file])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr.replaceAll(file, 'FILE').trimEnd().split('\n')).toEqual([
      'FILE:6:34: sources.prom.url is "localhost:9090": not an http(s) URL; write it like http://localhost:9090',
      'FILE:8:34: there is no source "porm"; did you mean "prom"?',
      'FILE:9:53: not PromQL: the expression ends before a bracket is closed',
      'FILE:11:52: there is no signal "queu"; did you mean "queue"?',
    ])
  })

  it('looks into the theme that it names, which lies beside it', async () => {
    const theme = await folder.write('mine.yaml', 'extends: dark\nroles:\n  crti: {}\n')
    const overlay = await folder.write('themed.yaml', 'theme: ./mine.yaml\n')
    const profile = await folder.write('whole.yaml', await readFile(PROFILE, 'utf8'))
    const check = ['profile', 'check', profile, '--overlay', overlay]
    expect(await run(check)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `${theme}:3:3: unknown key "crti" in roles; did you mean "crit"?\n`,
    })
    await folder.write('mine.yaml', 'extends: dark\n')
    expect(await run(check)).toMatchObject({ code: 0, stderr: '' })
  })

  const broken: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a file that is not there', ['nowhere.yaml'], /^nowhere\.yaml:1:1: .*no such file/],
    ['a folder', ['configs'], /^configs:1:1: .*directory/],
    ['a value nobody can read', [PROFILE, '--set', 'sources'], /^--set sources: no value/],
    [
      'a value that does not fit',
      [PROFILE, '--set', 'defaults.staleAfter=soon'],
      /^--set defaults\.staleAfter.*duration/,
    ],
    ['an overlay that is not there', [PROFILE, '--overlay', 'gone.yaml'], /^gone\.yaml:1:1: .*no such file/],
  ]
  it.each(broken)('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await run(['profile', 'check', ...args])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(sentence)
  })

  it('the other commands refuse a wrong profile with the same lines', async () => {
    const file = await folder.write('again.yaml', WRONG)
    const [checked, shot, examined] = await Promise.all([
      run(['profile', 'check', file]),
      run(['snapshot', '--profile', file]),
      run(['doctor', '--profile', file]),
    ])
    expect(shot).toEqual(checked)
    expect(examined).toEqual(checked)
  })
})

describe('profile schema', () => {
  it('is the file that editors are pointed to', async () => {
    const { code, stdout, stderr } = await run(['profile', 'schema'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const printed: unknown = JSON.parse(stdout)
    const kept: unknown = JSON.parse(await readFile(join(ROOT, 'configs/profile.schema.json'), 'utf8'))
    expect(printed).toEqual(kept)
  })
})
