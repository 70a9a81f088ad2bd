import type { Deed } from './acting/action.ts'
import { type Alert, isFiring } from './alert.ts'
import type { ExpectedEvent } from './event.ts'
import type { Model } from './model.ts'
import type { EpochMs } from './time.ts'

/** Something that happened at a moment, for the time axes of charts. */
export type Mark =
  | { readonly kind: 'deployment'; readonly at: EpochMs; readonly version: string | null }
  /** The system may have been changed then. Actions are numbered in the order in which they were done. */
  | { readonly kind: 'action'; readonly at: EpochMs; readonly number: number; readonly deed: Deed }
  /** An action was taken back by its own hold. */
  | { readonly kind: 'reverted'; readonly at: EpochMs; readonly number: number; readonly deed: Deed }
  /** Something outside the system began, as the profile says. */
  | { readonly kind: 'event'; readonly at: EpochMs; readonly event: ExpectedEvent }
  /** It has been firing since then. */
  | { readonly kind: 'alert'; readonly at: EpochMs; readonly alert: Alert }

/** Everything that is known to have happened, oldest first; what is only to come is not among it. */
export function marksOf({
  deployment,
  actions,
  sources,
  profile,
  now,
}: Pick<Model, 'deployment' | 'actions' | 'sources' | 'profile' | 'now'>): readonly Mark[] {
  const deployed: readonly Mark[] =
    deployment.at === null ? [] : [{ kind: 'deployment', at: deployment.at, version: deployment.version }]
  const alerts = [...sources.values()].flatMap((source) => source.alerts ?? []).filter(isFiring)
  return [
    ...deployed,
    ...actionMarks(actions.deeds),
    ...profile.events
      .filter(({ from }) => from <= now)
      .map((event): Mark => ({ kind: 'event', at: event.from, event })),
    ...alerts.map((alert): Mark => ({ kind: 'alert', at: alert.startsAt, alert })),
  ].sort((a, b) => a.at - b.at)
}

function actionMarks(deeds: readonly Deed[]): readonly Mark[] {
  const done = deeds
    .flatMap((deed) => (deed.sentAt === null ? [] : [{ deed, at: deed.sentAt }]))
    .sort((a, b) => a.at - b.at)
  return done.flatMap(({ deed, at }, index): Mark[] => {
    const number = index + 1
    const reverted: readonly Mark[] =
      deed.stage === 'reverted' ? [{ kind: 'reverted', at: deed.lastAt, number, deed }] : []
    return [{ kind: 'action', at, number, deed }, ...reverted]
  })
}
