import { NO_CLOSE_UP } from './closeUp.ts'
import { NO_FILTER } from './filter.ts'
import { newSignal } from './instances.ts'
import type { Model, SourceState } from './model.ts'
import { NO_PAST } from './past.ts'
import type { SourceTiming, WatchProfile } from './profile.ts'
import { assignDuties } from './standIn.ts'
import type { EpochMs } from './time.ts'

/** Where the release under watch is known from, when the command line says it. */
export type DeploymentOverride = { readonly at: EpochMs; readonly from: string }

/** On what terms a program acts: why it may not, or null. Who only reads has none. */
export type Acting = { readonly readOnly: string | null }

/** The model before anything was read: every source due at once, every series unknown. */
export function startModel(
  profile: WatchProfile,
  now: EpochMs,
  size: { readonly columns: number; readonly rows: number },
  override: DeploymentOverride | null = null,
  acting: Acting | null = null,
): Model {
  const { at, version, windowMs } = profile.deployment
  return {
    profile,
    now,
    startedAt: now,
    trustedSince: now,
    deployment: {
      at: override?.at ?? at,
      atFrom: override?.from ?? 'the profile',
      certainty: override === null && at === null ? 'inferred' : 'said',
      version,
      windowMs,
    },
    sources: assignDuties(new Map(profile.sources.map((config) => [config.id, newSource(config)])), now),
    signals: new Map(profile.signals.map((config) => [config.id, newSignal(config, profile.history, now)])),
    past: NO_PAST,
    before: new Map(),
    closeUp: NO_CLOSE_UP,
    changes: [],
    called: new Map(),
    notice: null,
    view: {
      ...size,
      focus: 0,
      zoom: null,
      isHelpOpen: false,
      page: null,
      scroll: 0,
      filter: NO_FILTER,
      prompt: null,
      interruptedAt: null,
      themeProblem: null,
    },
    actions: {
      readOnly: acting === null ? 'this program only reads' : acting.readOnly,
      isFollowing: acting !== null,
      deeds: [],
      problem: null,
      planned: 0,
      seenUpTo: now,
    },
    remembered: { commands: [], problem: null },
    dialog: null,
  }
}

function newSource(config: SourceTiming): SourceState {
  return {
    config,
    seq: 0,
    seenSeq: 0,
    pollingSince: null,
    nextPollAt: 0,
    answeredAt: null,
    failure: null,
    failingSince: null,
    answeringSince: null,
    failures: 0,
    warnings: [],
    skewMs: null,
    history: 'wanted',
    isFilling: false,
    alerts: null,
    resolved: [],
    onDutySince: null,
    scraping: null,
  }
}
