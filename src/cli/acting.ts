import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Change } from '../actions/change.ts'
import type { Evidence } from '../actions/guard.ts'
import type { Plan } from '../actions/plan.ts'
import type { Stage } from '../actions/stage.ts'
import type { Profile } from '../config/profile.ts'
import { describePerson, type Person, personHere } from '../journal/actor.ts'
import { type Journal, openJournal } from '../journal/journal.ts'
import { type StatePlace, statePlace } from '../journal/place.ts'
import { narrowTo, openEvidence } from '../runner/evidence.ts'
import type { HoldMeans } from '../runner/hold.ts'
import type { PlanMeans } from '../runner/planning.ts'
import type { ProfileReference } from '../runner/work.ts'
import { systemClock } from '../runtime/clock.ts'
import { readOnce } from '../runtime/readOnce.ts'
import { executorOf } from './executors.ts'
import { EXIT } from './exit.ts'
import { deploymentOverride, type ProfileOptions } from './profile.ts'
import { whyReadOnly } from './readOnly.ts'
import { closeAll, openSources } from './sources.ts'

/** What acting on one profile needs, whoever asks: the command line, the screen, a runner. */
export type Acting = {
  readonly profile: Profile
  readonly person: Person
  readonly place: StatePlace
  readonly journal: Journal
  readonly readOnly: string | null
  readonly reference: ProfileReference
}

export function openActing(
  profile: Profile,
  options: ProfileOptions & { readonly readOnly?: boolean },
  person: Person = personHere(process.env),
): Acting {
  const place = statePlace(profile.name, process.env)
  return {
    profile,
    person,
    place,
    journal: openJournal(place.journal, person, Date.now),
    readOnly: whyReadOnly(profile, options.readOnly === true),
    reference: {
      profile: resolve(options.profile),
      overlay: options.overlay.map((file) => resolve(file)),
      set: options.set,
      deployedAt: options.deployedAt,
    },
  }
}

export function planMeansOf({ profile, journal, person, readOnly, reference }: Acting): PlanMeans {
  return {
    system: `${profile.name} · ${profile.environment}`,
    journal,
    executorOf: (change: Change) => executorOf(profile, change),
    evidenceOf: (signals) => readEvidence(profile, signals, reference),
    now: Date.now,
    user: person.user,
    readOnly,
    signal: AbortSignal.timeout(PLAN_MS),
  }
}

/** A plan that takes longer to make than it may live is none. */
const PLAN_MS = 30_000

async function readEvidence(
  profile: Profile,
  signals: readonly string[],
  reference: ProfileReference,
): Promise<readonly Evidence[]> {
  if (signals.length === 0) return []
  const narrow = narrowTo(profile, signals)
  const override = overrideOf(reference)
  const sources = openSources(narrow, () => override?.at ?? profile.deployment.at)
  const model = await readOnce(narrow, sources, systemClock, override)
  await closeAll(sources)
  return [...model.signals.values()].flatMap(({ config, instances }) =>
    [...instances.values()].map(({ verdict }) => ({
      signal: config.title,
      level: verdict.level,
      reason: verdict.reason,
    })),
  )
}

/** What a runner of this plan needs. */
export function runMeansOf(
  plan: Plan,
  acting: Acting,
  onProgress: HoldMeans['onProgress'],
): HoldMeans | { readonly reason: string } {
  const { profile, journal, person, readOnly, place, reference } = acting
  const executor = executorOf(profile, plan.change)
  if ('reason' in executor) return executor
  const override = overrideOf(reference)
  return {
    journal,
    executor,
    executorOf: (change) => executorOf(profile, change),
    evidence: () =>
      openEvidence({
        profile,
        verify: plan.verify,
        openSources: (narrow) => openSources(narrow, () => override?.at ?? profile.deployment.at),
        clock: systemClock,
        override,
      }),
    clock: systemClock,
    wait,
    newKey: randomUUID,
    attempts: place.attempts,
    holder: { who: describePerson(person), pid: process.pid },
    readOnly,
    onProgress,
  }
}

const overrideOf = ({ deployedAt, ...reference }: ProfileReference) =>
  deployedAt === undefined ? null : deploymentOverride({ ...reference, deployedAt })

/** What a stage means for whoever called. */
export function exitOf(stage: Stage): number {
  switch (stage) {
    case 'verified':
    case 'holding':
    case 'kept':
      return EXIT.ok
    case 'planned':
    case 'confirmed':
    case 'awaiting':
    case 'declined':
    case 'expired':
    case 'not-started':
    case 'refused':
    case 'refused-stale':
      return EXIT.refused
    case 'failed':
    case 'not-applied':
      return EXIT.failed
    case 'verify-failed':
    case 'reverted':
      return EXIT.notEffective
    case 'inconclusive':
      return EXIT.inconclusive
    case 'intent':
    case 'sent':
    case 'accepted':
    case 'unknown':
    case 'still-unknown':
    case 'applied':
    case 'partial':
    case 'verifying':
    case 'reverting':
    case 'revert-failed':
      return EXIT.unknown
  }
}
