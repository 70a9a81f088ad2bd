import { describe, expect, it } from 'vitest'
import { either } from '../../src/config/nearest.ts'
import { UNITS } from '../../src/core/units.ts'
import { edited, mistakesOf } from './written.ts'

type Scenario = readonly [
  name: string,
  edits: readonly (readonly [from: string, to: string])[],
  mistakes: readonly string[],
]

/** A criterion of a breaker, a share or the latency, with that condition. */
function conditions(
  list: readonly (readonly [condition: string | null, signal: string, mistake: string | null])[],
): Scenario[] {
  return list.map(([condition, signal, mistake]) => {
    const written = condition === null ? '' : `, condition: '${condition}'`
    return [
      `${signal} ${condition}`,
      [
        [
          'panels:',
          `  breaker: { source: prom, query: b, unit: state, states: { 0: closed, 1: open } }
  share: { source: prom, query: s, label: k, expect: [a, b], unit: ratio, rules: [{ where: { k: a }, deviates: { target: 1, crit: 1 } }] }
panels:`,
        ],
        [
          'done: { criteria: [{ id: latency, signal: latency }] }',
          `done:
    { criteria: [{ id: latency, signal: ${signal}${written} }] }`,
        ],
      ],
      mistake === null ? [] : [mistake],
    ]
  })
}

/** A layout after the panels, which begins in line 30 of the text, and its mistakes. */
function layouts(list: readonly (readonly [written: string, ...mistakes: string[]])[]): Scenario[] {
  return list.map(([written, ...mistakes]) => [
    written,
    [['phases:', `layouts:\n${written}\nphases:`]],
    mistakes,
  ])
}

/** An advice with that state, and its mistake with its column. */
function advice(list: readonly (readonly [when: string, mistake: string | null])[]): Scenario[] {
  return list.map(([when, mistake]) => [
    when,
    [['panels:', `advice: [{ id: a, when: ${when}, say: s, page: p }]\npanels:`]],
    mistake === null ? [] : [`p.yaml:27:${mistake}`],
  ])
}

const SCENARIOS: readonly Scenario[] = [
  [
    'panel signal',
    [['signal: vram }', 'signal: vramm }']],
    ['p.yaml:29:50: there is no signal "vramm"; did you mean "vram"?'],
  ],
  [
    'panel also',
    [['signal: latency }\n  -', 'signal: latency, also: [latency, latncy] }\n  -']],
    ['p.yaml:28:86: there is no signal "latncy"; did you mean "latency"?'],
  ],
  [
    'service of a panel',
    [
      [
        'signal: latency }\n  -',
        'signal: latency }\n  - { id: s, kind: services, title: S, signals: [vram], services: [{ name: latncy, health: vram, queue: latncy }] }\n  -',
      ],
    ],
    ['p.yaml:29:105: there is no signal "latncy"; did you mean "latency"?'],
  ],
  [
    'panel twice',
    [['{ id: vram, kind: stat', '{ id: latency, kind: stat']],
    ['p.yaml:29:11: the panel "latency" is there twice'],
  ],
  ...layouts([
    ['  desk: { from: 160x45, rows: [[latency], [vram]] }'],
    ['  desk: { from: 80x24, rows: [[{ panels: [latency, vram], weight: 2.5 }]] }'],
    [
      '  desk: { from: 160x45, rows: [[latncy]] }',
      'p.yaml:31:33: there is no panel "latncy"; did you mean "latency"?',
    ],
    [
      '  desk: { from: 160x45, rows: [[latency], [{ panels: [vram, latency] }]] }',
      'p.yaml:31:61: the panel "latency" is in the layout "desk" twice',
    ],
    [
      '  desk: { from: 160x45, rows: [[latency]] }\n  wall: { from: 160x45, rows: [[vram]] }',
      'p.yaml:32:17: the layout "desk" is already meant for 160x45',
    ],
    [
      '  desk: { from: 160x45, rows: [[latency], []] }',
      'p.yaml:31:43: layouts.desk.rows[1] has 0 items; expected at least 1',
    ],
    [
      '  desk: { from: large, rows: [[latency]] }',
      'p.yaml:31:17: layouts.desk.from is "large": not a size; write it like 160x45',
    ],
    [
      '  desk: { from: 160x45, rows: [[{ panel: latency }]] }',
      'p.yaml:31:35: unknown key "panel" in layouts.desk.rows[0][0]; did you mean "panels"?',
    ],
    [
      '  desk: { from: 160x45, rows: [[{ panels: [latency], weight: 0 }]] }',
      'p.yaml:31:62: layouts.desk.rows[0][0].weight is 0; expected more than 0',
    ],
  ]),
  [
    'alerts source',
    [['kind: stat, title: VRAM, signal: vram', 'kind: alerts, title: VRAM, source: am']],
    ['p.yaml:29:52: there is no source "am"'],
  ],
  [
    'phase gap',
    [['from: 2h, to: 48h', 'from: 3h, to: 48h']],
    ['p.yaml:32:23: nothing holds between 2h and 3h; phases follow each other without gaps'],
  ],
  [
    'phase overlap',
    [['from: 2h, to: 48h', 'from: 1h, to: 48h']],
    ['p.yaml:32:23: the phase "late" begins at 1h, but the one before it lasts until 2h'],
  ],
  [
    'phase end',
    [['from: 2h, to: 48h', 'from: 2h, to: 24h']],
    ['p.yaml:32:31: nothing holds between 1d and the end of the watch (deployment.window, 2d)'],
  ],
  [
    'phase reversed',
    [['from: 0h, to: 2h', 'from: 2h, to: 0h']],
    [
      'p.yaml:31:24: nothing holds between 0s and 2h; phases follow each other without gaps',
      'p.yaml:31:32: the phase "early" ends at 0s, before it begins at 2h',
    ],
  ],
  ['phase twice', [['{ id: late,', '{ id: early,']], ['p.yaml:32:11: the phase "early" is there twice']],
  [
    'phase begin',
    [['from: 0h, to: 2h', 'from: 1h, to: 2h']],
    ['p.yaml:31:24: nothing holds between 0s and 1h; phases follow each other without gaps'],
  ],
  [
    'gate signal',
    [['signal: latency }] }', 'signal: latncy }] }']],
    ['p.yaml:34:45: there is no signal "latncy"; did you mean "latency"?'],
  ],
  [
    'gate unknown',
    [['requires: [done]', 'requires: [don]']],
    ['p.yaml:35:25: there is no gate "don"; did you mean "done"?'],
  ],
  [
    'gate circle',
    [['id: latency, signal: latency }]', 'id: latency, signal: latency }], requires: [promote]']],
    [
      'p.yaml:34:68: gates wait for each other: done → promote → done',
      'p.yaml:35:25: gates wait for each other: promote → done → promote',
    ],
  ],
  [
    'gate itself',
    [['requires: [done]', 'requires: [promote]']],
    ['p.yaml:35:25: gates wait for each other: promote → promote'],
  ],
  [
    'gate empty',
    [['{ requires: [done] }', '{}']],
    [
      'p.yaml:35:3: the gate "promote" asks for nothing, so it would always be passed; give it criteria or requires',
    ],
  ],
  [
    'criterion twice',
    [['signal: latency }] }', 'signal: latency }, { id: latency, signal: health }] }']],
    ['p.yaml:34:62: the criterion "latency" is there twice in gates.done'],
  ],
  ...conditions([
    [
      '= opne',
      'breaker',
      'p.yaml:37:64: "opne" is no state of signals.breaker (closed or open); did you mean "open"?',
    ],
    ['= 2', 'breaker', 'p.yaml:37:64: "2" is no state of signals.breaker (closed or open)'],
    ['< 1', 'breaker', 'p.yaml:37:61: signals.breaker has states, not numbers; compare it by = or !='],
    ['= open', 'breaker', null],
    ['= 1', 'breaker', null],
    [
      'not crit',
      'breaker',
      'p.yaml:37:61: signals.breaker has no rules that could decide; give it a condition',
    ],
    [null, 'breaker', 'p.yaml:37:41: signals.breaker has no rules that could decide; give it a condition'],
    [
      'deviation < 0.05',
      'share',
      'p.yaml:37:59: nothing says where b should be; give signals.share rules with "deviates"',
    ],
    ['< 10', 'share', 'p.yaml:37:62: limit 10 of a ratio is 1000 %; did you mean "0.1"?'],
    ['< 10%', 'share', null],
    ['< 10%', 'latency', 'p.yaml:37:64: signals.latency is no ratio, so a limit in per cent says nothing'],
    ['not crit', 'latency', null],
    [null, 'latency', null],
  ]),
  [
    'awaited word',
    [['signal: latency }] }', 'signal: latency, awaits: [{ signal: vram, condition: = 1 }] }] }']],
    ['p.yaml:34:90: only a number comes nearer to a limit; write it like "<= 0.006"'],
  ],
  [
    'awaited series',
    [['signal: latency }] }', 'signal: latency, awaits: [{ signal: vram, condition: < 1 }] }] }']],
    ['p.yaml:34:73: signals.vram has several series, each with a pace of its own'],
  ],
  [
    'check signal',
    [['from: 0h, to: 2h }', 'from: 0h, to: 2h, checks: [{ title: a, every: 60s, signals: [latncy] }] }']],
    ['p.yaml:31:79: there is no signal "latncy"; did you mean "latency"?'],
  ],
  [
    'check never',
    [
      [
        'environment: production',
        'environment: production\nchecks: [{ title: a, every: 0s, signals: [vram] }]',
      ],
    ],
    ['p.yaml:4:29: every must be longer than 0s'],
  ],
  [
    'canary',
    [
      [
        'environment: production',
        'environment: production\ncanary: { stages: [0.05, 0.01, 1], gate: don, signal: vramm }',
      ],
    ],
    [
      'p.yaml:4:26: the stage 0.01 is no step up from 0.05',
      'p.yaml:4:42: there is no gate "don"; did you mean "done"?',
      'p.yaml:4:55: there is no signal "vramm"; did you mean "vram"?',
    ],
  ],
  [
    'canary told twice',
    [
      [
        'environment: production',
        'environment: production\ncanary: { stages: [1], gate: done, signal: vram, at: 0.5 }',
      ],
    ],
    ['p.yaml:4:50: "at" can\'t stand beside "signal": which of them tells the part of the traffic?'],
  ],
  [
    'event that ends before it begins',
    [
      [
        'environment: production',
        'environment: production\nevents: [{ kind: spike, title: sale, from: 2026-01-02T08:00:00Z, to: 2026-01-01T08:00:00Z }]',
      ],
    ],
    ['p.yaml:4:70: "sale" would end before it begins'],
  ],
  ...advice([
    ['{ signal: latency, is: crit }', null],
    ['{ signal: latncy, is: crit }', '35: there is no signal "latncy"; did you mean "latency"?'],
    ['{ signal: latency }', '25: what of latency? give it "is", "condition" or "lost"'],
    ['{ is: crit }', '25: a state needs a "signal", an "alert" or an "event"'],
    ['{ event: spike, within: 30m }', null],
    ['{ event: spike, lost: "> 50%" }', '41: "lost" can\'t stand beside "event"'],
    ['{ alert: X, within: 30m }', '37: "within" can\'t stand beside "alert"'],
    ['{ signal: vram, lost: "> 50%", within: 30m }', '56: "within" belongs to an "event"'],
    ['{ alert: X }, done: { signal: gone, is: crit }', '55: there is no signal "gone"'],
    ['{ alert: X, is: crit }', '37: "is" can\'t stand beside "alert"'],
    ['{ signal: latency, is: crit, condition: < 1 }', '54: "condition" can\'t stand beside "is"'],
    ['{ signal: vram, is: crit }', '41: signals.vram has no rules, so it is never "crit"'],
    ['{ signal: vram, lost: "> 50%" }', null],
    ['{ signal: vram, lost: "50%" }', '47: advice[0].when.lost is "50%": not a part; write it like "> 50%"'],
    [
      '{ any: [{ signal: vram, condition: < 50 }] }',
      '62: limit 50 of a ratio is 5000 %; did you mean "0.5"?',
    ],
    ['{ all: [{ any: [{ alert: X }, { signal: gone, is: warn }] }] }', '65: there is no signal "gone"'],
    ['{ all: [] }', '32: advice[0].when.all has 0 items; expected at least 1'],
  ]),
  [
    'advice twice, and longer than its past',
    [
      [
        'panels:',
        'advice: [{ id: a, when: { alert: X }, for: 3h, say: s, page: p }, { id: a, when: { alert: X }, say: s, page: p }]\npanels:',
      ],
    ],
    [
      'p.yaml:27:44: 3h is more past than is kept (history.length, 2h); ask for it in the query of a signal',
      'p.yaml:27:73: the advice "a" is there twice',
    ],
  ],
  [
    'deadline 0',
    [['{ kind: nvidia-smi }', '{ kind: nvidia-smi, deadline: 0s }']],
    ['p.yaml:9:38: deadline must be longer than 0s'],
  ],
  [
    'interval 0',
    [['{ kind: nvidia-smi }', '{ kind: nvidia-smi, interval: 0ms }']],
    ['p.yaml:9:38: interval must be longer than 0s'],
  ],
  [
    'stale',
    [['{ kind: nvidia-smi }', '{ kind: nvidia-smi, interval: 1m }']],
    ['p.yaml:26:3: signals.vram is stale after 30s, but read every 1m only; give it a longer staleAfter'],
  ],
  [
    'stale own',
    [['unit: ratio }', 'unit: ratio, staleAfter: 2s }']],
    ['p.yaml:26:87: signals.vram is stale after 2s, but read every 5s only; give it a longer staleAfter'],
  ],
  [
    'history',
    [['environment: production', 'environment: production\nhistory: { length: 48h, step: 1s }']],
    ['p.yaml:4:31: 2d in steps of 1s are 172800 points; at most 11000 can be asked for'],
  ],
  [
    'history short',
    [['environment: production', 'environment: production\nhistory: { length: 1s, step: 15s }']],
    ['p.yaml:4:30: 1s in steps of 15s leave no point'],
  ],
  [
    'all at once',
    [
      ['source: prom\n', 'source: promo\n'],
      ['unit: seconds', 'unit: second'],
      ['signal: vram }', 'signal: vramm }'],
      ['kind: nvidia-smi', 'kind: nvidia'],
    ],
    [
      'p.yaml:9:16: sources.gpu.kind is "nvidia"; expected prometheus, scrape, health, alertmanager, nvidia-smi or host; did you mean "nvidia-smi"?',
      'p.yaml:12:13: there is no source "promo"; did you mean "prom"?',
      `p.yaml:16:11: signals.latency.unit is "second"; expected ${either(UNITS)}; did you mean "seconds"?`,
      'p.yaml:29:50: there is no signal "vramm"; did you mean "vram"?',
    ],
  ],
]

describe('what panels, phases, gates and times say of each other', () => {
  it.each(SCENARIOS)('%s', (_name, edits, mistakes) => {
    expect(mistakesOf(edited(edits))).toEqual(mistakes)
  })
})
