import { beforeAll, describe, expect, it } from 'vitest'
import type { Profile } from '../../../src/config/profile.ts'
import type { View } from '../../../src/core/model.ts'
import { openZoom } from '../../../src/core/zoom.ts'
import { judgePanel } from '../../../src/panels/panel.ts'
import { copyOf } from '../../../src/ui/picture/copy.ts'
import { openProfile, played } from './given.ts'

let profile: Profile
beforeAll(async () => {
  profile = await openProfile()
})

function copied(view: Partial<View>, size = { columns: 80, rows: 24 }): string {
  const model = played(profile, 'breaker-open', size)
  const looked = { ...model, view: { ...model.view, ...view } }
  return copyOf(
    looked,
    profile.panels.map((config) => judgePanel(config, looked)),
    'braille',
  )
}

describe('what is copied', () => {
  it('is the focused panel with all that it has to say, without a frame', () => {
    const text = copied({ focus: 0 })
    expect(text).toMatch(/^Latency p95 · 5m {2}✖ CRIT\n/)
    for (const series of ['fast', 'balanced', 'creative']) expect(text).toContain(series)
    expect(text).not.toMatch(/[╭╮╰╯]|more ok/)
  })

  it.each([
    ['gates', /Tuning complete[\s\S]*Promote/i],
    ['advice', /What to do/],
    ['journal', /Journal/],
  ] as const)('is the whole page, however small the screen: %s', (page, pattern) => {
    const text = copied({ page, scroll: 3 }, { columns: 80, rows: 12 })
    expect(text).toMatch(pattern)
    expect(text).not.toMatch(/hypercare {2}|q quit/)
  })

  it('is the zoom as it is', () => {
    const text = copied({ focus: 0, zoom: openZoom(null) })
    expect(text).toContain('balanced')
    expect(text).not.toMatch(/hypercare {2}|q quit/)
  })

  it('is nothing where there is no panel', () => {
    const model = played(profile, 'calm', { columns: 80, rows: 24 })
    expect(copyOf(model, [], 'braille')).toBe('')
  })
})
