import { rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { act, writerFor } from '../../runner/act.ts'
import { goOn } from '../../runner/gradual.ts'
import { hold } from '../../runner/hold.ts'
import type { Criterion } from '../../runner/verify.ts'
import { readWork } from '../../runner/work.ts'
import { exitOf, openActing, runMeansOf } from '../acting.ts'
import { EXIT } from '../exit.ts'
import { complain } from '../print.ts'
import { openProfile } from '../profile.ts'

/** The hidden `hypercare runner PLAN_FILE`: carries out one confirmed plan, whatever becomes of whoever started it. */
export async function runner(planFile: string): Promise<number> {
  // Hang-ups and Ctrl-C were meant for others; what has begun is brought to its end.
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
  const read = await readWork(planFile)
  if (!read.ok) {
    complain(read.reason)
    return EXIT.refused
  }
  const { plan, person, profile: reference } = read.work
  const { deployedAt, ...named } = reference
  const options = deployedAt === undefined ? named : { ...named, deployedAt }
  const mistakes: string[] = []
  const profile = await openProfile(options, (line) => mistakes.push(line))
  if (profile === null) {
    complain(mistakes.join('\n'))
    return EXIT.refused
  }
  const acting = openActing(profile, options, person)
  const write = writerFor(plan, acting.journal)
  const means = runMeansOf(plan, acting, (criteria) => {
    void showProgress(join(acting.place.attempts, plan.id), criteria)
  })
  if ('reason' in means) {
    await write('refused', means.reason)
    return EXIT.refused
  }
  const held = await act(plan, means, (writeNext) => hold(plan, Date.now(), means, writeNext))
  const isKept = held === 'verified' || held === 'kept'
  const stage = isKept && plan.afterwards.changes.length > 0 ? await goOn(plan, means) : held
  return stage === null ? EXIT.unknown : exitOf(stage)
}

/** The state of the verification, for whoever follows; not part of the record, and no loss where it can't be written. */
async function showProgress(folder: string, criteria: readonly Criterion[]): Promise<void> {
  const path = join(folder, 'progress.json')
  const fresh = join(dirname(path), 'progress.new')
  await writeFile(fresh, JSON.stringify(criteria), { mode: 0o600 })
    .then(() => rename(fresh, path))
    .catch(() => undefined)
}
