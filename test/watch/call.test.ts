import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { argv, type Folder, openFolder, profileOf } from '../cli/program.ts'
import { openPty, type PtyProgram } from '../support/pty.ts'
import { serveWeb, type Web } from '../support/web.ts'

let folder: Folder
let web: Web
let pty: PtyProgram
let state = 'up'
let file: string

beforeAll(async () => {
  folder = await openFolder()
  web = await serveWeb(() => ({ body: JSON.stringify({ state }) }))
  const profile = JSON.parse(
    profileOf(
      { api: { kind: 'health', url: web.url, interval: '1s', deadline: '1s' } },
      {
        api: {
          title: 'api',
          source: 'api',
          get: '/health',
          pick: 'state',
          unit: 'state',
          rules: [{ differs: { crit: 'up' } }],
        },
      },
      [{ id: 'all', kind: 'table', title: 'All', signals: ['api'] }],
    ),
  ) as object
  file = await folder.write('p.yaml', JSON.stringify({ ...profile, notify: { desktop: 'osc777' } }))
})
afterEach(() => pty.dispose())
afterAll(async () => {
  await web.close()
  await folder.remove()
})

async function openCalm(args: readonly string[] = []): Promise<{ bells: () => number }> {
  state = 'up'
  pty = openPty(process.execPath, argv(['watch', '--profile', file, ...args]), {
    columns: 100,
    rows: 24,
    env: { TMUX: undefined },
  })
  let bells = 0
  pty.emulator.onBell(() => {
    bells += 1
  })
  await pty.until((screen) => screen.includes('● OK'))
  return { bells: () => bells }
}

const desktop = (): readonly string[] =>
  [...pty.output().matchAll(/\u001b\]777;notify;([^\u0007]*)\u0007/g)].map(([, text = '']) => text)

describe('a watch', () => {
  it('calls by bell and notification when something becomes critical, and tells quietly when it is well', async () => {
    const { bells } = await openCalm()
    expect(bells()).toBe(0)
    state = 'down; \u001b]0;evil\u0007'
    await pty.until((screen) => screen.includes('✖ CRIT'))
    await pty.until(() => bells() === 1)
    expect(desktop()).toEqual([
      expect.stringMatching(/^hypercare: Test · test;CRIT api down, \\x1b\]0,evil\\x07, not up/),
    ])
    state = 'up'
    await pty.until(() => desktop().length === 2)
    expect(desktop()[1]).toMatch(/^hypercare: Test · test;well again: OK api up/)
    expect(bells()).toBe(1)
  })

  it('calls nobody with --no-notify', async () => {
    const { bells } = await openCalm(['--no-notify'])
    state = 'down'
    await pty.until((screen) => screen.includes('✖ CRIT'))
    state = 'up'
    await pty.until((screen) => screen.includes('crit → ok'))
    expect([bells(), desktop()]).toEqual([0, []])
  })
})
