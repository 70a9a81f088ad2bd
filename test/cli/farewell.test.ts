import { describe, expect, it } from 'vitest'
import { farewell } from '../../src/cli/farewell.ts'
import { deed, hand, handWithPlan } from '../core/acting/given.ts'

describe('the last line', () => {
  it('is none where nothing goes on', () => {
    const one = hand()
    one.journal(deed())
    expect(farewell(one.model(), 'p.yaml')).toEqual([])
  })

  it('34: says what goes on without this screen, and where its end will stand', () => {
    const one = hand()
    one.journal(deed({ state: 'under-way' }))
    expect(farewell(one.model(), 'p.yaml')).toEqual([
      'Downshift (balanced → fast) is under way, and goes on without this screen. What comes of it: hypercare journal --profile p.yaml --follow',
    ])
    one.journal(deed({ state: 'under-way' }), deed({ id: 'b', state: 'held' }))
    expect(farewell(one.model(), 'p.yaml')[0]).toMatch(
      /^Downshift \(balanced → fast\) and 1 more are under way/,
    )
  })

  it('34: knows of what was only just handed over', () => {
    const one = handWithPlan()
    one.press('y', 'e', 's')
    expect(farewell(one.model(), 'p.yaml')[0]).toMatch(/^Downshift is under way/)
  })
})
