import { describe, expect, it } from 'vitest'
import type { GpuConfig } from '../../src/panels/gpu/config.ts'
import { judgePanel } from '../../src/panels/panel.ts'
import { aModel, aSignal, given, rule, type Told } from '../support/model.ts'
import { drawnText, summaryText } from '../support/panel.ts'

const config: GpuConfig = {
  id: 'gpu',
  kind: 'gpu',
  title: 'GPU',
  utilization: 'util',
  memoryFree: 'free',
  temperature: 'temp',
  power: 'power',
}
const modelOf = (count: number, free: (index: number) => Told = () => 0.49) => {
  const each = (told: (index: number) => Told) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index), told(index)]))
  const labelled = { source: 'gpu', label: 'gpu' } as const
  return aModel({
    signals: [
      given(
        aSignal('util', { ...labelled, title: 'util', unit: 'ratio' }),
        each((i) => ({ value: (i % 11) / 10, labels: { name: 'NVIDIA H100' } })),
      ),
      given(
        aSignal('free', {
          ...labelled,
          title: 'VRAM free',
          unit: 'ratio',
          rules: [rule({ op: 'below', warn: null, crit: 0.2 })],
        }),
        each(free),
      ),
      given(
        aSignal('temp', { ...labelled, title: 'temperature', unit: 'celsius' }),
        each((i) => 50 + (i % 30)),
      ),
      given(
        aSignal('power', { ...labelled, title: 'power', unit: 'watts' }),
        each((i) => 300 + i),
      ),
    ],
  })
}

describe('gpu', () => {
  it.each<[string, (index: number) => Told, string]>([
    ['good', () => 0.5, 'ok'],
    ['little memory', (i) => (i === 1 ? 0.1 : 0.5), 'crit'],
    ['old', (i) => (i === 1 ? { value: 0.5, agoMs: 70_000 } : 0.5), 'stale'],
    ['not told', (i) => (i === 1 ? { absent: 'no data: [N/A]' } : 0.5), 'unknown'],
  ])('%s', (_, free, level) => expect(judgePanel(config, modelOf(2, free)).level).toBe(level))

  it('shows a row for each of a few', () => {
    const model = modelOf(3, (i) => (i === 1 ? 0.12 : i === 2 ? { value: 0.5, agoMs: 70_000 } : 0.49))
    expect(drawnText(config, model, 120)).toMatchInlineSnapshot(`
      "#0  NVIDIA H100  util   0 % ──────────────────  VRAM  51 % ━━━━━━━━━─────┼───   50 °C  300 W  ● OK
      #1  NVIDIA H100  util  10 % ━━────────────────  VRAM  88 % ━━━━━━━━━━━━━━┿━──   51 °C  301 W  ✖ CRIT
      #2  NVIDIA H100  util  20 % ━━━╸──────────────  VRAM  50 % ━━━━━━━━━─────┼───   52 °C  302 W  ◌ STALE 1m10s  its target…"
    `)
    expect(drawnText(config, model, 66)).toMatchInlineSnapshot(`
      "#0  util   0 % ───────  VRAM  51 % ━━━━──┼─   50 °C  300 W  ● OK
      #1  util  10 % ╸──────  VRAM  88 % ━━━━━━┿─   51 °C  301 W  ✖ CRIT
      #2  util  20 % ━╸─────  VRAM  50 % ━━━━──┼─   52 °C  302 W  ◌ 1m"
    `)
    expect(drawnText(config, model, 40)).toMatchInlineSnapshot(`
      "#0  util   0 %  VRAM  51 %   50 °C  ● OK
      #1  util  10 %  VRAM  88 %   51 °C  ✖
      #2  util  20 %  VRAM  50 %   52 °C  ◌ 1m"
    `)
    expect(drawnText(config, model, 24)).toMatchInlineSnapshot(`
      "#0    0 %  VRAM  51 %  ●
      #1   10 %  VRAM  88 %  ✖
      #2   20 %  VRAM  50 %  ◌"
    `)
    expect(summaryText(config, model, 50)).toMatchInlineSnapshot(`"#1 VRAM free 12.0 % / ≥20   +1 more"`)
  })

  it('shows 64 in the room there is, the bad one in any case', () => {
    const model = modelOf(64, (i) => (i === 42 ? 0.1 : 0.49))
    expect(drawnText(config, model, 120, 20)).toMatchInlineSnapshot(`
      "util ▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇
      VRAM ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅█▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅
      ●  #0   0 %  51 %  50 °C   ●  #1  10 %  51 %  51 °C   ●  #2  20 %  51 %  52 °C   ●  #3  30 %  51 %  53 °C
      ●  #4  40 %  51 %  54 °C   ●  #5  50 %  51 %  55 °C   ●  #6  60 %  51 %  56 °C   ●  #7  70 %  51 %  57 °C
      ●  #8  80 %  51 %  58 °C   ●  #9  90 %  51 %  59 °C   ● #10 100 %  51 %  60 °C   ● #11   0 %  51 %  61 °C
      ● #12  10 %  51 %  62 °C   ● #13  20 %  51 %  63 °C   ● #14  30 %  51 %  64 °C   ● #15  40 %  51 %  65 °C
      ● #16  50 %  51 %  66 °C   ● #17  60 %  51 %  67 °C   ● #18  70 %  51 %  68 °C   ● #19  80 %  51 %  69 °C
      ● #20  90 %  51 %  70 °C   ● #21 100 %  51 %  71 °C   ● #22   0 %  51 %  72 °C   ● #23  10 %  51 %  73 °C
      ● #24  20 %  51 %  74 °C   ● #25  30 %  51 %  75 °C   ● #26  40 %  51 %  76 °C   ● #27  50 %  51 %  77 °C
      ● #28  60 %  51 %  78 °C   ● #29  70 %  51 %  79 °C   ● #30  80 %  51 %  50 °C   ● #31  90 %  51 %  51 °C
      ● #32 100 %  51 %  52 °C   ● #33   0 %  51 %  53 °C   ● #34  10 %  51 %  54 °C   ● #35  20 %  51 %  55 °C
      ● #36  30 %  51 %  56 °C   ● #37  40 %  51 %  57 °C   ● #38  50 %  51 %  58 °C   ● #39  60 %  51 %  59 °C
      ● #40  70 %  51 %  60 °C   ● #41  80 %  51 %  61 °C   ✖ #42  90 %  90 %  62 °C   ● #43 100 %  51 %  63 °C
      ● #44   0 %  51 %  64 °C   ● #45  10 %  51 %  65 °C   ● #46  20 %  51 %  66 °C   ● #47  30 %  51 %  67 °C
      ● #48  40 %  51 %  68 °C   ● #49  50 %  51 %  69 °C   ● #50  60 %  51 %  70 °C   ● #51  70 %  51 %  71 °C
      ● #52  80 %  51 %  72 °C   ● #53  90 %  51 %  73 °C   ● #54 100 %  51 %  74 °C   ● #55   0 %  51 %  75 °C
      ● #56  10 %  51 %  76 °C   ● #57  20 %  51 %  77 °C   ● #58  30 %  51 %  78 °C   ● #59  40 %  51 %  79 °C
      ● #60  50 %  51 %  50 °C   ● #61  60 %  51 %  51 °C   ● #62  70 %  51 %  52 °C   ● #63  80 %  51 %  53 °C"
    `)
    expect(drawnText(config, model, 66, 8)).toMatchInlineSnapshot(`
      "util ▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇██▁▁▂▃▄▅▅▆▇██▁
           ▁▂▃▄▅▅▆▇
      VRAM ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅█▅▅▅▅▅▅▅▅▅▅▅▅▅
           ▅▅▅▅▅▅▅▅
      ●  #0   0 %  51 %  50 °C   ●  #1  10 %  51 %  51 °C
      ●  #2  20 %  51 %  52 °C   ●  #3  30 %  51 %  53 °C
      ●  #4  40 %  51 %  54 °C   ✖ #42  90 %  90 %  62 °C
      +58 more ok"
    `)
    expect(drawnText(config, model, 40, 2)).toMatchInlineSnapshot(`
      "✖ #42  90 %  90 %  62 °C
      +63 more ok"
    `)
    expect(drawnText(config, model, 24, 1)).toMatchInlineSnapshot(`"✖ #42  90 %  90 %  62 °C"`)
  })

  it('shows what is configured and no more', () => {
    const bare: GpuConfig = { id: 'gpu', kind: 'gpu', title: 'GPU', utilization: 'util' }
    expect(drawnText(bare, modelOf(1), 60)).toMatchInlineSnapshot(
      `"#0  NVIDIA H100  util   0 % ──────────────────  ● OK"`,
    )
    expect(drawnText({ ...bare, utilization: 'nosuch' }, modelOf(1), 60)).toMatchInlineSnapshot(
      `"? UNKNOWN  the profile has no signal "nosuch""`,
    )
  })
})
