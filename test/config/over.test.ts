import { describe, expect, it } from 'vitest'
import { mistakesOf, profileOf, SMALL } from './written.ts'

const urlOf = (over: Parameters<typeof profileOf>[1], id = 'prom'): string => {
  const source = profileOf(SMALL, over).sources.find((each) => each.id === id)
  return source !== undefined && 'url' in source ? source.url : ''
}

describe('a second file', () => {
  it('is merged map by map, and replaces lists and values', () => {
    const over =
      'sources: { prom: { url: http://b:1 } }\nsignals: { latency: { expect: [slow, fast, new] } }\n'
    const { sources, signals } = profileOf(SMALL, { overlays: [over] })
    expect(sources[0]).toMatchObject({ id: 'prom', kind: 'prometheus', url: 'http://b:1' })
    expect(signals[0]?.expect).toEqual(['slow', 'fast', 'new'])
  })

  it('removes with null', () => {
    const { signals } = profileOf(SMALL, { overlays: ['signals: { latency: { unit: null } }\ngates: null'] })
    expect(signals[0]?.unit).toBe('number')
  })

  it('is laid over by the next', () => {
    const overlays = ['sources: { prom: { url: http://b:1 } }', 'sources: { prom: { url: http://c:1 } }']
    expect(urlOf({ overlays })).toBe('http://c:1')
  })

  it.each([
    [
      'a wrong value',
      'signals:\n  latency:\n    unit: second\n',
      'over1.yaml:3:11: signals.latency.unit is "second"; ',
    ],
    ['an unknown key', 'signals:\n  latency:\n    colour: red\n', 'over1.yaml:3:5: unknown key "colour"'],
    [
      'a key that is missing now',
      'sources: { api: { url: null } }',
      'p.yaml:6:3: "url" is missing in sources.api',
    ],
    [
      'nothing to remove',
      'signals: { latncy: null }',
      'over1.yaml:1:12: nothing to remove: there is no signals.latncy; did you mean "latency"?',
    ],
    ['an empty file', '', 'over1.yaml:1:1: the file is empty'],
  ])('is named for %s in it', (_name, overlay, mistake) => {
    expect(mistakesOf(SMALL, { overlays: [overlay] })).toEqual([expect.stringContaining(mistake)])
  })
})

describe('--set and the environment', () => {
  it('go over the files, and --set over the environment', () => {
    const overlays = ['sources: { prom: { url: http://b:1 } }']
    const env = { HYPERCARE__sources__prom__url: 'http://c:1', HOME: '/root' }
    expect(urlOf({ overlays, env })).toBe('http://c:1')
    expect(
      urlOf({ overlays, env, sets: ['sources.prom.url=http://d:1', 'sources.prom.url=http://e:1'] }),
    ).toBe('http://e:1')
  })

  it('read values as YAML', () => {
    const sets = ['sources.gpu.enabled=false', 'signals.latency.expect=[fast]', 'deployment.version="1.0"']
    const { sources, signals, deployment } = profileOf(SMALL, { sets })
    expect(sources.find(({ id }) => id === 'gpu')?.enabled).toBe(false)
    expect(signals[0]?.expect).toEqual(['fast'])
    expect(deployment.version).toBe('1.0')
  })

  it('reach items of lists by id or index, and remove with null', () => {
    const { panels, signals } = profileOf(SMALL, {
      sets: [
        'panels.vram.title=Memory',
        'panels.0.title=Slow',
        'signals.latency.rules.0.for=5m',
        'gates=null',
      ],
    })
    expect(panels.map(({ title }) => title)).toEqual(['Slow', 'Memory'])
    expect(signals[0]?.rules[0]?.forMs).toBe(300_000)
  })

  it.each([
    [
      'sources.promm.url=http://b:1',
      '--set sources.promm.url: there is no "promm" in sources; did you mean "prom"?',
    ],
    ['sources.prom.ulr=http://b:1', '--set sources.prom.ulr: unknown key "ulr" in sources.prom; '],
    [
      'defauts.staleAfter=1m',
      '--set defauts.staleAfter: unknown key "defauts" in the profile; did you mean "defaults"?',
    ],
    ['name.first=x', '--set name.first: name has no parts; nothing can be set below it'],
    ['panels.vrm.title=x', '--set panels.vrm.title: there is no item "vrm"; did you mean "vram"?'],
    ['sources.prom.url', '--set sources.prom.url: no value; write it like --set '],
    ['.name=x', '--set .name: the path has an empty part; '],
    ['name=@b', "--set name: not YAML: a value can't begin with this character; "],
    ['signals.latency.unit=second', '--set signals.latency.unit: signals.latency.unit is "second"; '],
    [
      'signals.latncy=null',
      '--set signals.latncy: nothing to remove: there is no "latncy" in signals; did you mean "latency"?',
    ],
    [
      'sources.api.auth={bearer: hunter2}',
      '--set sources.api.auth: sources.api.auth.bearer: a secret does not belong in a profile; ',
    ],
    [
      'sources.api.auth.bearer=hunter2',
      '--set sources.api.auth.bearer: sources.api.auth.bearer: a secret does not belong in a profile; ',
    ],
  ])('--set %s', (set, mistake) => {
    const found = mistakesOf(SMALL, { sets: [set] })
    expect(found).toEqual([expect.stringContaining(mistake)])
    expect(found.join()).not.toContain('hunter2')
  })

  it('names the variable', () => {
    expect(mistakesOf(SMALL, { env: { HYPERCARE__sources__prom__url: 'b' } })).toEqual([
      'HYPERCARE__sources__prom__url: sources.prom.url is "b": not an http(s) URL; write it like http://localhost:9090',
    ])
  })

  it('can add what the file left to its default', () => {
    expect(profileOf(SMALL, { sets: ['defaults.staleAfter=1m'] }).signals[0]?.staleAfterMs).toBe(60_000)
  })
})
