import { beforeAll, describe, expect, it } from 'vitest'
import { loadProfile } from '../../../src/config/load.ts'
import type { Profile } from '../../../src/config/profile.ts'
import type { Deed } from '../../../src/core/acting/action.ts'
import { update } from '../../../src/core/update/update.ts'
import { stripRows } from '../../../src/ui/screen/strip.ts'
import { plainText } from '../../../src/widgets/fit.ts'
import { PROFILE } from '../../cli/program.ts'
import { deed, proposal } from '../../core/acting/given.ts'
import { play, SCENARIOS } from '../scenarios.ts'

let profile: Profile
beforeAll(async () => {
  const loaded = await loadProfile({ file: PROFILE, overlays: [], sets: [], env: {} })
  if (!loaded.ok) throw new Error('the profile has mistakes')
  profile = loaded.profile
})

/** The strip while the runbooks ask for a downshift, or while they ask for nothing. */
function strip(
  scenario: 'breaker-open' | 'calm',
  given: Partial<Deed>,
  readOnly: string | null = null,
): string {
  const played = SCENARIOS[scenario]
  if (played === undefined) throw new Error('no such scenario')
  const model = play(profile, played, { columns: 160, rows: 45 })
  const { now } = model
  const told = update(model, {
    type: 'journal',
    now,
    result: { ok: true, deeds: [deed({ lastAt: now + 1, ...given })] },
  }).model
  return stripRows({ ...told, actions: { ...told.actions, readOnly } }, 160)
    .map(plainText)
    .join('\n')
}

const FAILED: Partial<Deed> = { state: 'not-effective', stage: 'verify-failed', words: 'p95: still 3.3 s' }

describe('what the strip offers', () => {
  it.each<[what: string, scenario: 'breaker-open' | 'calm', given: Partial<Deed>, way: string]>([
    [
      'what the runbooks ask for now',
      'breaker-open',
      { ...FAILED, action: 'scale_llm' },
      'd downshift to fast?',
    ],
    ['the way back of what they ask for, which has just not helped', 'breaker-open', FAILED, 'u undo?'],
    ['the way back where they ask for nothing', 'calm', FAILED, 'u undo?'],
    [
      'to keep what is held',
      'calm',
      {
        state: 'held',
        isOpen: true,
        isUndoable: false,
        offer: { kind: 'keep', proposal: proposal({ asks: 'keep' }) },
      },
      'k keep?',
    ],
  ])('%s', (_, scenario, given, way) => {
    expect(strip(scenario, given)).toContain(`→ ${way}`)
    expect(strip(scenario, given, '--read-only was given')).not.toContain('→')
  })

  it('nothing after what is done, and where there is no way back', () => {
    expect(strip('breaker-open', {})).not.toContain('→')
    expect(strip('breaker-open', { ...FAILED, isUndoable: false })).not.toContain('→')
  })
})
