import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Entry } from '../../src/actions/entry.ts'
import type { Stage } from '../../src/actions/stage.ts'
import type { Person } from '../../src/journal/actor.ts'
import { type Journal, openJournal } from '../../src/journal/journal.ts'

export const KIM: Person = { user: 'kim', sudoUser: null, sshClient: null, tty: null, host: 'here' }

export const entry = (id: string, stage: Stage = 'planned', words = stage as string): Entry => ({
  id,
  stage,
  action: 'downshift',
  target: 'api',
  words,
  detail: {},
})

export type TestJournal = {
  readonly journal: Journal
  readonly folder: string
  text(): Promise<string>
  rewrite(text: string): Promise<void>
  remove(): Promise<void>
}

export async function openTestJournal(): Promise<TestJournal> {
  const folder = await mkdtemp(join(tmpdir(), 'hypercare-journal-'))
  const path = join(folder, 'journal.jsonl')
  return {
    journal: openJournal(path, KIM, Date.now),
    folder,
    text: () => readFile(path, 'utf8'),
    rewrite: (text) => writeFile(path, text),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
