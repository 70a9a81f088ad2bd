import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openActing } from '../../src/cli/acting.ts'
import { createObserver } from '../../src/cli/observer.ts'
import { loadProfile } from '../../src/config/load.ts'
import { type Folder, openFolder, PROFILE } from './program.ts'

let folder: Folder
beforeEach(async () => {
  folder = await openFolder()
  vi.stubEnv('XDG_STATE_HOME', join(folder.path, 'state'))
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await folder.remove()
})

it('29: who observes can neither plan nor start, and reads the journal', async () => {
  const loaded = await loadProfile({ file: PROFILE, overlays: [], sets: [], env: {} })
  if (!loaded.ok) throw new Error('the profile has mistakes')
  const acting = openActing(loaded.profile, { profile: PROFILE, overlay: [], set: [] })
  const observer = createObserver(acting)
  const refused = { ok: false, reason: 'a wall only shows' }
  for (const { id } of loaded.profile.actions)
    expect(await observer.plan({ kind: 'action', action: id, args: [] }, 'why')).toMatchObject(refused)
  expect(await observer.plan({ kind: 'undo', deed: 'x' }, 'why')).toMatchObject(refused)
  expect(await observer.start('7f3a90c1d2e4')).toMatchObject(refused)
  expect(await observer.read()).toEqual({ ok: true, deeds: [] })
  expect((await acting.journal.read()).ok && (await acting.journal.read())).toMatchObject({
    chain: { lines: [] },
  })
})
