import { describe, expect, it } from 'vitest'
import { openActing } from '../../src/cli/acting.ts'
import { createOperator } from '../../src/cli/operator.ts'
import { loadProfile } from '../../src/config/load.ts'
import type { Operator } from '../../src/core/acting/operator.ts'
import { KIM } from '../journal/given.ts'
import { PROFILE } from './program.ts'

/** An operator whose journal can't even be asked. */
async function operatorThatMeets(error: unknown): Promise<Operator> {
  const loaded = await loadProfile({ file: PROFILE, overlays: [], sets: [], env: {} })
  if (!loaded.ok) throw new Error('the profile has mistakes')
  const acting = openActing(loaded.profile, { profile: PROFILE, overlay: [], set: [] }, KIM)
  const fail = async () => Promise.reject(error)
  return createOperator({ ...acting, journal: { path: '/nowhere', read: fail, append: fail } }, () => {
    throw new Error('nobody looks at the screen')
  })
}

const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' })
const undo = { kind: 'undo', deed: 'abc' } as const

describe('what is thrown where nothing should be', () => {
  it.each<[what: string, error: unknown, words: RegExp]>([
    ['of files is told as such', full, /^the state of hypercare can't be written \(ENOSPC\)$/],
    [
      'else is told as a defect',
      new TypeError('x is undefined'),
      /^hypercare has a defect here \(TypeError: x is undefined\)$/,
    ],
  ])('%s', async (_, error, words) => {
    const operator = await operatorThatMeets(error)
    const reason = expect.stringMatching(words)
    expect(await operator.plan(undo, 'why', [])).toMatchObject({
      ok: false,
      reason,
      hint: 'nothing was done',
    })
    // After a yes it may have begun.
    for (const say of [operator.approve, operator.keep])
      expect(await say('abc')).toMatchObject({ ok: false, reason, hint: expect.stringContaining('journal') })
  })
})
