import { describe, expect, it } from 'vitest'
import { either } from '../../src/config/nearest.ts'
import { UNITS } from '../../src/core/units.ts'
import { edited, mistakesOf, SMALL } from './written.ts'

type Scenario = readonly [name: string, from: string, to: string, mistakes: readonly string[]]

const SCENARIOS: readonly Scenario[] = [
  [
    'unknown key',
    'unit: seconds',
    'unti: seconds',
    ['p.yaml:16:5: unknown key "unti" in signals.latency; did you mean "unit"?'],
  ],
  [
    'unknown key far from all',
    'unit: seconds',
    'colour: red',
    [
      'p.yaml:16:5: unknown key "colour" in signals.latency; known keys: title, source, query, get, pick, field, label, expect, unit, digits, staleAfter, failures, onFailure, optional, baseline, states, rules',
    ],
  ],
  [
    'unknown top',
    'environment',
    'enviroment',
    ['p.yaml:3:1: unknown key "enviroment" in the profile; did you mean "environment"?'],
  ],
  [
    'unit',
    'unit: seconds',
    'unit: second',
    [`p.yaml:16:11: signals.latency.unit is "second"; expected ${either(UNITS)}; did you mean "seconds"?`],
  ],
  [
    'string for number',
    'warn: 2,',
    'warn: "2",',
    [
      'p.yaml:18:51: signals.latency.rules[0].atLeast.warn is "2"; expected a number; write it without quotes',
    ],
  ],
  [
    'a theme nobody knows',
    'name: shop',
    'name: shop\ntheme: ligth',
    [
      'p.yaml:3:8: theme is "ligth"; expected dark, light, high-contrast, colour-blind, mono or ansi16, or a file as ./mine.yaml; did you mean "light"?',
    ],
  ],
  [
    'glyphs nobody draws',
    'name: shop',
    'name: shop\nglyphs: brail',
    ['p.yaml:3:9: glyphs is "brail"; expected braille, block, console or ascii; did you mean "braille"?'],
  ],
  [
    'a chrome that is none',
    'environment: production',
    'environment: { name: production, chrome: alarmed }',
    ['p.yaml:3:42: environment.chrome is "alarmed"; expected calm or alarm; did you mean "alarm"?'],
  ],
  [
    'number for string',
    'name: shop',
    'name: shop\ntitle: 5',
    ['p.yaml:3:8: title is 5; expected a text; put it in quotes'],
  ],
  [
    'duration number',
    'for: 1m',
    'for: 60',
    ['p.yaml:18:70: signals.latency.rules[0].for is 60: not a duration; write it like 30s, 5m or 1h30m'],
  ],
  [
    'duration bad',
    'for: 1m',
    'for: 1 minute',
    [
      'p.yaml:18:70: signals.latency.rules[0].for is "1 minute": not a duration; write it like 30s, 5m or 1h30m',
    ],
  ],
  [
    'map for list',
    'expect: [fast, slow]',
    'expect: { fast: 1 }',
    ['p.yaml:15:13: signals.latency.expect is a map; expected a list'],
  ],
  [
    'list in list',
    'expect: [fast, slow]',
    'expect: [[fast], slow]',
    ['p.yaml:15:14: signals.latency.expect[0] is a list; expected a text, a number or true or false'],
  ],
  [
    'kind',
    'kind: nvidia-smi',
    'kind: nvidia_smi',
    [
      'p.yaml:9:16: sources.gpu.kind is "nvidia_smi"; expected prometheus, scrape, health, alertmanager, nvidia-smi or host; did you mean "nvidia-smi"?',
    ],
  ],
  [
    'kind missing',
    '{ kind: nvidia-smi }',
    '{ interval: 5s }',
    [
      'p.yaml:9:3: "kind" is missing in sources.gpu; expected prometheus, scrape, health, alertmanager, nvidia-smi or host',
    ],
  ],
  [
    'source scalar',
    'gpu: { kind: nvidia-smi }',
    'gpu: nvidia-smi',
    ['p.yaml:9:8: sources.gpu is "nvidia-smi"; expected a map'],
  ],
  [
    'id',
    '  gpu: {',
    '  Gpu: {',
    [
      'p.yaml:9:3: "Gpu" in sources: not an id; use lower-case letters, digits, "_" and "-", a letter first',
      'p.yaml:26:19: there is no source "gpu"; did you mean "Gpu"?',
    ],
  ],
  ['version', 'version: 1', 'version: 2', ['p.yaml:1:10: version is 2; expected 1']],
  ['url missing', '    url: http://localhost:8001\n', '', ['p.yaml:6:3: "url" is missing in sources.api']],
  [
    'url',
    'http://localhost:8001',
    'localhost:8001',
    [
      'p.yaml:8:10: sources.api.url is "localhost:8001": not an http(s) URL; write it like http://localhost:9090',
    ],
  ],
  [
    'bearer',
    '    url: http://localhost:8001',
    '    url: http://localhost:8001\n    auth: { bearer: hunter2 }',
    [
      'p.yaml:9:21: sources.api.auth.bearer: a secret does not belong in a profile; say where it is instead: { env: NAME }, { file: PATH } or { command: [PROGRAM, ...] }',
    ],
  ],
  [
    'bearer typo',
    '    url: http://localhost:8001',
    '    url: http://localhost:8001\n    auth: { bearer: { evn: TOKEN } }',
    ['p.yaml:9:23: unknown key "evn" in sources.api.auth.bearer; did you mean "env"?'],
  ],
  [
    'basic',
    '    url: http://localhost:8001',
    '    url: http://localhost:8001\n    auth: { basic: { user: u, password: hunter2 } }',
    [
      'p.yaml:9:41: sources.api.auth.basic.password: a secret does not belong in a profile; say where it is instead: { env: NAME }, { file: PATH } or { command: [PROGRAM, ...] }',
    ],
  ],
  [
    'auth empty',
    '    url: http://localhost:8001',
    '    url: http://localhost:8001\n    auth: {}',
    [
      'p.yaml:9:11: sources.api.auth: write it like { bearer: { env: NAME } } or { basic: { user: NAME, password: { file: PATH } } }',
    ],
  ],
  [
    'auth list',
    '    url: http://localhost:8001',
    '    url: http://localhost:8001\n    auth: [bearer]',
    [
      'p.yaml:9:11: sources.api.auth: write it like { bearer: { env: NAME } } or { basic: { user: NAME, password: { file: PATH } } }',
    ],
  ],
  [
    'two secrets',
    '    url: http://localhost:8001',
    '    url: http://localhost:8001\n    auth: { bearer: { env: A, file: B } }',
    ['p.yaml:9:31: "file" can\'t stand beside "env" in sources.api.auth.bearer'],
  ],
  [
    'header',
    '    url: http://localhost:8001',
    '    url: http://localhost:8001\n    headers:\n      Authorization: Bearer hunter2',
    [
      'p.yaml:10:22: sources.api.headers.Authorization: a secret does not belong in a profile; say where it is instead: { env: NAME }, { file: PATH } or { command: [PROGRAM, ...] } (under "auth")',
    ],
  ],
  [
    'url password',
    'http://localhost:8001',
    'http://kim:hunter2@localhost:8001',
    [
      'p.yaml:8:10: sources.api.url: a secret does not belong in a profile; say where it is instead: { env: NAME }, { file: PATH } or { command: [PROGRAM, ...] } (under "auth", not in the URL)',
    ],
  ],
  [
    'empty query',
    'query: histogram_quantile(0.95, sum by (le, mode) (rate(d_bucket[5m])))',
    'query: ""',
    ['p.yaml:13:12: signals.latency.query is empty'],
  ],
  [
    'nothing',
    'environment: production',
    'environment:',
    ['p.yaml:3:13: environment is empty; expected a text or a map'],
  ],
  [
    'inf',
    'warn: 2,',
    'warn: .inf,',
    ['p.yaml:18:51: signals.latency.rules[0].atLeast.warn is Infinity; expected a finite number'],
  ],
  [
    'outside',
    'atLeast: { warn: 2, crit: 3 }',
    'outside: { warn: [1] }',
    ['p.yaml:18:51: signals.latency.rules[0].outside.warn has 1 item; expected at least 2'],
  ],
  [
    'equals',
    'differs: { crit: [healthy] }',
    'differs: { crit: [[x]] }',
    [
      'p.yaml:25:33: signals.health.rules[0].differs.crit[0] is a list; expected a number, a text or true or false',
    ],
  ],
  [
    'limits empty',
    'atLeast: { warn: 2, crit: 3 }',
    'atLeast: {}',
    ['p.yaml:18:43: signals.latency.rules[0].atLeast: give "warn", "crit" or both'],
  ],
  [
    'hysteresis',
    'for: 1m',
    'hysteresis: -1',
    ['p.yaml:18:77: signals.latency.rules[0].hysteresis is -1; expected at least 0'],
  ],
  [
    'panels empty',
    'signal: vram',
    'signla: vram',
    ['p.yaml:29:42: unknown key "signla" in panels[1]; did you mean "signal"?'],
  ],
  [
    'dup',
    'unit: seconds',
    'unit: seconds\n    unit: ratio',
    ['p.yaml:17:5: the key "unit" is given twice; the first is on line 16'],
  ],
  [
    'null list item',
    'expect: [fast, slow]',
    'expect: [fast, ]\n    x',
    ['p.yaml:16:5: not YAML: implicit map keys need to be followed by map values'],
  ],
  [
    'condition',
    'signal: latency }] }',
    'signal: latency, condition: maybe }] }',
    [
      'p.yaml:34:65: gates.done.criteria[0].condition is "maybe": not a condition; write it like "< 0.005", "< 0.5%", "= closed", "!= healthy", "deviation < 0.05" or "not crit"',
    ],
  ],
  [
    'check of nothing',
    '{ id: early, from: 0h, to: 2h }',
    '{ id: early, from: 0h, to: 2h, checks: [{ title: all, every: 60s }] }',
    ['p.yaml:31:45: "signals" is missing in phases[0].checks[0]'],
  ],
  [
    'get',
    '/health/{model}',
    'health/{model}',
    [
      'p.yaml:21:10: signals.health.get is "health/{model}": not a path; it begins with "/" and is added to the url of the source',
    ],
  ],
]

describe('parts that are wrong by themselves', () => {
  it.each(SCENARIOS)('%s', (_name, from, to, mistakes) => {
    expect(mistakesOf(edited([[from, to]]))).toEqual(mistakes)
  })

  it('finds nothing in a good profile', () => {
    expect(mistakesOf(SMALL)).toEqual([])
  })
})
