import { describe, expect, it } from 'vitest'
import { edited, mistakesOf } from './written.ts'

type Scenario = readonly [
  name: string,
  edits: readonly (readonly [from: string, to: string])[],
  mistakes: readonly string[],
]

const SCENARIOS: readonly Scenario[] = [
  [
    'unknown source',
    [['source: prom', 'source: promo']],
    ['p.yaml:12:13: there is no source "promo"; did you mean "prom"?'],
  ],
  [
    'kind does not fit',
    [['field: memory_free_ratio', 'query: up']],
    [
      'p.yaml:26:24: "query" does not fit the source "gpu" of kind nvidia-smi; its signals are read with "field"',
    ],
  ],
  [
    'no read',
    [['field: memory_free_ratio, ', '']],
    ['p.yaml:26:3: signals.vram does not say what to read; give it a "field"'],
  ],
  [
    'two reads',
    [['field: memory_free_ratio', 'field: memory_free_ratio, query: up']],
    ['p.yaml:26:24: signals.vram has "query" and "field"; only one of them can be read'],
  ],
  [
    'field',
    [['memory_free_ratio', 'memory_fre_ratio']],
    ['p.yaml:26:31: the source "gpu" has no field "memory_fre_ratio"; did you mean "memory_free_ratio"?'],
  ],
  [
    'pick with field',
    [['memory_free_ratio', 'memory_free_ratio, pick: x']],
    ['p.yaml:26:50: "pick" belongs to "get" only'],
  ],
  [
    'placeholder',
    [['/health/{model}', '/health/{mode}']],
    ['p.yaml:21:18: "{mode}" is not the label of the signal; did you mean "{model}"?'],
  ],
  [
    'placeholder no expect',
    [['    expect: [a, b]\n', '']],
    ['p.yaml:21:18: "{model}" needs "expect": one request is sent for each of its values'],
  ],
  [
    'no placeholder',
    [['/health/{model}', '/health']],
    ['p.yaml:23:12: nothing gives the label "model"; write {model} into "get" or "*" into "pick"'],
  ],
  [
    'get without pick',
    [['    pick: status\n', '']],
    ['p.yaml:21:5: "get" needs a "pick" that says where in the answer the value is'],
  ],
  [
    'star too',
    [['pick: status', 'pick: "*.status"']],
    ['p.yaml:22:11: both "get" and "pick" give the label "model"; one of them can'],
  ],
  [
    'star no label',
    [
      ['    label: model\n    expect: [a, b]\n', ''],
      ['/{model}', ''],
      ['pick: status', 'pick: "*.status"'],
    ],
    ['p.yaml:22:11: "*" in "pick" gives several series; the signal needs a "label"'],
  ],
  [
    'expect no label',
    [['    label: mode\n', '']],
    [
      'p.yaml:14:5: "expect" needs a "label" in signals.latency: these are values of it',
      'p.yaml:17:20: "where" needs a "label" of the signal; this one has a single series',
    ],
  ],
  [
    'baseline of what has no past',
    [['field: memory_free_ratio', 'field: memory_free_ratio, baseline: true']],
    [`p.yaml:26:50: signals.vram can't have a "baseline": only a "query" can be asked of the time before`],
  ],
  ['baseline of a query', [['    label: mode\n', '    label: mode\n    baseline: true\n']], []],
  [
    'baseline of what is counted from the deployment on',
    [
      ['query: ', 'query: increase(up[$since_deployment]) + '],
      ['    label: mode\n', '    label: mode\n    baseline: true\n'],
    ],
    [`p.yaml:15:5: signals.latency can't have a "baseline": its query counts from the deployment`],
  ],
  ['expect twice', [['[fast, slow]', '[fast, slow, fast]']], ['p.yaml:15:26: "fast" is expected twice']],
  [
    'where label',
    [['where: { mode: fast }', 'where: { mod: fast }']],
    ['p.yaml:18:20: "mod" is not the label of the signal; did you mean "mode"?'],
  ],
  [
    'where value',
    [['where: { mode: fast }', 'where: { mode: fst }']],
    [
      'p.yaml:18:26: "fst" is not among the expected values of mode (fast, slow), so this rule would judge nothing; did you mean "fast"?',
    ],
  ],
  [
    'no condition',
    [['atLeast: { warn: 2, crit: 3 }, ', '']],
    ['p.yaml:18:9: a rule needs one of above, atLeast, below, atMost, outside, equals, differs or deviates'],
  ],
  [
    'two conditions',
    [['atLeast: { warn: 2, crit: 3 }, ', 'atLeast: { warn: 2 }, above: { crit: 3 }, ']],
    ['p.yaml:18:34: a rule asks one thing; this one has above and atLeast, make them two rules'],
  ],
  [
    'order above',
    [['warn: 2, crit: 3', 'warn: 3, crit: 2']],
    [
      'p.yaml:18:51: warn 3 must be below crit 2 for "atLeast"; as it is, nobody is warned before it is critical',
    ],
  ],
  [
    'order equal',
    [['warn: 2, crit: 3', 'warn: 3, crit: 3']],
    [
      'p.yaml:18:51: warn 3 must be below crit 3 for "atLeast"; as it is, nobody is warned before it is critical',
    ],
  ],
  [
    'order below',
    [['atLeast: { warn: 2, crit: 3 }', 'below: { warn: 2, crit: 3 }']],
    [
      'p.yaml:18:49: warn 2 must be above crit 3 for "below"; as it is, nobody is warned before it is critical',
    ],
  ],
  [
    'order deviates',
    [['atLeast: { warn: 2, crit: 3 }', 'deviates: { target: 1, warn: 2, crit: 1 }']],
    [
      'p.yaml:18:63: warn 2 must be below crit 1 for "deviates"; as it is, nobody is warned before it is critical',
    ],
  ],
  [
    'range',
    [['atLeast: { warn: 2, crit: 3 }', 'outside: { warn: [2, 1] }']],
    ['p.yaml:18:51: the range 2 … 1 is the wrong way round; write the smaller end first'],
  ],
  [
    'ranges',
    [['atLeast: { warn: 2, crit: 3 }', 'outside: { warn: [0, 3], crit: [1, 2] }']],
    ['p.yaml:18:51: the warn range 0 … 3 must lie within the crit range 1 … 2'],
  ],
  [
    'states',
    [
      ['unit: seconds', 'states: { 0: closed, 1: open }'],
      ['atLeast: { warn: 2, crit: 3 }', 'equals: { crit: [open] }'],
    ],
    ['p.yaml:18:51: "open" is not among the values that "states" names (0 or 1); did you mean "1"?'],
  ],
  [
    'both',
    [['atLeast: { warn: 2, crit: 3 }', 'equals: { warn: 1, crit: [1, 2] }']],
    ['p.yaml:18:50: "1" is both warn and crit'],
  ],
  [
    'rule twice',
    [
      [
        '    rules:\n',
        '    rules:\n      - { id: a, above: { crit: 1 } }\n      - { id: a, above: { crit: 2 } }\n',
      ],
    ],
    ['p.yaml:19:15: the rule "a" is there twice in signals.latency'],
  ],
  [
    'promql',
    [['(d_bucket[5m])))', '(d_bucket[5m]))']],
    ['p.yaml:13:75: not PromQL: the expression ends before a bracket is closed'],
  ],
  [
    'promql middle',
    [['by (le, mode)', 'by (le, mode']],
    ['p.yaml:13:54: not PromQL: "(" is not expected here'],
  ],
  [
    'promql block',
    [
      [
        'query: histogram_quantile(0.95, sum by (le, mode) (rate(d_bucket[5m])))',
        'query: |\n      sum by (mode) (\n        rate(d_bucket[5m]) ++* 2\n      )',
      ],
    ],
    ['p.yaml:15:30: not PromQL: "*" is not expected here'],
  ],
  [
    'promql folded',
    [
      [
        'query: histogram_quantile(0.95, sum by (le, mode) (rate(d_bucket[5m])))',
        'query: >-\n      sum by (mode)\n      (rate(d_bucket[5x]))',
      ],
    ],
    ['p.yaml:15:23: not PromQL: "x" is not expected here'],
  ],
  [
    'promql quoted',
    [
      [
        'query: histogram_quantile(0.95, sum by (le, mode) (rate(d_bucket[5m])))',
        'query: "sum by (mode) (rate(d{a=\\"b\\"}[5m]) §)"',
      ],
    ],
    ['p.yaml:13:49: not PromQL: "§" is not expected here'],
  ],
  [
    'range vector',
    [['query: histogram_quantile(0.95, sum by (le, mode) (rate(d_bucket[5m])))', 'query: d_bucket[5m]']],
    [
      'p.yaml:13:12: signals.latency.query gives a range of samples, not one value a series; put a function such as rate() around it',
    ],
  ],
  [
    'variable',
    [['d_bucket[5m]', 'd_bucket[$since_deploy]']],
    [
      'p.yaml:13:70: unknown variable "$since_deploy" in signals.latency.query; did you mean "$since_deployment"?',
    ],
  ],
  [
    'ratio in percent',
    [['unit: ratio', 'unit: ratio, rules: [{ above: { warn: 80, crit: 92.5 } }]']],
    [
      'p.yaml:26:100: limit 80 of a ratio is 8000 %; did you mean "0.8"?',
      'p.yaml:26:110: limit 92.5 of a ratio is 9250 %; did you mean "0.925"?',
    ],
  ],
  [
    'ratio range in percent',
    [['unit: ratio', 'unit: ratio, rules: [{ outside: { warn: [-20, 0.9], crit: [-700, 7] } }]']],
    [
      'p.yaml:26:103: limit -20 of a ratio is −2000 %; did you mean "-0.2"?',
      'p.yaml:26:121: limit -700 of a ratio is −70000 %',
      'p.yaml:26:127: limit 7 of a ratio is 700 %; did you mean "0.07"?',
    ],
  ],
  [
    'ratio deviation in percent',
    [['unit: ratio', 'unit: ratio, rules: [{ deviates: { target: 60, warn: 0.05, crit: 10 } }]']],
    [
      'p.yaml:26:105: limit 60 of a ratio is 6000 %; did you mean "0.6"?',
      'p.yaml:26:127: limit 10 of a ratio is 1000 %; did you mean "0.1"?',
    ],
  ],
  ['ratio good', [['unit: ratio', 'unit: ratio, rules: [{ below: { warn: 5, crit: -5 } }]']], []],
  ['variable good', [['d_bucket[5m]', 'd_bucket[$since_deployment]']], []],
]

describe('what a signal says of its source, and its rules of it', () => {
  it.each(SCENARIOS)('%s', (_name, edits, mistakes) => {
    expect(mistakesOf(edited(edits))).toEqual(mistakes)
  })
})
