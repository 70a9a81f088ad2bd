import { describe, expect, it } from 'vitest'
import { edited, mistakesOf, profileOf, SMALL } from './written.ts'

const ACTING = `${SMALL}controls:
  stack: { kind: compose, project: shop, files: [docker-compose.yml] }
actions:
  scale: { kind: scale, title: Scale, key: s, by: stack, service: app, max: 4, verify: [{ signal: latency, within: 5m }] }
  mode:
    kind: request
    title: Mode
    source: api
    path: /mode
    parameters: { mode: { oneOf: [a, b] } }
    body: { mode: '{mode}' }
    observe: { get: /mode, pick: mode, becomes: '{mode}' }
    undo: { body: { mode: '{before}' } }
  flag: { kind: command, title: Flag, argv: [touch, /tmp/flag] }
`

type Scenario = readonly [name: string, from: string, to: string, mistake: string]

const SCENARIOS: readonly Scenario[] = [
  ['control', 'by: stack', 'by: stak', 'p.yaml:39:51: there is no control "stak"; did you mean "stack"?'],
  [
    'signal',
    'signal: latency, within',
    'signal: latncy, within',
    'p.yaml:39:99: there is no signal "latncy"; did you mean "latency"?',
  ],
  [
    'source',
    'source: api\n    path',
    'source: ap\n    path',
    'p.yaml:43:13: there is no source "ap"; did you mean "api"?',
  ],
  [
    'a source that takes no requests',
    'source: api\n    path',
    'source: gpu\n    path',
    'p.yaml:43:13: the source "gpu" of kind nvidia-smi takes no request; there is health, prometheus, alertmanager',
  ],
  [
    'parameter',
    "body: { mode: '{mode}' }",
    "body: { mode: '{mod}' }",
    'p.yaml:46:11: there is no parameter "mod"; did you mean "mode"?',
  ],
  [
    '{before} without an observation',
    "body: { mode: '{mode}' }",
    "body: { mode: '{before}' }",
    'p.yaml:46:11: there is no parameter "before"',
  ],
  [
    'a range without a number',
    'max: 4',
    'min: 5, max: 4',
    'p.yaml:39:85: no number of replicas is within 5 … 4',
  ],
  [
    "the program's own key",
    'key: s',
    'key: q',
    'p.yaml:39:44: the key "q" is one of the program\'s own (hypercare watch, then ?)',
  ],
  [
    'a key twice',
    'title: Flag,',
    'title: Flag, key: s,',
    'p.yaml:49:44: the key "s" is that of actions.scale already',
  ],
  [
    'no argv',
    'argv: [touch, /tmp/flag]',
    'argv: touch /tmp/flag',
    'p.yaml:49:45: actions.flag.argv is "touch /tmp/flag"; expected a list',
  ],
  [
    'an unknown key',
    'service: app',
    'servcie: app',
    'p.yaml:39:58: unknown key "servcie" in actions.scale; did you mean "service"?',
  ],
]

describe('actions of a profile', () => {
  it('are read, with what was left out', () => {
    const { actions, controls, readOnly } = profileOf(ACTING)
    expect(actions).toMatchObject([
      { id: 'scale', kind: 'scale', min: 1, max: 4, floor: 1, coolDown: 300_000, risk: 'normal' },
      { id: 'mode', kind: 'request', method: 'POST' },
      { id: 'flag', kind: 'command', argv: ['touch', '/tmp/flag'] },
    ])
    expect(controls).toMatchObject([{ id: 'stack', kind: 'compose', program: ['docker-compose'] }])
    expect(readOnly).toBe(false)
  })

  it.each(SCENARIOS)('a mistake is told with its place: %s', (_, from, to, mistake) => {
    expect(mistakesOf(edited([[from, to]], ACTING))).toContainEqual(expect.stringContaining(mistake))
  })
})
